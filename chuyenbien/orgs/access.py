"""One door for visibility: what a person sees follows from today's memberships and the involvements of a
matter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from django.db import models

from chuyenbien.core import clock
from chuyenbien.core.once import once
from chuyenbien.journal.remembered import remembered

from .models import InspectionGrant, Membership, Person
from .models.dated import holds_on
from .seeing import Signature, seen_by

_M = TypeVar("_M", bound=models.Model, covariant=True)


@dataclass(frozen=True)
class Standing:
    """What a person is today: their roles by unit and the units whose matters a decision lets them
    inspect."""

    person: Person | None
    roles: dict[int, frozenset[str]] = field(default_factory=dict)
    inspected: tuple[int, ...] = ()
    seen: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """By kind of matter the condition that the person sees a row, made when first asked (``seeing.py``)."""

    @classmethod
    def of(cls, person: Person | None, *, on: dt.date | None = None) -> Standing:
        """Read a person's standing on a day, today unless told. Two queries, none while nothing has been recorded."""
        if person is None:
            return cls(None)
        day = on or clock.today()
        roles, inspected = remembered(("standing", person.pk, day), lambda: _read(person, day))
        return cls(person, dict(roles), inspected)

    def holds(self, role: str, unit_id: int | None) -> bool:
        """Whether the person holds the role in exactly this unit."""
        return unit_id is not None and role in self.roles.get(unit_id, ())

    def holds_any(self, roles: tuple[str, ...], unit_id: int | None) -> bool:
        return any(self.holds(role, unit_id) for role in roles)

    def units_with(self, *roles: str) -> list[int]:
        """Ids of the units in which the person holds any of the roles."""
        wanted = frozenset(roles)
        return [unit for unit, held in self.roles.items() if held & wanted]

    @property
    def signature(self) -> Signature:
        """Everything that what the person sees depends on."""
        return self.person_id, frozenset(self.roles.items()), self.inspected

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None


def _read(person: Person, day: dt.date) -> tuple[dict[int, frozenset[str]], tuple[int, ...]]:
    roles: dict[int, set[str]] = defaultdict(set)
    for unit_id, role in Membership.objects.on(day).filter(person=person).values_list("unit_id", "role"):
        roles[unit_id].add(role)
    granted = InspectionGrant.objects.filter(holds_on(day), person=person).values_list("unit_id", flat=True)
    return {unit: frozenset(held) for unit, held in roles.items()}, tuple(granted)


class VisibleQuerySet(models.QuerySet[_M]):
    """Adds the one visibility question to a matter's queryset."""

    def visible_to(self, standing: Standing) -> Self:
        """The rows this person may know of. Everything else answers 404."""
        if standing.person is None:
            return self.none()
        involvement: Any = self.model._meta.get_field("involvements").related_model
        return self.filter(seen_by(standing, involvement._default_manager.using(self.db)))


def sees(standing: Standing, thing: Any) -> bool:
    """Whether a person may know of a thing that has been fetched for another reason. One query at most."""

    def look_up() -> bool:
        rows: Any = type(thing)._default_manager.visible_to(standing)
        return bool(rows.filter(pk=thing.pk).exists())

    return once(("sees", standing.person_id, thing._meta.label, thing.pk), look_up)
