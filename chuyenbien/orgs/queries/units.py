"""Units as pages show them: the tree of a day, and one unit as it was on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from chuyenbien.core import clock

from ..models import Charge, Membership, Post, Unit, UnitLink, UnitName, UnitSuccession
from ..models.dated import holds_on

SHOWN_UNITS = 200
"""How many units of a tree one page shows before deeper branches open on a page of their own."""


@dataclass
class Branch:
    """A unit of a tree and what stands below it; ``hidden`` counts what the page leaves to the next one."""

    unit: Unit
    below: list[Branch] = field(default_factory=list)
    hidden: int = 0


def tree(hierarchy: str, *, on: dt.date | None = None, top: Unit | None = None) -> list[Branch]:
    """The units of a hierarchy on a day in official order, from its roots or from ``top``. Two queries."""
    day = on or clock.today()
    links = UnitLink.objects.filter(holds_on(day), hierarchy=hierarchy).values_list("child_id", "parent_id")
    children: dict[int, set[int]] = defaultdict(set)
    for child, parent in links:
        children[parent].add(child)
    low = {child for below in children.values() for child in below}
    roots = {top.pk} if top else set(children) - low
    shown, level = set(roots), set(roots)
    while level:
        level = {child for unit in level for child in children.get(unit, ())} - shown
        if shown != roots and len(shown) + len(level) > SHOWN_UNITS:
            break
        shown |= level
    units = list(Unit.objects.on(day).filter(pk__in=shown).select_related("kind"))
    order = {unit.pk: place for place, unit in enumerate(units)}
    branches = {unit.pk: Branch(unit) for unit in units}
    for pk, branch in branches.items():
        below = children.get(pk, set())
        branch.below = [branches[child] for child in sorted(below & set(branches), key=order.__getitem__)]
        branch.hidden = len(below) - len(branch.below)
    return [branches[root] for root in sorted(roots & set(branches), key=order.__getitem__)]


@dataclass
class UnitView:
    """Everything the page of a unit shows, as of a day."""

    name: str
    names: list[UnitName]
    above: list[UnitLink]
    former_above: list[UnitLink]
    below: list[UnitLink]
    below_count: int
    posts: list[Post]
    members: list[Membership]
    former_members: list[Membership]
    charges: list[Charge]
    became: list[UnitSuccession]
    came_from: list[UnitSuccession]

    BELOW = 60

    @classmethod
    def of(cls, unit: Unit, day: dt.date) -> UnitView:
        """Read a unit as of a day; what had ended by then stands apart."""
        names = list(unit.names.order_by("-valid_from"))
        links = list(unit.links_up.select_related("parent").order_by("hierarchy", "-valid_from"))
        below = unit.links_down.filter(holds_on(day)).select_related("child").order_by("child__official_order", "child")
        people = Membership.objects.filter(unit=unit).select_related("person", "post")
        people = people.order_by("post__official_order", "person__sort_key", "valid_from")
        charges = Charge.objects.filter(holds_on(day), board=unit).select_related("person", "field", "area")
        return cls(
            name=next((one.name for one in names if one.holds(day)), unit.name),
            names=names,
            above=[link for link in links if link.holds(day)],
            former_above=[link for link in links if not link.holds(day)],
            below=list(below[: cls.BELOW]),
            below_count=below.count(),
            posts=list(unit.posts.filter(holds_on(day))),
            members=list(people.filter(holds_on(day))),
            former_members=list(people.filter(~Q(holds_on(day)))),
            charges=list(charges.order_by("person__sort_key", "id")),
            became=list(unit.successors.select_related("after")),
            came_from=list(unit.predecessors.select_related("before")),
        )
