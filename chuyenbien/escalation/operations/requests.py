"""A petition is drafted by the body, sent by its head, received by whoever has the authority."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw.values import day as shown_day
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.notices import operations as notices
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit

from .. import clocks
from ..enums import RECEIPT_OVERDUE, ObstacleState, RequestState
from ..models import AuthorityRequest, Obstacle
from ..queries import superiors_of
from .papers import Paper, incoming, outgoing
from .parts import day_of, move, pass_on, record, refuse_to_come, text_of


def draft_request(
    obstacle: Obstacle,
    *,
    by: Actor,
    authority: Unit,
    own_efforts: str,
    request: str,
    legal_basis: str = "",
    answer_due: dt.date | None = None,
    follows: AuthorityRequest | None = None,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> AuthorityRequest:
    """Prepare a petition to whoever has the authority. The body's head sends it; until then nobody above sees it.

    ``follows`` names an answered request that asked for more.
    """
    refuse_own_matter(obstacle)
    action = obstacle.action
    if obstacle.state != ObstacleState.OPEN:
        raise Refused(_("This obstacle has been resolved; there is nothing to petition for."))
    drafted = AuthorityRequest(
        obstacle=obstacle,
        asker=action.address,
        authority=authority,
        own_efforts=own_efforts,
        legal_basis=legal_basis,
        request=request,
        answer_due=answer_due,
        forwarded_from=follows,
        drafted_by=by.person,
        is_illustrative=is_illustrative or obstacle.is_illustrative,
        classification=obstacle.classification,
        code=obstacle.code,
    )
    _complete(drafted)
    drafted.save()
    show_to_own(drafted)
    record("escalation.request_drafted", drafted, by=by, at=at)
    return drafted


def amend_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    authority: Unit,
    own_efforts: str,
    asked: str,
    legal_basis: str = "",
    answer_due: dt.date | None = None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> AuthorityRequest:
    """Change a draft. What has been sent is not changed; a further request follows it."""
    if request.state != RequestState.DRAFT:
        raise Refused(_("A request that has been sent is not changed. Draft a further one."))
    request.take_revision(revision, ("authority", "own_efforts", "request", "legal_basis", "answer_due"))
    request.authority, request.own_efforts, request.request = authority, own_efforts, asked
    request.legal_basis, request.answer_due = legal_basis, answer_due
    _complete(request)
    request.save()
    record("escalation.request_amended", request, by=by, at=at)
    return request


def send_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    letter: Document | None = None,
    paper: Paper | None = None,
    sent_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> AuthorityRequest:
    """The head of the body sends the petition. From now on the authority and the superior see this slice.

    ``paper`` is the letter where the register does not hold it yet.
    """
    if request.obstacle.state != ObstacleState.OPEN:
        raise Refused(_("This obstacle has been resolved; there is nothing to petition for."))
    day = sent_on or day_of(at)
    refuse_to_come(day, "sent_on")
    if paper is not None:
        letter = outgoing(request, paper, by=by)
    move(
        request,
        (RequestState.DRAFT,),
        RequestState.SENT,
        _("This request has already been sent."),
        sent_by=by.person,
        sent_on=day,
        letter=letter,
        drafted_by=request.drafted_by or by.person,
        **clocks.begun(request, day),
    )
    _show_upward(request)
    type = "escalation.request_sent" if letter is None else "escalation.request_sent_by_letter"
    record(type, request, by=by, at=at, letter=letter, day=day)
    return request


def receive_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    received_on: dt.date | None = None,
    paper: Paper | None = None,
    at: dt.datetime | None = None,
) -> AuthorityRequest:
    """Record that the authority has the request. Its time counts from this day, not from the day of sending.

    ``paper`` is its note of receipt, where there is one; an authority outside the system is followed by such papers.
    """
    day = received_on or day_of(at)
    refuse_to_come(day, "received_on")
    if request.sent_on is not None and day < request.sent_on:
        raise Refused(
            _("It was sent on %(day)s; it cannot have been received before.") % {"day": shown_day(request.sent_on)},
            field="received_on",
        )
    receipt = incoming(request, paper, by=by) if paper is not None else None
    move(
        request,
        (RequestState.SENT,),
        RequestState.RECEIVED,
        _("Only a request that was sent can be received, once."),
        received_on=day,
        receipt=receipt,
        **clocks.received(request, day),
    )
    pass_on(request, request.authority, day, by=by)
    notices.withdraw(subject=request, kinds=[RECEIPT_OVERDUE], because="received")
    record("escalation.request_received", request, by=by, at=at, day=day)
    return request


def drop_request(
    request: AuthorityRequest, *, by: Actor, because: str, at: dt.datetime | None = None
) -> AuthorityRequest:
    """Decide that a draft is not sent, and say why."""
    because = text_of(request, because, "because", _("Give the reason."))
    move(
        request,
        (RequestState.DRAFT,),
        RequestState.DROPPED,
        _("Only a draft is put aside; what has been sent stays."),
        dropped_because=because,
    )
    record("escalation.request_dropped", request, by=by, at=at, text=because)
    return request


def refuse_own_matter(obstacle: Obstacle) -> None:
    """What lies within the body's own authority is not pushed up (Conclusion 226-KL/TW)."""
    if obstacle.within_authority:
        raise Refused(
            _(
                "This obstacle lies within the body’s own authority and may not be pushed up. Let the head decide how "
                "to remove it, then record how it was resolved; if it turns out to be beyond, record it anew as such."
            )
        )


def show_to_own(request: AuthorityRequest) -> None:
    """The body that asks, the lead unit and the lead person see it, also while it is a draft; nobody above."""
    action = request.obstacle.action
    request.involve(unit=request.asker, capacity=Capacity.ADDRESS)
    if action.lead_unit is not None:
        request.involve(unit=action.lead_unit, capacity=Capacity.LEAD)
    if action.lead_person is not None:
        request.involve(person=action.lead_person, capacity=Capacity.RESPONSIBLE)


def _show_upward(request: AuthorityRequest) -> None:
    request.involve(unit=request.authority, capacity=Capacity.AUTHORITY)
    for unit in Unit.objects.filter(pk__in=superiors_of(request.obstacle.action)):
        request.involve(unit=unit, capacity=Capacity.SUPERIOR)


def _complete(request: AuthorityRequest) -> None:
    """Refuse a petition that does not say what was tried, or what is asked, or of whom."""
    request.own_efforts = text_of(
        request, request.own_efforts, "own_efforts", _("Say what the body has done itself before asking upward.")
    )
    request.request = text_of(request, request.request, "request", _("Say exactly which decision is asked for."))
    request.legal_basis = text_of(request, request.legal_basis, "legal_basis", "")
    if request.answer_due is not None and request.answer_due < clock.today():
        raise Refused(_("The answer is asked by a day that has passed. Choose a later one."), field="answer_due")
    if Unit.objects.within(request.asker_id).filter(pk=request.authority_id).exists():
        raise Refused(_("Choose an authority outside the body itself and the units below it."), field="authority")
