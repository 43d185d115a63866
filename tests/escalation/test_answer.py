"""What an authority answered. It closes nothing by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien.core.verdict import Refused
from chuyenbien.escalation import operations
from chuyenbien.escalation.enums import AnswerKind, RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.findings.enums import FindingState
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, Holding
from tests.cast import Cast

from . import making


@pytest.mark.parametrize(
    ("kind", "state"),
    [("agreed", "answered"), ("partly", "answered"), ("refused", "answered"), ("more_asked", "supply")],
)
def test_an_answer_returns_it_to_the_lead_unit_and_closes_nothing(cast: Cast, kind: str, state: str) -> None:
    request = making.sent(cast)
    making.act(cast.officer, operations.receive_request, request, received_on=dt.date(2023, 2, 6))
    answer = making.answered(cast, request, kind)
    request.refresh_from_db()
    action = Action.objects.get()
    assert (answer.kind, request.state) == (kind, state)
    held = Holding.objects.get(action=action, until=None)
    assert (held.unit, held.since) == (cast.lead_unit, dt.date(2023, 2, 20))
    assert action.state == ActionState.ACTIVE
    assert action.has_open_obstacle
    assert action.finding is not None
    assert action.finding.state == FindingState.STATED
    assert Event.objects.filter(type=f"escalation.answered.{kind}").count() == 1


def test_it_is_answered_once(cast: Cast) -> None:
    request = making.sent(cast)
    making.answered(cast, request)
    with pytest.raises(Refused):
        making.answered(cast, request)
    with pytest.raises(Refused):
        making.answered(cast, making.draft(cast, request.obstacle))


def test_a_day_known_to_the_month_only(cast: Cast) -> None:
    """“Early January 2023”: the first of the month, known to the month, may lie before the exact day of sending."""
    request = making.sent(cast, on=dt.date(2023, 2, 15))
    with pytest.raises(Refused) as refused:
        making.answered(cast, request, answered_on=dt.date(2023, 2, 1))
    assert refused.value.field == "answered_on"
    answer = making.answered(cast, request, answered_on=dt.date(2023, 2, 1), precision="month")
    assert answer.answered_on_precision == "month"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"answered_on": dt.date(2023, 3, 2)}, "answered_on"),
        ({"text": " "}, "text"),
        ({"kind": "perhaps"}, "kind"),
        ({"precision": "hour"}, "precision"),
        ({"kind": "forwarded"}, "forward_to"),
        ({"answered_on": dt.date(2021, 1, 1), "precision": "year"}, "answered_on"),
    ],
)
def test_what_is_missing_is_refused_beside_its_field(cast: Cast, facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.answered(cast, making.sent(cast), **facts)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_without_a_recorded_receipt_the_time_counts_from_the_month_of_sending(cast: Cast) -> None:
    request = making.sent(cast)
    making.answered(cast, request)
    held = Holding.objects.get(action=request.obstacle.action, unit=cast.ministry)
    assert (held.since, held.until, held.precision) == (making.SENT, dt.date(2023, 2, 20), "month")
    request.refresh_from_db()
    assert request.received_on is None


def test_forwarding_makes_a_further_request_that_the_next_authority_sees(cast: Cast) -> None:
    request = making.sent(cast, authority=cast.superior)
    making.answered(cast, request, "forwarded", person=cast.leader, forward_to=cast.elsewhere)
    further = AuthorityRequest.objects.get(forwarded_from=request)
    assert (further.authority, further.asker, further.state) == (cast.elsewhere, cast.body, RequestState.SENT)
    assert further.sent_on == dt.date(2023, 2, 20)
    visible = AuthorityRequest.objects.visible_to
    assert list(visible(Standing.of(cast.stranger))) == [further]
    assert further in visible(Standing.of(cast.head))
    held = Holding.objects.get(action=request.obstacle.action, until=None)
    assert held.unit == cast.superior


def test_it_is_forwarded_to_another_authority_only(cast: Cast) -> None:
    request = making.sent(cast)
    for unit in (cast.ministry, cast.body):
        with pytest.raises(Refused):
            making.answered(cast, request, AnswerKind.FORWARDED, forward_to=unit)


def test_the_answer_is_registered_with_number_date_and_scan(cast: Cast) -> None:
    request = making.sent(cast)
    answer = making.answered(cast, request, paper=operations.Paper("88/BMH-ĐĐ", dt.date(2023, 2, 20)))
    assert answer.document is not None
    assert (answer.document.number, answer.document.issuer) == ("88/BMH-ĐĐ", cast.ministry)


def test_what_is_entered_long_afterwards_moves_nobody(cast: Cast) -> None:
    """A letter of a time before the present holder received the matter is recorded; who has it stays."""
    request = making.sent(cast, on=dt.date(2023, 1, 10))
    making.answered(cast, request, answered_on=dt.date(2023, 1, 20))
    held = Holding.objects.get(action=request.obstacle.action, until=None)
    assert held.unit == cast.lead_unit
