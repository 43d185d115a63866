"""A petition: drafted, sent by the head, received. What is within own authority is not pushed up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.escalation import operations, rules
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action, Holding
from tests.cast import Cast, by
from tests.remediation.making import active

from . import making


def sees(person: Person, request: AuthorityRequest) -> bool:
    return AuthorityRequest.objects.visible_to(Standing.of(person)).filter(pk=request.pk).exists()


def holder(request: AuthorityRequest) -> object:
    return Holding.objects.get(action=request.obstacle.action, until=None).unit


def test_what_lies_within_own_authority_is_stopped_at_the_door(cast: Cast) -> None:
    own = making.obstacle(cast, within_authority=True)
    verdict = rules.can_draft(by(cast.editor), own)
    assert not verdict
    assert "không được đẩy lên cấp trên" in str(verdict.reason)
    with pytest.raises(Refused):
        making.draft(cast, own)
    assert not AuthorityRequest.objects.exists()


@pytest.mark.parametrize("field", ["own_efforts", "request"])
def test_it_says_what_was_tried_and_what_is_asked(cast: Cast, field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.draft(cast, **{field: "  "})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_authority_is_another_body(cast: Cast) -> None:
    for unit in (cast.body, cast.lead_unit):
        with pytest.raises(Refused) as refused:
            making.draft(cast, making.obstacle(cast, active(cast)), authority=unit)
        assert refused.value.field == "authority"


def test_an_answer_is_not_asked_by_a_past_day(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        making.draft(cast, answer_due=making.TODAY - dt.timedelta(days=1))
    assert refused.value.field == "answer_due"


def test_nobody_above_sees_a_draft(cast: Cast) -> None:
    request = making.draft(cast, authority=cast.superior)
    assert request.asker == cast.body
    assert [name for name, one in cast.people().items() if sees(one, request)] == [
        "head",
        "editor",
        "doer",
        "inspector",
    ]


def test_amending_changes_a_draft_only(cast: Cast) -> None:
    request = making.draft(cast)
    facts: dict[str, Any] = {"authority": cast.superior, "own_efforts": "Đã họp", "asked": "Bố trí vốn"}
    making.act(cast.editor, operations.amend_request, request, revision=1, **facts)
    request.refresh_from_db()
    assert (request.authority, request.request, request.revision) == (cast.superior, "Bố trí vốn", 2)
    with pytest.raises(Stale):
        making.act(cast.editor, operations.amend_request, request, revision=1, **facts)
    making.act(cast.head, operations.send_request, request)
    with pytest.raises(Refused):
        making.act(cast.editor, operations.amend_request, request, **facts)


def test_sending_shows_the_slice_upward_with_one_event(cast: Cast) -> None:
    request = making.sent(cast)
    assert (request.state, request.sent_on, request.sent_by) == (RequestState.SENT, making.SENT, cast.head)
    assert sees(cast.officer, request)
    assert not sees(cast.stranger, request)
    assert not sees(cast.other_head, request)
    assert Event.objects.filter(type="escalation.request_sent").count() == 1
    with pytest.raises(Refused):
        making.act(cast.head, operations.send_request, request)


def test_an_authority_in_the_system_sees_the_request_and_not_the_action(cast: Cast) -> None:
    request = making.sent(cast, authority=cast.elsewhere)
    assert sees(cast.stranger, request)
    assert not Action.objects.visible_to(Standing.of(cast.stranger)).exists()
    assert not Finding.objects.visible_to(Standing.of(cast.stranger)).exists()


def test_a_resolved_obstacle_sends_nothing(cast: Cast) -> None:
    request = making.draft(cast)
    making.act(cast.doer, operations.resolve_obstacle, request.obstacle, how="Đã xong")
    with pytest.raises(Refused):
        making.act(cast.head, operations.send_request, request)
    with pytest.raises(Refused):
        making.draft(cast, request.obstacle)


def test_it_is_not_sent_on_a_day_to_come(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        making.act(cast.head, operations.send_request, making.draft(cast), sent_on=dt.date(2023, 3, 2))
    assert refused.value.field == "sent_on"


def test_the_letter_is_registered_with_number_date_and_scan(cast: Cast) -> None:
    request = making.draft(cast)
    paper = operations.Paper("15-CV/ĐU", dt.date(2023, 2, 1))
    making.act(cast.head, operations.send_request, request, paper=paper)
    assert request.letter is not None
    assert (request.letter.number, request.letter.issuer) == ("15-CV/ĐU", cast.body)


def test_the_authority_holds_it_from_receipt_not_from_sending(cast: Cast) -> None:
    request = making.sent(cast)
    assert holder(request) == cast.lead_unit
    making.act(cast.officer, operations.receive_request, request, received_on=dt.date(2023, 2, 6))
    assert (request.state, holder(request)) == (RequestState.RECEIVED, cast.ministry)
    finding = request.obstacle.action.finding
    assert Holding.objects.get(finding=finding, until=None).unit == cast.ministry
    held = Holding.objects.get(action=request.obstacle.action, until=None)
    assert held.since == dt.date(2023, 2, 6)
    with pytest.raises(Refused):
        making.act(cast.officer, operations.receive_request, request)


def test_it_is_not_received_before_it_was_sent_nor_in_days_to_come(cast: Cast) -> None:
    request = making.sent(cast)
    for day in (dt.date(2023, 1, 31), dt.date(2023, 3, 2)):
        with pytest.raises(Refused) as refused:
            making.act(cast.officer, operations.receive_request, request, received_on=day)
        assert refused.value.field == "received_on"
