"""Bodies chosen by where they stand and what they are, not one by one: what a cycle of thousands is opened with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from chuyenbien.core import clock
from chuyenbien.orgs.models import Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.orgs.models.unit import UnitQuerySet

from ..models import ReviewCycle, ReviewDossier


@dataclass(frozen=True)
class Choice:
    """The bodies of a superior that stand at or below a unit, of one level, of one kind, named so; all when not told.

    It holds no rows: whoever goes on with a choice later, or begins it a second time, finds what is still left of it.
    """

    below: Unit | None = None
    hierarchy: str = ""
    level: str = ""
    kind: str = ""
    words: str = ""

    def units(self, cycle: ReviewCycle) -> UnitQuerySet:
        """The chosen bodies as they stand today, in official order, those already under review among them."""
        rows = Unit.objects.on().within(cycle.superior).exclude(pk=cycle.superior_id).filter(is_outside=False)
        if self.below is not None:
            rows = _below(rows, self.below, self.hierarchy)
        elif self.hierarchy:
            rows = _below(rows, cycle.superior, self.hierarchy)
        if self.level:
            rows = rows.filter(level=self.level)
        if self.kind:
            rows = rows.filter(kind__code=self.kind)
        if self.words:
            rows = rows.matching(self.words)
        return rows.order_by("official_order", "pk")

    def left(self, cycle: ReviewCycle) -> UnitQuerySet:
        """The chosen bodies that are not under review yet."""
        taken = ReviewDossier.objects.filter(cycle=cycle, body_id=OuterRef("pk"))
        return self.units(cycle).filter(~Exists(taken))


def _below(rows: UnitQuerySet, top: Unit, hierarchy: str) -> UnitQuerySet:
    links = UnitClosure.objects.filter(holds_on(clock.today()), ancestor=top)
    if hierarchy:
        links = links.filter(hierarchy=hierarchy)
    return rows.filter(Q(pk=top.pk) | Q(pk__in=links.order_by().values("descendant_id")))


def areas(cycle: ReviewCycle) -> UnitQuerySet:
    """The superior and the units below it that have others below them: what an area can be named by."""
    links = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id=OuterRef("pk"), depth__gt=0)
    return Unit.objects.on().within(cycle.superior).filter(Exists(links)).order_by("official_order", "pk")
