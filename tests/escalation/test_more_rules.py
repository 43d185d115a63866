"""Refusals that depend on the state of the matter; who is above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from chuyenbien.core import clock
from chuyenbien.core.verdict import Verdict
from chuyenbien.escalation import operations, queries, rules
from chuyenbien.escalation.models import AuthorityRequest, Obstacle
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from tests.cast import Cast, by
from tests.remediation.making import active, add, make_task

from . import making
from .making import TODAY, act, answered, draft, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY), override("en"):
        yield


def said(verdict: Verdict) -> str:
    assert not verdict
    return str(verdict.reason)


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED])
def test_an_obstacle_stands_in_the_way_of_open_work_only(cast: Cast, state: str) -> None:
    action = active(cast)
    assert rules.can_raise(by(cast.doer), action)
    action.state = state
    assert "finished or ended" in said(rules.can_raise(by(cast.doer), action))


def test_what_has_been_resolved_is_neither_petitioned_for_nor_sent(cast: Cast) -> None:
    request = draft(cast)
    obstacle = request.obstacle
    assert rules.can_draft(by(cast.editor), obstacle)
    assert rules.can_send(by(cast.head), request)
    act(cast.doer, operations.resolve_obstacle, obstacle, how="Đã có hướng dẫn mới")
    obstacle.refresh_from_db()
    assert "has been resolved" in said(rules.can_draft(by(cast.editor), obstacle))
    assert "has been resolved" in said(rules.can_amend(by(cast.editor), request))
    assert "has been resolved" in said(rules.can_send(by(cast.head), request))
    assert "already been resolved" in said(rules.can_resolve(by(cast.doer), obstacle))


def test_a_request_is_drafted_sent_received_and_answered_in_turn(cast: Cast) -> None:
    request = draft(cast)
    head, editor, officer = by(cast.head), by(cast.editor), by(cast.officer)
    assert "that was sent can be received" in said(rules.can_receive(officer, request))
    assert "sent and waits" in said(rules.can_answer(officer, request))
    act(cast.head, operations.send_request, request, sent_on=making.SENT)
    assert "not changed" in said(rules.can_amend(editor, request))
    assert "already been sent" in said(rules.can_send(head, request))
    assert rules.can_receive(officer, request)
    act(cast.officer, operations.receive_request, request, on=TODAY)
    assert not rules.can_receive(officer, request)
    assert rules.can_answer(officer, request)
    answered(cast, request, answered_on=TODAY)
    assert not rules.can_answer(officer, request)


def test_an_authority_of_the_system_answers_itself_and_nobody_for_it(cast: Cast) -> None:
    request = sent(cast, authority=cast.other_body)
    assert rules.can_receive(by(cast.other_head), request)
    for person in (cast.officer, cast.head, cast.stranger):
        assert "Only the leader, the head or the office" in said(rules.can_receive(by(person), request))


def test_for_an_outside_authority_only_the_office_above_records(cast: Cast) -> None:
    request = sent(cast)
    assert rules.can_answer(by(cast.officer), request)
    for person in (cast.leader, cast.head, cast.doer, cast.other_head):
        assert "stands outside the system" in said(rules.can_answer(by(person), request))


def test_code_only_does_not_come_back(cast: Cast) -> None:
    obstacle = making.obstacle(cast)
    assert rules.can_reclassify(by(cast.head), obstacle)
    assert rules.can_reclassify(by(cast.officer), obstacle)
    assert not rules.can_reclassify(by(cast.doer), obstacle)
    obstacle.classification, obstacle.code = "code_only", "VM-01"
    assert "does not come back" in said(rules.can_reclassify(by(cast.head), obstacle))


def test_above_a_task_of_a_directive_stands_who_gave_it(cast: Cast) -> None:
    task = make_task(cast)
    action = add(cast, None, directive_task=task)
    assert queries.superiors_of(action) == task.involved_units(Capacity.SUPERIOR)
    assert cast.superior.pk in queries.superiors_of(action)


def test_above_a_bodys_own_limitation_stands_nobody(cast: Cast) -> None:
    action = active(cast)
    assert queries.superiors_of(action) == {cast.superior.pk}
    assert action.finding is not None
    for matter in (action, action.finding):
        matter.release(unit=cast.superior, capacity=Capacity.SUPERIOR)
    assert queries.superiors_of(Action.objects.get(pk=action.pk)) == set()


def test_what_waits_and_what_is_late(cast: Cast) -> None:
    request = sent(cast)
    due = request.answer_due
    assert due is not None
    everything = AuthorityRequest.objects.all()
    assert list(queries.waiting_for(everything, Standing.of(cast.officer))) == [request]
    for person in (cast.leader, cast.head, cast.other_head, cast.stranger):
        assert not queries.waiting_for(everything, Standing.of(person)).exists()
    assert not queries.overdue(everything, due).exists()
    assert list(queries.overdue(everything, due + dt.timedelta(days=1))) == [request]
    assert queries.last_answer_kind(request) is None
    answered(cast, request)
    assert queries.last_answer_kind(AuthorityRequest.objects.get()) == "agreed"
    assert not queries.overdue(everything, due + dt.timedelta(days=1)).exists()
    assert not queries.waiting_for(everything, Standing.of(cast.officer)).exists()


def test_own_requests_are_those_of_the_unit_and_of_the_lead_person(cast: Cast) -> None:
    request = draft(cast)
    everything = AuthorityRequest.objects.all()
    for person in (cast.head, cast.editor, cast.doer):
        assert list(queries.sent_by(everything, Standing.of(person))) == [request], person
    for person in (cast.other_head, cast.stranger, cast.verifier):
        assert not queries.sent_by(everything, Standing.of(person)).exists(), person


def test_an_obstacle_is_open_until_resolved(cast: Cast) -> None:
    obstacle = making.obstacle(cast)
    assert queries.has_open_obstacle(obstacle.action)
    act(cast.doer, operations.resolve_obstacle, obstacle, how="Đã xong")
    assert not queries.has_open_obstacle(Obstacle.objects.get().action)
