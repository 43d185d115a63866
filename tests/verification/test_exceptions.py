"""Closing without an outcome condition, and opening again."""

from __future__ import annotations

from typing import Any

import pytest

from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.journal import timeline
from chuyenbien.journal.models import Event
from chuyenbien.verification import operations
from chuyenbien.verification.models import Closure, ClosureException
from chuyenbien.verification.queries import may_close
from tests.cast import Cast

from . import making


def confirmed(cast: Cast) -> Finding:
    action = making.accepted(cast)
    assert action.finding is not None
    return action.finding


def asked(cast: Cast, finding: Finding, name: str = "verifier", reason: str = "Không đo được") -> ClosureException:
    made: ClosureException = making.act(cast.people()[name], operations.ask_closure_exception, finding, reason=reason)
    return made


def test_an_accepted_exception_closes_and_is_named_by_the_closing(cast: Cast) -> None:
    finding = confirmed(cast)
    exception = asked(cast, finding)
    assert not may_close(finding)
    making.act(cast.leader, operations.accept_closure_exception, exception)
    closure = making.act(cast.verifier, operations.close, finding)
    assert (closure.exception, exception.accepted_by) == (exception, cast.leader)
    types = [entry.type.split(".")[1] for entry in timeline(finding)][:3]
    assert types == ["closed", "closure_exception_accepted", "closure_exception_asked"]


def test_a_refused_one_keeps_it_open_and_may_be_asked_anew(cast: Cast) -> None:
    finding = confirmed(cast)
    exception = asked(cast, finding)
    with pytest.raises(Refused) as silent:
        making.act(cast.leader, operations.refuse_closure_exception, exception, because=" ")
    assert silent.value.field == "because"
    making.act(cast.leader, operations.refuse_closure_exception, exception, because="Phải có số liệu")
    assert not may_close(finding)
    assert (exception.refused_by, exception.refused_because) == (cast.leader, "Phải có số liệu")
    assert asked(cast, finding)


@pytest.mark.parametrize("name", ["verifier", "officer"])
def test_verifier_and_office_of_the_superior_ask(cast: Cast, name: str) -> None:
    assert asked(cast, confirmed(cast), name)


@pytest.mark.parametrize("name", ["leader", "head", "editor", "doer", "admin", "stranger", "other_head"])
def test_others_do_not_ask(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        asked(cast, confirmed(cast), name)


@pytest.mark.parametrize("name", ["verifier", "officer", "head", "editor", "doer", "admin", "stranger"])
def test_only_a_leader_of_the_superior_decides(cast: Cast, name: str) -> None:
    exception = asked(cast, confirmed(cast))
    verbs: tuple[tuple[Any, dict[str, Any]], ...] = (
        (operations.accept_closure_exception, {}),
        (operations.refuse_closure_exception, {"because": "Không"}),
    )
    for verb, facts in verbs:
        with pytest.raises(Forbidden):
            making.act(cast.people()[name], verb, exception, **facts)


def test_it_is_decided_once_and_asked_once_at_a_time(cast: Cast) -> None:
    finding = confirmed(cast)
    exception = asked(cast, finding)
    with pytest.raises(Forbidden):
        asked(cast, finding)
    making.act(cast.leader, operations.accept_closure_exception, exception)
    with pytest.raises(Forbidden):
        making.act(cast.leader, operations.accept_closure_exception, exception)
    assert Event.objects.filter(type="verification.closure_exception_accepted").count() == 1


def test_asking_needs_a_reason_and_a_finding_without_a_condition(cast: Cast) -> None:
    finding = confirmed(cast)
    with pytest.raises(Refused) as silent:
        asked(cast, finding, reason=" ")
    assert silent.value.field == "reason"
    making.condition(cast, finding)
    with pytest.raises(Forbidden):
        asked(cast, finding)


def test_with_a_condition_an_exception_does_not_help(cast: Cast) -> None:
    finding = confirmed(cast)
    making.act(cast.leader, operations.accept_closure_exception, asked(cast, finding))
    assert may_close(finding)
    making.condition(cast, finding)
    assert not may_close(finding)


@pytest.mark.parametrize("name", ["leader", "verifier"])
def test_reopening_ends_the_closing_with_one_event(cast: Cast, name: str) -> None:
    finding = making.closed(cast)
    before = Event.objects.count()
    reopening = making.act(cast.people()[name], operations.reopen, finding, because="Tái diễn vi phạm")
    finding = Finding.objects.get(pk=finding.pk)
    closure = Closure.objects.get()
    assert (finding.state, finding.closed_at) == (FindingState.STATED, None)
    assert closure.ended_at is not None
    assert (reopening.closure, reopening.reason) == (closure, "Tái diễn vi phạm")
    assert Event.objects.count() == before + 1
    assert timeline(finding)[0].because == "Tái diễn vi phạm"


def test_reopening_needs_a_reason_and_a_closed_finding(cast: Cast) -> None:
    finding = making.closed(cast)
    with pytest.raises(Refused) as silent:
        making.act(cast.leader, operations.reopen, finding, because=" ")
    assert silent.value.field == "because"
    making.act(cast.leader, operations.reopen, finding, because="Tái diễn")
    with pytest.raises(Forbidden):
        making.act(cast.leader, operations.reopen, finding, because="Tái diễn")


@pytest.mark.parametrize("name", ["officer", "head", "editor", "doer", "admin", "inspector", "stranger"])
def test_others_do_not_reopen(cast: Cast, name: str) -> None:
    finding = making.closed(cast)
    with pytest.raises(Forbidden):
        making.act(cast.people()[name], operations.reopen, finding, because="Tái diễn")


def test_a_reopened_finding_closes_again_and_both_closings_stay(cast: Cast) -> None:
    finding = making.closed(cast)
    making.act(cast.leader, operations.reopen, finding, because="Tái diễn")
    making.act(cast.verifier, operations.close, finding)
    assert Closure.objects.filter(finding=finding).count() == 2
    assert Closure.objects.filter(finding=finding, ended_at=None).count() == 1


def test_an_exception_is_used_up_by_its_closing(cast: Cast) -> None:
    finding = confirmed(cast)
    making.act(cast.leader, operations.accept_closure_exception, asked(cast, finding))
    making.act(cast.verifier, operations.close, finding)
    making.act(cast.leader, operations.reopen, finding, because="Tái diễn")
    assert not may_close(Finding.objects.get(pk=finding.pk))
