"""Who is where: people by role, people of a unit, whom somebody may enter for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from chuyenbien.core import clock

from ..access import Standing
from ..enums import Role
from ..models import Charge, Membership, Person, Unit, UnitClosure
from ..models.dated import holds_on
from ..models.person import PersonQuerySet
from ..rules import ENTERING


def people_with(
    role: str | Iterable[str], unit: Unit | int | Iterable[int], *, on: dt.date | None = None
) -> PersonQuerySet:
    """The people who hold a role, or one of several, in a unit on a day."""
    roles = [role] if isinstance(role, str) else list(role)
    held = Membership.objects.on(on).filter(_in_units(unit), role__in=roles, person_id=OuterRef("pk"))
    return Person.objects.filter(Exists(held), is_active=True)


def people_of(unit: Unit | int | Iterable[int], *, on: dt.date | None = None) -> PersonQuerySet:
    """The people who hold any role in a unit on a day."""
    return people_with(Role.values, unit, on=on)


def people_within(unit: Unit | int, *, on: dt.date | None = None) -> PersonQuerySet:
    """The people of a unit and of everything below it on a day."""
    return people_of(Unit.objects.within(unit, on=on).values_list("pk", flat=True), on=on)


def people_one_may_enter_for(standing: Standing) -> PersonQuerySet:
    """Everybody :func:`rules.may_enter_for` allows; the same rule as a query."""
    own = standing.units_with(*ENTERING)
    if not own:
        return Person.objects.none()
    day = clock.today()
    below = UnitClosure.objects.filter(
        holds_on(day),
        ancestor_id__in=standing.units_with(Role.OFFICE_OFFICER),
        descendant_id=OuterRef("unit_id"),
    )
    theirs = Membership.objects.on(day).filter(Q(unit_id__in=own) | Exists(below), person_id=OuterRef("pk"))
    return Person.objects.filter(Exists(theirs), is_active=True).exclude(pk=standing.person_id or 0)


def heads_of(unit: Unit | int, *, on: dt.date | None = None) -> PersonQuerySet:
    """Who leads a unit on a day."""
    return people_with(Role.HEAD, unit, on=on)


def charged_with(
    board: Unit | int, *, fields: Iterable[int] = (), areas: Iterable[int] = (), on: dt.date | None = None
) -> PersonQuerySet:
    """The people of a board who are charged with any of the fields or areas on a day."""
    charges = Charge.objects.filter(
        holds_on(on or clock.today()),
        Q(field_id__in=list(fields)) | Q(area_id__in=list(areas)),
        board=board,
        person_id=OuterRef("pk"),
    )
    return Person.objects.filter(Exists(charges), is_active=True)


def offices(people: Iterable[Person], *, on: dt.date | None = None) -> dict[int, list[Membership]]:
    """Today's memberships of people, by person id; one query."""
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.on(on).filter(person__in=[person.pk for person in people])
    for membership in rows.select_related("unit", "post").order_by("unit__official_order", "unit_id", "id"):
        found[membership.person_id].append(membership)
    return dict(found)


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """What the journal calls people: the name, else the office, else the code."""
    return {person.pk: person.shown_title for person in Person.objects.filter(pk__in=list(person_ids))}


def _in_units(unit: Unit | int | Iterable[int]) -> Q:
    if isinstance(unit, Unit | int):
        return Q(unit=unit)
    return Q(unit__in=unit)
