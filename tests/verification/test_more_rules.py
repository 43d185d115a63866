"""Confirming, closing, reopening and exceptions are refused in the wrong state, to whoever would be allowed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from chuyenbien.core.verdict import Forbidden, Refused, Verdict
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.remediation.enums import ActionState
from chuyenbien.verification import operations, rules
from chuyenbien.verification.models import Closure, ClosureException
from tests.cast import Cast, by

from . import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def said(verdict: Verdict) -> str:
    assert not verdict
    return str(verdict.reason)


def test_only_what_is_submitted_now_is_judged(cast: Cast) -> None:
    pending = making.submission(cast)
    assert rules.can_judge(by(cast.verifier), pending)
    pending.action.state = ActionState.CANCELLED
    assert "not submitted" in said(rules.can_judge(by(cast.verifier), pending))
    pending.action.state = ActionState.SUBMITTED
    making.act(cast.verifier, operations.accept, pending)
    pending.refresh_from_db()
    assert "already been judged" in said(rules.can_judge(by(cast.verifier), pending))


def test_only_a_verifier_of_the_superior_confirms(cast: Cast) -> None:
    pending = making.submission(cast)
    for name, person in cast.people().items():
        assert bool(rules.can_verify(by(person), pending.action)) is (name == "verifier"), name


@pytest.mark.parametrize("state", [FindingState.DRAFT, FindingState.CLOSED, FindingState.WITHDRAWN])
def test_only_a_stated_finding_is_closed_or_let_pass(cast: Cast, state: str) -> None:
    finding = making.ready(cast)
    verifier = by(cast.verifier)
    assert rules.can_close(verifier, finding)
    finding.conditions.all().delete()
    assert rules.can_ask_closure_exception(verifier, finding)
    finding.state = state
    assert "Only a stated finding" in said(rules.can_close(verifier, finding))
    assert "Only a stated finding" in said(rules.can_ask_closure_exception(verifier, finding))
    if state != FindingState.CLOSED:
        assert "Only a closed finding" in said(rules.can_reopen(verifier, finding))


def test_who_closes_and_who_reopens(cast: Cast) -> None:
    finding = making.ready(cast)
    for name, person in cast.people().items():
        assert bool(rules.can_close(by(person), finding)) is (name == "verifier"), name
    finding = Finding.objects.get(pk=finding.pk)
    making.act(cast.verifier, operations.close, finding, reason="Đã giải quyết")
    finding.refresh_from_db()
    for name, person in cast.people().items():
        assert bool(rules.can_reopen(by(person), finding)) is (name in {"verifier", "leader"}), name
    for person in (cast.officer, cast.head, cast.stranger):
        with pytest.raises(Forbidden):
            making.act(person, operations.reopen, finding, because="Tái diễn")


def test_it_is_reopened_once(cast: Cast) -> None:
    finding = making.closed(cast)
    Closure.objects.update(ended_at=making.SUBMITTED)
    before = Event.objects.count()
    with pytest.raises(Refused):
        making.act(cast.leader, operations.reopen, finding, because="Tái diễn")
    assert Event.objects.count() == before


def test_of_two_decisions_about_an_exception_one_is_refused(cast: Cast) -> None:
    action = making.accepted(cast)
    asked = making.act(cast.verifier, operations.ask_closure_exception, action.finding, reason="Không đo được")
    stale = ClosureException.objects.get(pk=asked.pk)
    assert "who asked" in said(rules.can_decide_closure_exception(by(cast.verifier), asked)).lower()
    assert not rules.can_decide_closure_exception(by(cast.officer), asked)
    making.act(cast.leader, operations.accept_closure_exception, asked)
    with pytest.raises(Refused):
        making.act(cast.leader, operations.refuse_closure_exception, stale, because="Đo được")
    assert "already been decided" in said(
        rules.can_decide_closure_exception(by(cast.leader), ClosureException.objects.get())
    )
    assert ClosureException.objects.get().refused_at is None


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED])
def test_nothing_is_let_pass_of_what_is_finished(cast: Cast, state: str) -> None:
    action = making.submission(cast).action
    assert rules.can_approve_independence_exception(by(cast.leader), action, cast.verifier)
    assert "for themselves" in said(rules.can_approve_independence_exception(by(cast.leader), action, cast.leader))
    for person in (cast.officer, cast.verifier, cast.head):
        assert not rules.can_approve_independence_exception(by(person), action), person
    action.state = state
    assert "finished" in said(rules.can_approve_independence_exception(by(cast.leader), action, cast.verifier))
