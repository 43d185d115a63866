"""By when an authority owes its reply: working days, frozen for a running petition, standing still while it waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.escalation import operations, presentation
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityAnswer, AuthorityRequest, ReplyTerms
from chuyenbien.escalation.queries import of_chain
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.models import Holding
from tests.cast import Cast, as_user

from . import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Iterator[None]:
    settings.REPLY_ACKNOWLEDGE_DAYS, settings.REPLY_DECIDE_DAYS = 5, 15
    with clock.at(making.TODAY):
        yield


def day(month: int, day: int) -> dt.date:
    return dt.date(2023, month, day)


def dates(request: AuthorityRequest) -> tuple[Any, ...]:
    request.refresh_from_db()
    return request.acknowledge_due, request.answer_due, request.first_due


def received(cast: Cast, on: dt.date = dt.date(2023, 2, 6), **facts: Any) -> AuthorityRequest:
    request = making.sent(cast, **facts)
    making.act(cast.officer, operations.receive_request, request, received_on=on)
    return request


def test_a_date_that_is_not_named_is_reckoned_from_the_receipt(cast: Cast) -> None:
    """Wednesday 1/2 + 5 working days = 8/2, + 15 = 1/3; received on Monday 6/2 it is 27/2."""
    request = making.sent(cast, answer_due=None)
    assert dates(request) == (day(2, 8), day(3, 1), day(3, 1))
    assert request.due_is_reckoned
    making.act(cast.officer, operations.receive_request, request, received_on=day(2, 6))
    assert dates(request) == (day(2, 8), day(2, 27), day(2, 27))


def test_a_date_that_the_asker_named_stays(cast: Cast) -> None:
    request = received(cast)
    assert dates(request) == (day(2, 8), day(3, 31), day(3, 31))
    assert not request.due_is_reckoned


def test_terms_are_those_of_the_nearest_unit_and_a_running_petition_keeps_its_own(cast: Cast) -> None:
    before = making.sent(cast, answer_due=None)
    making.act(
        cast.leader, operations.set_terms, cast.superior, acknowledge_days=2, decide_days=10, basis="Quy chế làm việc"
    )
    action = before.obstacle.action
    making.act(cast.officer, operations.receive_request, before, received_on=day(2, 6))
    assert dates(before)[1] == day(2, 27)
    later = making.sent(cast, making.TODAY, of=making.obstacle(cast, action), answer_due=None)
    assert dates(later)[:2] == (day(3, 3), day(3, 17))
    making.act(cast.head, operations.set_terms, cast.body, acknowledge_days=1, decide_days=1, basis="Quy chế")
    own = making.sent(cast, making.TODAY, of=making.obstacle(cast, action), answer_due=None)
    assert (own.acknowledge_days, own.decide_days) == (1, 1)
    assert own.terms == ReplyTerms.objects.get(unit=cast.body)


def test_while_the_authority_waits_its_time_stands_still(cast: Cast) -> None:
    """Asked on Monday 20/2, supplied on Monday 27/2: five working days, so 31/3 becomes 7/4. Both dates stay."""
    request = received(cast)
    making.answered(cast, request, "more_asked")
    request.refresh_from_db()
    assert request.state == RequestState.SUPPLY
    assert Holding.objects.get(action=request.obstacle.action, until=None).unit == cast.lead_unit
    supplied = making.act(cast.head, operations.supply, request, text="Bản đồ", supplied_on=day(2, 27))
    assert dates(request) == (day(2, 8), day(4, 7), day(3, 31))
    assert (request.state, supplied.supplied) == (RequestState.RECEIVED, "Bản đồ")
    held = Holding.objects.get(action=request.obstacle.action, until=None)
    assert (held.unit, held.since) == (cast.ministry, day(2, 27))
    making.answered(cast, request, "agreed", answered_on=day(3, 1))
    request.refresh_from_db()
    assert request.state == RequestState.ANSWERED


def test_it_may_ask_more_than_once(cast: Cast) -> None:
    request = received(cast)
    making.answered(cast, request, "more_asked", answered_on=day(2, 10))
    making.act(cast.head, operations.supply, request, text="Lần 1", supplied_on=day(2, 13))
    making.answered(cast, request, "more_asked", answered_on=day(2, 17))
    making.act(cast.head, operations.supply, request, text="Lần 2", supplied_on=day(2, 20))
    assert dates(request)[1:] == (day(4, 4), day(3, 31))
    assert AuthorityAnswer.objects.filter(supplied_on__isnull=False).count() == 2


def test_what_is_not_asked_is_not_supplied(cast: Cast) -> None:
    request = received(cast)
    with pytest.raises(Refused):
        making.act(cast.head, operations.supply, request, text="Bản đồ")
    making.answered(cast, request, "more_asked")
    for facts, field in (
        ({"text": ""}, "text"),
        ({"text": "Bản đồ", "supplied_on": day(2, 19)}, "supplied_on"),
        ({"text": "Bản đồ", "supplied_on": day(3, 2)}, "supplied_on"),
    ):
        with pytest.raises(Refused) as refused:
            making.act(cast.head, operations.supply, request, **facts)
        assert refused.value.field == field


def test_while_it_waits_for_the_asker_it_is_not_answered(cast: Cast) -> None:
    request = received(cast)
    making.answered(cast, request, "more_asked")
    with pytest.raises(Refused):
        making.answered(cast, request, "agreed")


def test_every_step_of_a_chain_has_its_own_dates(cast: Cast) -> None:
    request = received(cast, authority=cast.superior)
    making.answered(cast, request, "forwarded", forward_to=cast.ministry, text="Thuộc thẩm quyền của Bộ")
    further = AuthorityRequest.objects.get(forwarded_from=request)
    assert (further.sent_on, further.acknowledge_due, further.answer_due) == (day(2, 20), day(2, 27), day(3, 20))
    with clock.at(making.TODAY):
        steps = presentation.chain_of(further, of_chain(further, Standing.of(cast.head)))
    assert [one.row.request for one in steps] == [request, further]
    assert [one.is_this for one in steps] == [False, True]
    assert steps[0].row.answer is not None


def test_an_authority_sees_its_own_step_only(client: Client, cast: Cast) -> None:
    request = received(cast, authority=cast.superior)
    making.answered(cast, request, "forwarded", forward_to=cast.elsewhere, text="Thuộc thẩm quyền nơi khác")
    further = AuthorityRequest.objects.get(forwarded_from=request)
    as_user(client, cast.stranger)
    shown = client.get(further.get_absolute_url()).content.decode()
    assert f'href="{request.get_absolute_url()}"' not in shown
    assert client.get(request.get_absolute_url()).status_code == 404


def test_a_receipt_comes_with_its_paper(cast: Cast) -> None:
    request = making.sent(cast)
    paper = operations.Paper("77/PT-VP", day(2, 6))
    making.act(cast.officer, operations.receive_request, request, received_on=day(2, 6), paper=paper)
    request.refresh_from_db()
    assert request.receipt is not None
    assert (request.receipt.number, request.receipt.direction) == ("77/PT-VP", "in")


def test_a_draft_is_put_aside_with_a_reason(cast: Cast) -> None:
    request = making.draft(cast)
    with pytest.raises(Refused):
        making.act(cast.head, operations.drop_request, request, because=" ")
    making.act(cast.head, operations.drop_request, request, because="Đã tự giải quyết")
    request.refresh_from_db()
    assert (request.state, request.dropped_because) == ("dropped", "Đã tự giải quyết")
    with pytest.raises(Refused):
        making.act(cast.head, operations.send_request, request)


SETTING = ("leader", "officer", "head", "other_head", "stranger")
"""Each for the own unit and those below it; the page is open to everybody, since it binds."""


def test_who_sets_terms(client: Client, cast: Cast) -> None:
    for name, person in cast.people().items():
        as_user(client, person)
        assert client.get(reverse("escalation:terms")).status_code == 200, name
        wanted = 200 if name in SETTING else 403
        assert client.get(reverse("escalation:set_terms")).status_code == wanted, name
        assert client.get(reverse("escalation:set_next")).status_code == wanted, name


def test_terms_are_set_for_own_units_by_a_form_that_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    as_user(client, cast.head)
    address = reverse("escalation:set_terms")
    form = {"unit": cast.body.pk, "acknowledge_days": "3", "decide_days": "0", "basis": "Quy chế số 05"}
    refused = client.post(address, form)
    assert (refused.status_code, "Quy chế số 05" in refused.content.decode()) == (422, True)
    above = {**form, "decide_days": "12", "unit": cast.superior.pk}
    assert client.post(address, above).status_code == 422
    assert client.post(address, {**form, "decide_days": "12", "unit": cast.lead_unit.pk}).status_code == 303
    assert "Quy chế số 05" in client.get(reverse("escalation:terms")).content.decode()
    as_user(client, cast.stranger)
    assert "Quy chế số 05" not in client.get(reverse("escalation:terms")).content.decode()


def test_nothing_of_a_petition_pauses_the_action(cast: Cast) -> None:
    """The deadline of the action rests only by a decision with its document; waiting for an authority is none."""
    request = received(cast)
    action = request.obstacle.action
    before = (action.state, action.due_on, action.original_due)
    making.answered(cast, request, "more_asked")
    making.act(cast.head, operations.supply, request, text="Bản đồ", supplied_on=day(2, 27))
    action.refresh_from_db()
    assert (action.state, action.due_on, action.original_due) == before
    assert not action.pauses.exists()
