"""Accepting and returning what was submitted."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.findings.models import Finding
from chuyenbien.journal import timeline
from chuyenbien.journal.models import Event
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.verification import operations
from chuyenbien.verification.enums import Judgment
from chuyenbien.verification.models import Verification
from tests.cast import Cast
from tests.remediation.making import report, submit

from . import making


def test_accepting_dates_the_work_by_its_submission(cast: Cast) -> None:
    submission = making.submission(cast)
    judged = making.act(cast.verifier, operations.accept, submission, reason="Đủ minh chứng", on=dt.date(2023, 8, 1))
    action = Action.objects.get(pk=submission.action_id)
    assert (action.state, action.completed_at) == (ActionState.DONE, making.SUBMITTED)
    assert (judged.judgment, judged.by, judged.reason) == (Judgment.ACCEPTED, cast.verifier, "Đủ minh chứng")


def test_accepting_is_one_event_of_the_action_and_its_finding(cast: Cast) -> None:
    submission = making.submission(cast)
    before = Event.objects.count()
    making.act(cast.verifier, operations.accept, submission)
    assert Event.objects.count() == before + 1
    action = submission.action
    assert timeline(action)[0].type == timeline(Finding.objects.get())[0].type == "verification.accepted"


def test_returning_falls_back_and_keeps_the_reason(cast: Cast) -> None:
    submission = making.submission(cast)
    before = Event.objects.count()
    judged = making.act(cast.verifier, operations.return_to_doer, submission, reason="Thiếu biên bản")
    action = Action.objects.get(pk=submission.action_id)
    assert (action.state, action.completed_at) == (ActionState.ACTIVE, None)
    assert (judged.judgment, judged.reason) == (Judgment.RETURNED, "Thiếu biên bản")
    assert Event.objects.count() == before + 1
    assert timeline(action)[0].because == "Thiếu biên bản"


def test_a_returned_one_is_submitted_again_and_accepted(cast: Cast) -> None:
    first = making.submission(cast)
    making.act(cast.verifier, operations.return_to_doer, first, reason="Thiếu biên bản")
    action = Action.objects.get(pk=first.action_id)
    report(cast, action)
    second = submit(cast, action, at=dt.datetime(2023, 3, 5, tzinfo=dt.UTC))
    making.act(cast.verifier, operations.accept, second, on=dt.date(2023, 3, 8))
    assert Action.objects.get(pk=action.pk).completed_at == second.at


def test_returning_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        making.act(cast.verifier, operations.return_to_doer, making.submission(cast), reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("first", [operations.accept, operations.return_to_doer])
@pytest.mark.parametrize("then", [operations.accept, operations.return_to_doer])
def test_it_is_judged_once(cast: Cast, first: object, then: object) -> None:
    submission = making.submission(cast)
    making.act(cast.verifier, first, submission, reason="Một")
    submission.refresh_from_db()
    with pytest.raises(Refused):
        making.act(cast.verifier, then, submission, reason="Hai")
    assert Verification.objects.count() == 1


def test_what_was_taken_back_is_not_judged(cast: Cast) -> None:
    submission = making.submission(cast)
    making.act(cast.doer, remediation.withdraw_submission, submission.action)
    submission.refresh_from_db()
    with pytest.raises(Refused):
        making.act(cast.verifier, operations.accept, submission)


@pytest.mark.parametrize("name", ["leader", "officer", "head", "editor", "doer", "other_head", "admin", "stranger"])
@pytest.mark.parametrize("verb", [operations.accept, operations.return_to_doer])
def test_nobody_but_a_verifier_of_the_superior_judges(cast: Cast, name: str, verb: object) -> None:
    submission = making.submission(cast)
    with pytest.raises(Forbidden):
        making.act(cast.people()[name], verb, submission, reason="Tự xác nhận")
    assert not Verification.objects.exists()


def test_of_a_code_only_action_the_reason_stays_on_paper(cast: Cast) -> None:
    submission = making.submission(cast)
    submission.action.empty_secret_fields("M-03")
    submission.action.save()
    with pytest.raises(Refused):
        making.act(cast.verifier, operations.return_to_doer, submission, reason="Thiếu")
    judged = making.act(cast.verifier, operations.return_to_doer, submission, reason="")
    assert (judged.code, judged.reason) == ("M-03", "")
