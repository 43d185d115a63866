"""Closing a finding: each guard alone keeps it open; an estimate never closes."""

from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.verification import operations
from chuyenbien.verification.models import Closure
from chuyenbien.verification.queries import closing_state, may_close
from tests.cast import Cast, by, code
from tests.remediation.making import active, add

from . import making


def missing(finding: Finding) -> list[str]:
    return [guard.split("-")[0] for guard, ok, _words in closing_state(finding) if not ok]


def refused(cast: Cast, finding: Finding) -> str:
    with override("en"), pytest.raises(Refused) as refusal:
        making.act(cast.verifier, operations.close, finding)
    assert Finding.objects.get(pk=finding.pk).state != FindingState.CLOSED or finding.state == FindingState.CLOSED
    return str(refusal.value)


def test_when_all_hold_it_closes_and_keeps_the_figures(cast: Cast) -> None:
    finding = making.ready(cast)
    before = Event.objects.count()
    closure = making.act(cast.verifier, operations.close, finding, reason="Đã giải quyết dứt điểm")
    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED
    assert (closure.by, closure.reason, closure.exception) == (cast.verifier, "Đã giải quyết dứt điểm", None)
    (figure,) = json.loads(closure.figures)
    assert (figure["comparator"], figure["threshold"], figure["figure"], figure["as_of"]) == (
        "gte",
        "95",
        "98.0000",
        "2023-02-28",
    )
    assert Event.objects.count() == before + 1
    assert journal.timeline(finding)[0].type == "verification.closed"


def test_nobody_has_a_closed_finding_and_its_body_has_a_reopened_one(cast: Cast) -> None:
    action = making.accepted(cast)
    finding = action.finding
    assert finding is not None
    making.figure(cast, making.condition(cast, finding), 98)
    making.act(cast.verifier, operations.close, finding, reason="Đã giao đủ")
    assert not finding.holdings.filter(until=None).exclude(kind="unknown").exists()
    making.act(cast.leader, operations.reopen, Finding.objects.get(pk=finding.pk), because="Phát sinh trở lại")
    assert finding.holdings.get(until=None).unit == cast.body


def test_it_closes_once(cast: Cast) -> None:
    finding = making.closed(cast)
    assert "already closed" in refused(cast, finding)
    assert Closure.objects.count() == 1


def test_without_a_confirmed_action_it_stays_open(cast: Cast) -> None:
    action = active(cast)
    finding = action.finding
    assert finding is not None
    making.figure(cast, making.condition(cast, finding), 98)
    Action.objects.update(state=ActionState.CANCELLED)
    assert missing(finding) == ["accepted"]
    assert "No action has been confirmed" in refused(cast, finding)


@pytest.mark.parametrize("state", ["active", "submitted", "paused", "awaiting"])
def test_while_an_action_is_open_it_stays_open(cast: Cast, state: str) -> None:
    finding = making.ready(cast)
    active(cast, task="Một việc nữa chưa xong", deliverable="Báo cáo kết quả số liệu")
    Action.objects.exclude(state=ActionState.DONE).update(state=state)
    assert missing(finding) == ["none_open"]
    assert "Actions not finished: 1" in refused(cast, finding)


def test_a_draft_that_was_never_issued_does_not_keep_it_open(cast: Cast) -> None:
    finding = making.ready(cast)
    draft = add(cast, None, finding)
    assert may_close(finding)
    with journal.recording(by=by(cast.verifier)):
        operations.close(finding, by=by(cast.verifier), reason="Đã đủ điều kiện")
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        remediation.issue_action(Action.objects.get(pk=draft.pk), by=by(cast.head))


@pytest.mark.parametrize("state", ["cancelled", "transferred"])
def test_what_ended_by_decision_does_not_keep_it_open(cast: Cast, state: str) -> None:
    finding = making.ready(cast)
    active(cast, task="Việc đã dừng theo quyết định")
    Action.objects.exclude(state=ActionState.DONE).update(state=state)
    assert may_close(finding)


def test_an_estimate_never_closes_and_the_sentence_says_what_is_awaited(cast: Cast) -> None:
    action = making.accepted(cast)
    finding = action.finding
    assert finding is not None
    indicator = making.condition(cast, finding)
    making.figure(cast, indicator, 98, settled=False)
    assert missing(finding) == ["condition"]
    said = refused(cast, finding)
    assert "Hộ được giao đất" in said
    assert "estimate 98" in said
    assert "settled figure is awaited" in said
    estimate = indicator.values.get()
    making.figure(cast, indicator, 97, replaces=estimate)
    assert making.act(cast.verifier, operations.close, finding)


def test_a_settled_figure_below_the_threshold_or_none_at_all_does_not_close(cast: Cast) -> None:
    action = making.accepted(cast)
    finding = action.finding
    assert finding is not None
    indicator = making.condition(cast, finding)
    assert "no figure yet" in refused(cast, finding)
    making.figure(cast, indicator, 60)
    assert "not met" in refused(cast, finding)


def test_every_condition_must_be_met(cast: Cast) -> None:
    finding = making.ready(cast)
    second = making.condition(cast, finding, 10)
    assert missing(finding) == ["condition"]
    making.figure(cast, second, 11)
    assert may_close(finding)


def test_a_later_estimate_reopens_the_question(cast: Cast) -> None:
    finding = making.ready(cast)
    indicator = finding.indicators.get()
    making.figure(cast, indicator, 99, settled=False, as_of=making.TODAY)
    assert missing(finding) == ["condition"]


def test_a_withdrawn_figure_does_not_close(cast: Cast) -> None:
    finding = making.ready(cast)
    value = finding.indicators.get().values.get()
    making.act(cast.officer, indicators.withdraw_value, value, because="Sai kỳ")
    assert missing(finding) == ["condition"]


def test_without_a_condition_it_stays_open(cast: Cast) -> None:
    action = making.accepted(cast)
    assert action.finding is not None
    assert missing(action.finding) == ["exception"]
    assert "No outcome condition is set" in refused(cast, action.finding)


def test_the_agreement_of_an_authority_alone_closes_nothing(cast: Cast) -> None:
    action = active(cast)
    finding = action.finding
    assert finding is not None
    making.figure(cast, making.condition(cast, finding), 98)
    obstacle = making.act(
        cast.doer,
        escalation.raise_obstacle,
        action,
        kind=code(CodeList.OBSTACLE_KIND, "phap-luat"),
        text="Vượt thẩm quyền",
        within_authority=False,
    )
    request = making.act(
        cast.editor,
        escalation.draft_request,
        obstacle,
        authority=cast.ministry,
        own_efforts="Đã trình",
        request="Cho phép",
    )
    making.act(cast.head, escalation.send_request, request, sent_on=making.TODAY)
    making.act(cast.officer, escalation.answer_request, request, kind="agreed", text="Đồng ý", answered_on=making.TODAY)
    assert missing(finding) == ["accepted", "none_open"]
    assert "authority alone closes nothing" in refused(cast, finding)


@pytest.mark.parametrize("state", [FindingState.DRAFT, FindingState.WITHDRAWN])
def test_only_a_stated_finding_closes(cast: Cast, state: str) -> None:
    finding = making.ready(cast)
    Finding.objects.update(state=state)
    finding.refresh_from_db()
    assert missing(finding) == ["stated"]


def test_a_commitment_is_not_closed_here(cast: Cast) -> None:
    finding = making.ready(cast)
    finding.track = "commitment"
    assert missing(finding) == ["stated"]


@pytest.mark.parametrize("name", ["leader", "officer", "head", "editor", "doer", "admin", "inspector", "stranger"])
def test_nobody_but_a_verifier_closes(cast: Cast, name: str) -> None:
    finding = making.ready(cast)
    with pytest.raises(Forbidden):
        making.act(cast.people()[name], operations.close, finding)


def test_of_a_code_only_finding_no_figure_is_kept(cast: Cast) -> None:
    finding = making.ready(cast)
    finding.empty_secret_fields("M-04")
    finding.save()
    with pytest.raises(Refused):
        making.act(cast.verifier, operations.close, finding, reason="Lý do")
    closure = making.act(cast.verifier, operations.close, finding)
    assert (closure.code, closure.figures, closure.reason) == ("M-04", "", "")
    assert by(cast.verifier).person == closure.by
