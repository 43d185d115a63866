"""Whatever form the condition of sight takes, it says the same."""

from __future__ import annotations

import pytest
from django.db import models
from django.db.models import Count, Exists, OuterRef

from chuyenbien.orgs import seeing
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import SEEING_ROLES
from chuyenbien.orgs.models import InspectionGrant, Person, Unit
from chuyenbien.remediation.models import Action, Progress

from .conftest import DAY

Counts = dict[type[models.Model], int]
PEOPLE = ("officer", "leader", "verifier", "officer-commune", "doer", "admin")


def person(username: str) -> Person:
    return Person.objects.get(user__username=username)


def looked_up(standing: Standing) -> list[int]:
    """What somebody sees, by asking each row in Python."""
    found = []
    for action in Action.objects.order_by("due_on", "id").prefetch_related("involvements"):
        for row in action.involvements.all():
            roles = standing.roles.get(row.unit_id or 0, frozenset())
            sees = SEEING_ROLES.get(row.capacity, ())
            if row.until is None and (row.person_id == standing.person_id or roles & set(sees)):
                found.append(action.pk)
                break
    return found


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("many", [True, False])
@pytest.mark.parametrize("near", [10, 10_000])
def test_every_form_says_the_same(
    province: Counts, monkeypatch: pytest.MonkeyPatch, username: str, many: bool, near: int
) -> None:
    monkeypatch.setattr(seeing, "MANY", 0 if many else 10**9)
    monkeypatch.setattr(seeing, "NEAR", near)
    standing = Standing.of(person(username))
    wanted = looked_up(standing)
    rows = Action.objects.visible_to(standing).order_by("due_on", "id")
    pks = rows.values_list("pk", flat=True)
    assert list(pks) == wanted
    assert list(pks[:5]) == wanted[:5]
    assert list(pks[20:25]) == wanted[20:25]
    assert rows.count() == len(wanted)
    assert rows.exists() == bool(wanted)
    assert rows[:7].count() == len(wanted[:7])
    assert sum(one["n"] for one in rows.order_by().values("state").annotate(n=Count("pk"))) == len(wanted)
    assert Action.objects.filter(pk__in=rows.order_by()).count() == len(wanted)
    assert Progress.objects.filter(action__in=rows).count() == Progress.objects.filter(action__in=wanted).count()
    nested = Exists(Action.objects.visible_to(standing).filter(pk=OuterRef("action_id")))
    assert Progress.objects.filter(nested).count() == Progress.objects.filter(action__in=wanted).count()
    assert rows.exclude(pk__in=wanted[:3]).count() == max(0, len(wanted) - 3)
    assert (rows | Action.objects.filter(pk__in=wanted[:1])).distinct().count() == len(wanted)


def test_an_inspection_sees_the_units_below_and_what_has_ended(province: Counts) -> None:
    body = Unit.objects.get(pk=4)
    inspector = Person.objects.filter(user=None, memberships=None).first() or person("admin")
    grant = InspectionGrant.objects.create(
        person=inspector, unit=body, decision="QĐ 01", valid_from=DAY, valid_until=DAY, given_by=person("leader")
    )
    below = Unit.objects.within(body).values_list("pk", flat=True)
    wanted = Action.objects.filter(involvements__capacity="address", involvements__unit__in=list(below)).distinct()
    seen = Action.objects.visible_to(Standing.of(inspector, on=DAY))
    assert set(seen.values_list("pk", flat=True)) == set(wanted.values_list("pk", flat=True))
    assert seen.count() == wanted.count() > 0
    grant.delete()


def test_nobody_sees_nothing(province: Counts) -> None:
    assert not Action.objects.visible_to(Standing(None)).exists()
