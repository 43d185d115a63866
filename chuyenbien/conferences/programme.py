"""In which order a conference reviews: as the office set it, else as the rule pack says, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.queries import people_with
from chuyenbien.regulations.points import Point

from .models import Conference, SpeakingOrder

OTHER = "other"
"""A place for somebody whom the pack's list does not name."""

COLLECTIVE = (Role.HEAD, Role.BOARD_LEADER, Role.MEMBER)
"""Who is reviewed as a member of the collective. Whoever writes or keeps its papers is not, by that alone."""

_ROLES = {"head": (Role.HEAD,), "members": (Role.BOARD_LEADER, Role.MEMBER)}
"""Kinds of the pack's list whose people the program knows."""

DEPUTIES = "deputies"
"""No role says who is a deputy: they stand among the members until the office sets the order."""


@dataclass(frozen=True, slots=True)
class PackOrder:
    """What the rule pack says."""

    point: Point
    kinds: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        return [self.label(kind) for kind in self.kinds]

    def label(self, kind: str) -> str:
        entry = self.point.entry(kind)
        return entry.label if entry else kind_label(kind)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the order as it is shown."""

    kind: str
    label: str
    person: Person | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """``order`` is None while the office has not set one; ``pack`` None where the rule pack says nothing."""

    places: list[Place]
    order: SpeakingOrder | None
    pack: PackOrder | None

    @property
    def deputies_unknown(self) -> bool:
        """Whether the proposed order has a place for deputies, whom the program cannot name."""
        return self.order is None and any(one.kind == DEPUTIES for one in self.places)


def kind_label(kind: str) -> str:
    return _("Others") if kind == OTHER else kind


def of_pack(conference: Conference) -> PackOrder | None:
    book = conference.dossier.cycle.book
    point = book.point("speaking_order") if book else None
    if point is None or not point.entries:
        return None
    value = point.value if isinstance(point.value, tuple) else tuple(one.key for one in point.entries)
    return PackOrder(point, value)


def needs_reason(pack: PackOrder | None, kinds: Sequence[str]) -> str:
    """Why an order needs a reason; empty when it needs none."""
    if pack is None:
        return _("The rule pack says no order, so say on what this one rests.")
    if not pack.point.is_settled:
        return _("The order in the rule pack is not confirmed, so say on what this one rests.")
    places = [pack.kinds.index(kind) for kind in kinds if kind in pack.kinds]
    if places != sorted(places):
        return _("This order departs from that of the rule pack; say why.")
    return ""


def of_conference(conference: Conference) -> Programme:
    """The order as the page shows it. Four queries at most."""
    pack = of_pack(conference)
    order = SpeakingOrder.objects.filter(conference=conference).select_related("set_by").first()
    if order is not None:
        rows = order.turns.select_related("person")
        places = [
            Place(one.kind, pack.label(one.kind) if pack else kind_label(one.kind), one.person, one.name)
            for one in rows
        ]
        return Programme(places, order, pack)
    return Programme(proposed(conference, pack), None, pack)


def proposed(conference: Conference, pack: PackOrder | None) -> list[Place]:
    """The places by the pack's order, with the people the record knows for them; nobody is guessed."""
    places: list[Place] = []
    once: set[int] = set()
    for kind in pack.kinds if pack else ():
        label = pack.label(kind) if pack else kind
        roles = _ROLES.get(kind)
        people = list(people_with(roles, conference.dossier.body_id)) if roles and not conference.is_code_only else []
        fresh = [one for one in people if one.pk not in once]
        once |= {one.pk for one in fresh}
        places += [Place(kind, label, one) for one in fresh] or [Place(kind, label)]
    return places
