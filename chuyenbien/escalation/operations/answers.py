"""What an authority answered: agreed, partly, refused, forwarded, asked for more. It closes nothing by itself."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw.values import day as shown_day
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import Precision
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit

from .. import clocks
from ..enums import AnswerKind, RequestState
from ..models import AuthorityAnswer, AuthorityRequest
from ..queries import UNANSWERED
from .papers import Paper, incoming, outgoing
from .parts import day_of, move, pass_on, record, refuse_to_come, text_of
from .watching import settle


def answer_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    kind: str,
    text: str,
    answered_on: dt.date,
    document: Document | None = None,
    paper: Paper | None = None,
    precision: str = Precision.DAY,
    forward_to: Unit | None = None,
    at: dt.datetime | None = None,
) -> AuthorityAnswer:
    """What the authority answered, and when. The matter goes back to the lead unit; a forwarded one goes on.

    Where it asked for more, its time stands still until the asker supplies it; the petition is not answered yet. Where
    receipt was never recorded, the authority's time is counted from the month of sending, and says so.
    """
    if kind not in AnswerKind.values:
        raise Refused(_("Choose what the authority answered."), field="kind")
    _refuse_early(request, answered_on, precision)
    text = text_of(request, text, "text", _("Write what the authority answered."))
    if kind == AnswerKind.FORWARDED:
        _refuse_forward(request, forward_to)
    if paper is not None:
        document = incoming(request, paper, by=by)
    received = request.received_on
    became = RequestState.SUPPLY if kind == AnswerKind.MORE_ASKED else RequestState.ANSWERED
    move(request, UNANSWERED, became, _("Only a request that was sent and waits can be answered."))
    answer = AuthorityAnswer.objects.create(
        request=request,
        kind=kind,
        text=text,
        answered_on=answered_on,
        answered_on_precision=precision,
        document=document,
        by=by.person,
        at=at or clock.now(),
        is_illustrative=request.is_illustrative,
        classification=request.classification,
        code=request.code,
    )
    settle(request, by=by, at=at)
    if received is None and request.sent_on is not None:
        pass_on(request, request.authority, request.sent_on, by=by, precision=Precision.MONTH)
    also = []
    if kind == AnswerKind.FORWARDED and forward_to is not None:
        also.append(_forward(request, forward_to, answer, by=by))
    else:
        lead = request.obstacle.action.lead_unit or request.asker
        pass_on(request, lead, max(answered_on, received or answered_on), by=by, precision=precision)
    record(
        f"escalation.answered.{kind}",
        request,
        by=by,
        at=at,
        also=also,
        text=text,
        document=document,
        day=answered_on if precision == Precision.DAY else shown_day(answered_on, precision),
        to=forward_to,
    )
    return answer


def supply(
    request: AuthorityRequest,
    *,
    by: Actor,
    text: str,
    supplied_on: dt.date | None = None,
    paper: Paper | None = None,
    at: dt.datetime | None = None,
) -> AuthorityAnswer:
    """The asker supplies what the authority asked for. Its time goes on, later by the working days it stood still."""
    asked = request.answers.filter(kind=AnswerKind.MORE_ASKED, supplied_on=None).order_by("at", "pk").last()
    if request.state != RequestState.SUPPLY or asked is None:
        raise Refused(_("The authority is not waiting for anything from the asker."))
    day = supplied_on or day_of(at)
    refuse_to_come(day, "supplied_on")
    if day < asked.answered_on:
        raise Refused(
            _("More was asked for on %(day)s; it cannot have been supplied before.")
            % {"day": shown_day(asked.answered_on, asked.answered_on_precision)},
            field="supplied_on",
        )
    text = text_of(request, text, "text", _("Say what is supplied."))
    document = outgoing(request, paper, by=by) if paper is not None else None
    move(
        request,
        (RequestState.SUPPLY,),
        RequestState.RECEIVED,
        _("The authority is not waiting for anything from the asker."),
        **clocks.resumed(request, asked, day),
    )
    asked.supplied_on, asked.supplied, asked.supplied_by, asked.supply_document = day, text, by.person, document
    asked.save(update_fields=["supplied_on", "supplied", "supplied_by", "supply_document"])
    pass_on(request, request.authority, day, by=by)
    record("escalation.request_supplied", request, by=by, at=at, text=text, document=document, day=day)
    return asked


def _forward(request: AuthorityRequest, to: Unit, answer: AuthorityAnswer, *, by: Actor) -> AuthorityRequest:
    """The request that goes on to the next authority, as the first one passed it."""
    further = AuthorityRequest(
        obstacle=request.obstacle,
        forwarded_from=request,
        asker=request.asker,
        authority=to,
        own_efforts=request.own_efforts,
        legal_basis=request.legal_basis,
        request=request.request,
        answer_due=None,
        letter=answer.document,
        state=RequestState.SENT,
        drafted_by=by.person,
        sent_by=by.person,
        sent_on=answer.answered_on,
        is_illustrative=request.is_illustrative,
        classification=request.classification,
        code=request.code,
    )
    for name, value in clocks.begun(further, answer.answered_on).items():
        setattr(further, name, value)
    further.save()
    for row in request.involvements.filter(until=None).exclude(capacity=Capacity.AUTHORITY):
        further.involve(unit=row.unit, person=row.person, capacity=row.capacity)
    further.involve(unit=to, capacity=Capacity.AUTHORITY)
    return further


def _refuse_early(request: AuthorityRequest, answered_on: dt.date, precision: str) -> None:
    if precision not in Precision.values:
        raise Refused(_("Say how exactly the day is known."), field="precision")
    refuse_to_come(answered_on, "answered_on")
    sent = request.sent_on
    if sent is None:
        return
    if _as_known(answered_on, precision) < _as_known(sent, precision):
        raise Refused(
            _("It was sent on %(day)s; it cannot have been answered before.") % {"day": shown_day(sent)},
            field="answered_on",
        )


def _as_known(day: dt.date, precision: str) -> dt.date:
    """The first day of the stretch that is meant when a day is known to the month or the year only."""
    if precision == Precision.DAY:
        return day
    return day.replace(day=1) if precision == Precision.MONTH else day.replace(month=1, day=1)


def _refuse_forward(request: AuthorityRequest, to: Unit | None) -> None:
    if to is None:
        raise Refused(_("Say to which authority it was forwarded."), field="forward_to")
    if to.pk in (request.authority_id, request.asker_id):
        raise Refused(_("It can only be forwarded to another authority."), field="forward_to")
