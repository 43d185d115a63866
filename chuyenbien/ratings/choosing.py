"""Whose ratings the record lets be opened without asking anybody, and whose not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership
from chuyenbien.reviews.models import ReviewCycle

from .models import Rating

LEADING = (Role.HEAD, Role.MEMBER)
PLACED = (*LEADING, Role.STAFF)
"""The roles that say what a person is in a body. The others say what they may do in the program."""


class Place(NamedTuple):
    """What a person was in a body under review at some time of the period."""

    order: int
    unit_id: int
    person_id: int
    role: str
    since: dt.date
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Places:
    """The people of the bodies of a cycle: how many have a rating, and what the others held, a person's together."""

    opened: int
    alone: list[list[Place]]
    """Of people in one body only, in official order of the bodies: their rating can be opened."""
    several: list[list[Place]]
    """Of people in several bodies: in which of them they are rated, a person says."""


def places(cycle: ReviewCycle) -> Places:
    """Who was what in the bodies under review. Two queries for any number of people.

    The rows are put together here: asked of each row, whether somebody is in another body too, SQLite takes minutes
    for sixty thousand people.
    """
    rated = set(Rating.objects.filter(cycle=cycle, person__isnull=False).order_by().values_list("person_id", flat=True))
    held: dict[int, list[Place]] = defaultdict(list)
    for row in _of_period(cycle):
        if row[2] not in rated:
            held[row[2]].append(Place(*row))
    alone: list[list[Place]] = []
    several: list[list[Place]] = []
    for rows in held.values():
        (alone if len({row.unit_id for row in rows}) == 1 else several).append(rows)
    alone.sort(key=lambda rows: rows[0][:3])
    several.sort(key=lambda rows: rows[0].person_id)
    return Places(len(rated), alone, several)


def _of_period(cycle: ReviewCycle) -> list[tuple[int, int, int, str, dt.date, dt.date | None]]:
    rows = Membership.objects.filter(
        unit__in=cycle.dossiers.order_by().values("body_id"),
        role__in=PLACED,
        person__is_active=True,
        valid_from__lte=cycle.period_end,
    ).exclude(valid_until__lt=cycle.period_start)
    return list(
        rows.order_by("unit__official_order", "unit_id", "valid_from").values_list(
            "unit__official_order", "unit_id", "person_id", "role", "valid_from", "valid_until"
        )
    )
