"""A ladder climbed every day of two years with Tết: whatever happens to the matters, what every step keeps to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.followup.falling import falls_on
from chuyenbien.followup.models import LadderStep, TakenStep
from chuyenbien.notices.models import Notice
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.orgs.queries import working_days
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, Submission
from chuyenbien.verification import operations as verification
from tests.cast import Cast, by, make_person
from tests.remediation.making import TODAY, active, report, submit

from .laddering import a_paper, adopted, climb

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LAST = dt.date(2025, 1, 31)
DAYS = (LAST - TODAY).days
FATES = ("none", "submitted", "returned", "cancelled", "paused", "extended", "reassigned")
RESTS = 50
"""Days for which the superior looks at work that it then returns."""


@dataclass
class Fate:
    """What becomes of one action, and when."""

    due: int
    what: str
    on: int
    action: Action | None = None
    closed: dt.date | None = None


fates = st.builds(
    Fate, due=st.integers(3, DAYS - 60), what=st.sampled_from(FATES), on=st.integers(1, DAYS), action=st.none()
)


def on_day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def happen(cast: Cast, one: Fate, day: dt.date) -> None:
    """Let it happen through the verbs, if the action is still there to happen to."""
    assert one.action is not None
    action = Action.objects.get(pk=one.action.pk)
    leader: Any = by(cast.leader)
    with clock.at(day), journal.recording(by=leader):
        if one.what in ("submitted", "returned"):
            report(cast, action)
            submit(cast, action)
        elif one.what == "cancelled":
            remediation.cancel_action(action, by=leader, because="Không còn cần", document=a_paper(cast))
        elif one.what == "paused":
            remediation.pause_action(action, by=leader, because="Chờ hướng dẫn", document=a_paper(cast))
        elif one.what == "reassigned":
            remediation.reassign(action, by=leader, to_person=cast.editor, because="Điều động")
        elif one.what == "extended":
            until = max(day, action.due_on or day) + dt.timedelta(days=40)
            asked = remediation.ask_extension(action, by=leader, to_date=until, because="Mưa lũ")
            remediation.decide_extension(asked, by=leader, decision="approved", because="Đồng ý")
    if one.what in ("submitted", "cancelled", "paused"):
        one.closed = day


def come_back(cast: Cast, one: Fate, day: dt.date) -> None:
    """What was submitted is returned: from now on it is followed up as if it had never lain with the superior."""
    submission = Submission.objects.filter(action=one.action, returned_at=None).first()
    if submission is None:
        return
    with clock.at(day), journal.recording(by=by(cast.verifier)):
        verification.return_to_doer(submission, by=by(cast.verifier), reason="Chưa đạt")


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(fates, min_size=4, max_size=8),
    st.integers(1, DAYS),
    st.sets(st.integers(1, DAYS), max_size=4),
)
def test_two_years(cast: Cast, lives: list[Fate], leaves: int, stops: set[int]) -> None:
    with transaction.atomic():
        _live(cast, lives, on_day(leaves), stops)
        transaction.set_rollback(True)


def _live(cast: Cast, lives: list[Fate], leaves: dt.date, stops: set[int]) -> None:
    orgs.seed_calendar()
    with journal.recording(by=None):
        successor = make_person("head_2", "Lý Thị Kế", "Bí thư")
        orgs.give_role(successor, cast.body, Role.HEAD, since=leaves, by=None)
    Membership.objects.filter(person=cast.head).update(valid_until=leaves - dt.timedelta(days=1))
    adopted(cast)
    for number, one in enumerate(lives):
        one.closed, one.action = None, active(cast, task=f"Nhiệm vụ {number}", due_on=on_day(one.due))
    stopped = {day + more for day in stops for more in range(6)}
    """Days on which no machine runs."""
    for number in range(1, DAYS + 1):
        for one in lives:
            if one.on == number:
                happen(cast, one, on_day(number))
            elif one.what == "returned" and one.on + RESTS == number:
                come_back(cast, one, on_day(number))
        if number not in stopped:
            climb(on_day(number))
    _check_steps(lives)
    _check_told(cast, successor)


def _check_steps(lives: list[Fate]) -> None:
    calendar = working_days()
    for one in lives:
        assert one.action is not None
        rows = list(TakenStep.objects.filter(action=one.action).select_related("step").order_by("due_on", "falls_on"))
        assert all(calendar.is_working(row.falls_on) for row in rows)
        assert all(row.done_on is None or calendar.is_working(row.done_on) for row in rows)
        if one.what == "returned":
            _check_nothing_is_missing(one, {(row.due_on, row.step.offset) for row in rows})
        for due in {row.due_on for row in rows}:
            offsets = [row.step.offset for row in rows if row.due_on == due]
            assert offsets == sorted(offsets)
        if one.closed is not None:
            assert all(row.falls_on < one.closed for row in rows)
            late = Notice.objects.filter(subject_id=one.action.pk, kind="followup.reminder", on__gte=one.closed)
            assert not late.exists()


def _check_nothing_is_missing(one: Fate, taken: set[tuple[dt.date, int]]) -> None:
    """What came back has every step whose day has passed, the days left out when nobody looked at the clock."""
    assert one.action is not None
    due = Action.objects.get(pk=one.action.pk).due_on
    if due is None or one.on + RESTS > DAYS:
        return
    until = LAST - dt.timedelta(days=14)
    passed = {step.offset for step in LadderStep.objects.all() if falls_on(due, step.offset, working_days()) < until}
    assert passed <= {offset for day, offset in taken if day == due}


def _check_told(cast: Cast, successor: Person) -> None:
    calendar = working_days()
    for notice in Notice.objects.filter(kind="followup.reminder").select_related("person"):
        assert calendar.is_working(notice.on)
        action = Action.objects.get(pk=notice.subject_id)
        leads = {cast.doer.pk, action.lead_person_id}
        if notice.person_id in (cast.head.pk, successor.pk):
            held = Membership.objects.on(notice.on).filter(person=notice.person, unit=cast.body, role=Role.HEAD)
            assert held.exists()
        else:
            assert notice.person_id in leads
