"""Facts come from rows: which tasks count, what each was at the end of the period, which earlier findings."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.findings.models import Finding
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Unit
from chuyenbien.ratings import operations, records, weighing
from chuyenbien.ratings.enums import Against, HandKey, SubjectKind
from chuyenbien.ratings.models import Rating
from chuyenbien.ratings.weighing import months
from chuyenbien.regulations import packs
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from tests.cast import Cast
from tests.remediation import making as remedy

from . import making
from .making import Rated

DUE = dt.date(2025, 6, 30)


def task(
    cast: Cast, *, due: dt.date = DUE, original: dt.date | None = None, done: dt.date | None = None, **facts: Any
) -> Action:
    """An issued action of the body, brought into a state past the verbs of its room."""
    action = remedy.active(cast, due_on=due)
    changes: dict[str, Any] = {"original_due": original or due, **facts}
    if done is not None:
        changes |= {"state": ActionState.DONE, "completed_at": clock.moment_of(done)}
    Action.objects.filter(pk=action.pk).update(**changes)
    return Action.objects.get(pk=action.pk)


def record(rating: Rating, on: dt.date = making.TODAY) -> records.Record:
    with clock.at(on):
        return records.of(making.fresh(rating))


def facts(rating: Rating, against: str = Against.APPROVED) -> dict[str, Any]:
    return weighing.facts_of(record(rating), packs.get("366-2025"), against)


def test_each_task_is_what_it_was_at_the_end_of_the_period(rated: Rated) -> None:
    cast = rated.cast
    in_time = task(cast, done=DUE)
    late = task(cast, done=DUE + dt.timedelta(days=1))
    overdue = task(cast)
    after = task(cast, done=dt.date(2026, 1, 5))
    paused = task(cast, state=ActionState.PAUSED)
    pending = task(cast, state=ActionState.SUBMITTED, submitted_at=clock.moment_of(DUE))
    task(cast, state=ActionState.CANCELLED, done=None)
    task(cast, due=dt.date(2026, 2, 1))
    found = record(rated.rating()).own[Against.APPROVED]
    assert found.base == 6
    assert found.by["done"] == {in_time.pk, late.pk}
    assert found.by["on_time"] == {in_time.pk}
    assert found.by["late"] == {late.pk}
    assert found.by["overdue"] == {overdue.pk, after.pk}
    assert found.by["off"] == {late.pk, overdue.pk, after.pk}
    assert (found.by["paused"], found.by["pending"]) == ({paused.pk}, {pending.pk})


def test_both_dates_are_told_apart(rated: Rated) -> None:
    task(rated.cast, due=dt.date(2025, 9, 30), original=DUE, done=dt.date(2025, 8, 1))
    task(rated.cast, due=dt.date(2026, 3, 31), original=DUE)
    both = record(rated.rating()).own
    assert (both["approved"].base, both["approved"].number("on_time")) == (1, 1)
    assert (both["original"].base, both["original"].number("on_time"), both["original"].number("off")) == (2, 0, 2)


def test_until_the_list_is_confirmed_every_fact_of_tasks_is_unknown(rated: Rated) -> None:
    task(rated.cast, done=DUE)
    names = [name for name in facts(rated.rating()) if name.startswith(("tasks_", "led_", "unit_"))]
    assert names == []
    making.act(rated.cast.editor, operations.confirm_task_list, rated.rating())
    told = facts(rated.rating())
    assert (told["tasks_done_percent"].exact, told["tasks_done_percent"].denominator) == (Fraction(100), 1)


def test_exceeded_by_hand_is_a_share_of_the_tasks_in_the_system(rated: Rated) -> None:
    for _number in range(3):
        task(rated.cast, done=DUE)
    making.know(rated.cast, rated.rating(), exceeded=1)
    assert facts(rated.rating())["tasks_exceeded_percent"].exact == Fraction(100, 3)


def test_a_person_counts_what_they_lead_and_a_head_what_the_unit_does(rated: Rated) -> None:
    cast = rated.cast
    task(cast, done=DUE)
    task(cast, lead_person=cast.editor)
    doer = making.person(rated, cast.doer)
    head = making.person(rated, cast.head, is_head=True)
    making.act(cast.officer, operations.confirm_task_list, doer)
    assert facts(doer)["led_done_percent"].denominator == 1
    assert "led_done_percent" not in facts(head)
    making.act(cast.officer, operations.confirm_task_list, rated.rating())
    assert (facts(head)["led_done_percent"].numerator, facts(head)["led_done_percent"].denominator) == (1, 2)
    assert facts(head)["unit_done_percent"].exact == 50


def test_earlier_findings_are_remedied_only_when_confirmed(rated: Rated) -> None:
    cast = rated.cast
    earlier = remedy.make_dossier(cast)
    closed, _open = (remedy.make_finding(cast, earlier) for _number in range(2))
    own = remedy.make_finding(cast, earlier, source="self")
    long_ago = remedy.make_finding(cast, earlier)
    remedy.make_finding(cast, rated.dossier)
    mend(closed, dt.date(2025, 5, 1))
    mend(long_ago, dt.date(2024, 5, 1))
    found = record(rated.rating()).prior
    assert (len(found.all), found.remedied) == (2, {closed.pk})
    assert own.pk not in found.all
    assert facts(rated.rating())["prior_remedied_percent"].exact == 50


def mend(finding: Finding, on: dt.date) -> None:
    Finding.objects.filter(pk=finding.pk).update(state="closed", closed_at=clock.moment_of(on))


def test_that_nothing_was_indicated_is_known_only_once_confirmed(rated: Rated) -> None:
    assert not facts(rated.rating())["prior_remedied_percent"].of_nothing
    making.act(rated.cast.editor, operations.confirm_task_list, rated.rating())
    assert facts(rated.rating())["prior_remedied_percent"].of_nothing


def test_of_a_person_the_findings_that_name_them_count(rated: Rated) -> None:
    cast = rated.cast
    earlier = remedy.make_dossier(cast)
    remedy.make_finding(cast, earlier)
    named = remedy.make_finding(cast, earlier, responsible=[cast.doer])
    rating = making.person(rated, cast.doer)
    assert record(rating).prior.all == {named.pk}


@pytest.mark.parametrize(
    ("since", "whole"), [("2025-07-01", 6), ("2025-07-02", 5), ("2025-06-30", 6), ("2025-12-31", 0), ("2024-12-31", 12)]
)
def test_whole_months(since: str, whole: int) -> None:
    assert months(dt.date.fromisoformat(since), making.END) == whole


def test_discipline_is_what_was_entered_by_hand(rated: Rated) -> None:
    assert "disciplined" not in facts(rated.rating())
    making.enter(rated.cast, rated.rating(), HandKey.DISCIPLINED, False)
    making.enter(rated.cast, rated.rating(), HandKey.DISCIPLINED, True)
    assert facts(rated.rating())["disciplined"].value is True


# --- where the text is silent ------------------------------------------------------------------------


def asked(rating: Rating) -> list[str]:
    return [one.key for one in weighing.questions(record(rating))]


def test_a_body_without_head(rated: Rated) -> None:
    assert asked(rated.rating()) == []
    Membership.objects.filter(unit=rated.cast.body, role=Role.HEAD).update(valid_until="2025-11-30")
    assert asked(rated.rating()) == ["no_head"]


def test_a_person_in_two_posts(rated: Rated) -> None:
    rating = making.person(rated, rated.cast.head, is_head=True)
    assert asked(rating) == []
    give(rated, rated.cast.other_body, Role.HEAD)
    assert asked(rating) == ["two_posts"]


@pytest.mark.parametrize(
    ("changes", "key"), [({"valid_from": "2025-03-01"}, "moved_in"), ({"valid_until": "2025-10-31"}, "moved_out")]
)
def test_a_person_who_moved_within_the_period(rated: Rated, changes: dict[str, Any], key: str) -> None:
    rating = making.person(rated, rated.cast.doer, SubjectKind.NON_LEADER)
    assert asked(rating) == []
    Membership.objects.filter(unit=rated.cast.body, person=rated.cast.doer).update(**changes)
    assert asked(rating) == [key]


def give(rated: Rated, unit: Unit, role: str) -> None:
    with journal.recording(by=None):
        orgs.give_role(rated.cast.head, unit, role, since=dt.date(2021, 1, 1), by=None)


def test_many_subjects_cost_as_many_queries_as_one(rated: Rated, django_assert_max_num_queries: Any) -> None:
    for who in (rated.cast.head, rated.cast.doer, rated.cast.editor):
        making.person(rated, who, is_head=who == rated.cast.head)
    rows = list(Rating.objects.select_related("cycle__superior", "body", "person", "dossier"))
    with clock.at(making.TODAY), django_assert_max_num_queries(12):
        assert len(weighing.weigh_all(rows)) == 5
