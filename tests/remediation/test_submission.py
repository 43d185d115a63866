"""Submitting, taking back, being accepted and being returned."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.remediation import operations
from chuyenbien.remediation.enums import ActionState
from tests.cast import Cast, by

from .making import TODAY, active, report, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> object:
    with clock.at(TODAY):
        yield


def test_submits_once_and_records_one_event(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    before = Event.objects.count()
    submission = submit(cast, action)
    assert action.state == ActionState.SUBMITTED
    assert action.submitted_at == submission.at
    assert Event.objects.count() == before + 1
    with pytest.raises(Refused):
        submit(cast, action)


def test_needs_a_report_first(cast: Cast) -> None:
    with pytest.raises(Refused, match="báo cáo việc đã làm trước"):
        submit(cast, active(cast))


def test_needs_every_turn_reported(cast: Cast) -> None:
    action = active(cast, rhythm="monthly", start_on=dt.date(2023, 1, 1), due_on=dt.date(2023, 2, 15))
    turns = list(action.occurrences.all())
    assert [turn.due_on for turn in turns] == [dt.date(2023, 1, 31), dt.date(2023, 2, 15)]
    report(cast, action, occurrence=turns[0])
    with pytest.raises(Refused):
        submit(cast, action)
    report(cast, action, occurrence=turns[1])
    submit(cast, action)


def test_taken_back_and_submitted_again(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    first = submit(cast, action)
    with journal.recording(by=by(cast.doer)):
        operations.withdraw_submission(action, by=by(cast.doer), because="Bổ sung hồ sơ")
    assert (action.state, action.submitted_at) == (ActionState.ACTIVE, None)
    first.refresh_from_db()
    assert first.was_withdrawn
    assert submit(cast, action).pk != first.pk


def test_done_at_the_time_it_was_submitted(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submission = submit(cast, action)
    later = clock.moment_of(dt.date(2023, 7, 20))
    with journal.recording(by=by(cast.verifier)):
        operations.complete(action, submission, by=by(cast.verifier), at=later)
    action.refresh_from_db()
    assert (action.state, action.completed_at, action.percent) == (ActionState.DONE, submission.at, 100)
    assert not action.holdings.filter(until=None).exists()
    with journal.recording(by=by(cast.verifier)), pytest.raises(Refused):
        operations.complete(action, submission, by=by(cast.verifier))


def test_returned_falls_back(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submission = submit(cast, action)
    with journal.recording(by=by(cast.verifier)):
        operations.return_submission(action, submission, by=by(cast.verifier))
    action.refresh_from_db()
    assert (action.state, action.submitted_at, action.completed_at) == (ActionState.ACTIVE, None, None)
    with journal.recording(by=by(cast.verifier)), pytest.raises(Refused):
        operations.return_submission(action, submission, by=by(cast.verifier))
