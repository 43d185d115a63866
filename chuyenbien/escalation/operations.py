"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state, records one event.

Who may is asked before, by :mod:`chuyenbien.escalation.rules`. An agreement alone closes nothing: the obstacle stays
open until somebody says how it was resolved, and the deadline rests only by a decision on a pause.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw.values import day as shown_day
from chuyenbien.core.models import Classified
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import Precision
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Code, Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from .enums import AnswerKind, ObstacleState, RequestState
from .models import AuthorityAnswer, AuthorityRequest, Obstacle
from .queries import UNANSWERED, has_open_obstacle, superiors_of

_OPEN = (ActionState.DRAFT, ActionState.ACTIVE, ActionState.SUBMITTED, ActionState.PAUSED)


def raise_obstacle(
    action: Action,
    *,
    by: Actor,
    kind: Code,
    text: str,
    within_authority: bool,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Obstacle:
    """Say what stands in the way of an action, and whether the body itself has the authority to remove it."""
    if action.state not in _OPEN:
        raise Refused(_("The action is finished or ended; nothing stands in its way any more."))
    text = _text(action, text, "text", _("Say what stands in the way."))
    obstacle = Obstacle.objects.create(
        action=action,
        kind=kind,
        text=text,
        within_authority=within_authority,
        raised_by=by.person,
        raised_at=at or clock.now(),
        is_illustrative=is_illustrative or action.is_illustrative,
        classification=action.classification,
        code=action.code,
    )
    _mark(action)
    type = "escalation.obstacle_raised_within" if within_authority else "escalation.obstacle_raised_beyond"
    journal.record(type, obstacle, by=by, at=at, data={"title": action.shown_title, "text": text}, also=_of(action))
    return obstacle


def resolve_obstacle(obstacle: Obstacle, *, by: Actor, how: str, at: dt.datetime | None = None) -> Obstacle:
    """Say how an obstacle was removed. A draft request about it can then no longer be sent."""
    action = obstacle.action
    how = _text(obstacle, how, "how", _("Say how the obstacle was resolved."))
    moved = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.OPEN).update(
        state=ObstacleState.RESOLVED, resolution=how, resolved_by=by.person, resolved_at=at or clock.now()
    )
    if not moved:
        raise Refused(_("This obstacle has already been resolved."))
    obstacle.refresh_from_db()
    _mark(action)
    data = {"title": action.shown_title, "how": how}
    journal.record("escalation.obstacle_resolved", obstacle, by=by, at=at, data=data, also=_of(action))
    return obstacle


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
    drafted.involve(unit=drafted.asker, capacity=Capacity.ADDRESS)
    if action.lead_unit is not None:
        drafted.involve(unit=action.lead_unit, capacity=Capacity.LEAD)
    if action.lead_person is not None:
        drafted.involve(person=action.lead_person, capacity=Capacity.RESPONSIBLE)
    _record("escalation.request_drafted", drafted, by=by, at=at)
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
    _record("escalation.request_amended", request, by=by, at=at)
    return request


def send_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    letter: Document | None = None,
    sent_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> AuthorityRequest:
    """The head of the body sends the petition. From now on the authority and the superior see this slice."""
    if request.obstacle.state != ObstacleState.OPEN:
        raise Refused(_("This obstacle has been resolved; there is nothing to petition for."))
    day = sent_on or _day(at)
    _not_to_come(day, "sent_on")
    _move(
        request, (RequestState.DRAFT,), RequestState.SENT, _("This request has already been sent."),
        sent_by=by.person, sent_on=day, letter=letter,
    )  # fmt: skip
    _show_upward(request)
    _record("escalation.request_sent", request, by=by, at=at, letter=letter, day=day)
    return request


def receive_request(
    request: AuthorityRequest, *, by: Actor, received_on: dt.date | None = None, at: dt.datetime | None = None
) -> AuthorityRequest:
    """Record that the authority has the request. Its time counts from this day, not from the day of sending."""
    day = received_on or _day(at)
    _not_to_come(day, "received_on")
    if request.sent_on is not None and day < request.sent_on:
        raise Refused(
            _("It was sent on %(day)s; it cannot have been received before.") % {"day": shown_day(request.sent_on)},
            field="received_on",
        )
    _move(
        request, (RequestState.SENT,), RequestState.RECEIVED, _("Only a request that was sent can be received, once."),
        received_on=day,
    )  # fmt: skip
    _pass_on(request, request.authority, day, by=by)
    _record("escalation.request_received", request, by=by, at=at, day=day)
    return request


def answer_request(
    request: AuthorityRequest,
    *,
    by: Actor,
    kind: str,
    text: str,
    answered_on: dt.date,
    document: Document | None = None,
    precision: str = Precision.DAY,
    forward_to: Unit | None = None,
    at: dt.datetime | None = None,
) -> AuthorityAnswer:
    """What the authority answered, and when. The matter goes back to the lead unit; a forwarded one goes on.

    Where receipt was never recorded, the authority's time is counted from the month of sending, and says so.
    """
    if kind not in AnswerKind.values:
        raise Refused(_("Choose what the authority answered."), field="kind")
    _refuse_early(request, answered_on, precision)
    text = _text(request, text, "text", _("Write what the authority answered."))
    if kind == AnswerKind.FORWARDED:
        _refuse_forward(request, forward_to)
    received = request.received_on
    _move(request, UNANSWERED, RequestState.ANSWERED, _("Only a request that was sent and waits can be answered."))
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
    if received is None and request.sent_on is not None:
        _pass_on(request, request.authority, request.sent_on, by=by, precision=Precision.MONTH)
    also = []
    if kind == AnswerKind.FORWARDED and forward_to is not None:
        also.append(_forward(request, forward_to, answer, by=by))
    else:
        lead = request.obstacle.action.lead_unit or request.asker
        _pass_on(request, lead, max(answered_on, received or answered_on), by=by, precision=precision)
    _record(
        f"escalation.answered.{kind}", request, by=by, at=at, also=also, text=text, document=document,
        day=answered_on if precision == Precision.DAY else shown_day(answered_on, precision), to=forward_to,
    )  # fmt: skip
    return answer


def refuse_own_matter(obstacle: Obstacle) -> None:
    """What lies within the body's own authority is not pushed up (Conclusion 226-KL/TW)."""
    if obstacle.within_authority:
        raise Refused(
            _(
                "This obstacle lies within the body’s own authority and may not be pushed up. Let the head decide how "
                "to remove it, then record how it was resolved; if it turns out to be beyond, record it anew as such."
            )
        )


def _forward(request: AuthorityRequest, to: Unit, answer: AuthorityAnswer, *, by: Actor) -> AuthorityRequest:
    """The request that goes on to the next authority, as the first one passed it."""
    further = AuthorityRequest.objects.create(
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
    for row in request.involvements.filter(until=None).exclude(capacity=Capacity.AUTHORITY):
        further.involve(unit=row.unit, person=row.person, capacity=row.capacity)
    further.involve(unit=to, capacity=Capacity.AUTHORITY)
    return further


def _show_upward(request: AuthorityRequest) -> None:
    request.involve(unit=request.authority, capacity=Capacity.AUTHORITY)
    for unit in Unit.objects.filter(pk__in=superiors_of(request.obstacle.action)):
        request.involve(unit=unit, capacity=Capacity.SUPERIOR)


def _pass_on(
    request: AuthorityRequest, unit: Unit, day: dt.date, *, by: Actor, precision: str = Precision.DAY
) -> None:
    """Write who has the action, and its finding, from now on."""
    action = request.obstacle.action
    remediation.take_over(action=action, unit=unit, on=day, precision=precision, by=by)
    if action.finding is not None:
        remediation.take_over(finding=action.finding, unit=unit, on=day, precision=precision, by=by)


def _complete(request: AuthorityRequest) -> None:
    """Refuse a petition that does not say what was tried, or what is asked, or of whom."""
    request.own_efforts = _text(
        request, request.own_efforts, "own_efforts", _("Say what the body has done itself before asking upward.")
    )
    request.request = _text(request, request.request, "request", _("Say exactly which decision is asked for."))
    request.legal_basis = _text(request, request.legal_basis, "legal_basis", "")
    if request.answer_due is not None and request.answer_due < clock.today():
        raise Refused(_("The answer is asked by a day that has passed. Choose a later one."), field="answer_due")
    if Unit.objects.within(request.asker_id).filter(pk=request.authority_id).exists():
        raise Refused(_("Choose an authority outside the body itself and the units below it."), field="authority")


def _refuse_early(request: AuthorityRequest, answered_on: dt.date, precision: str) -> None:
    if precision not in Precision.values:
        raise Refused(_("Say how exactly the day is known."), field="precision")
    _not_to_come(answered_on, "answered_on")
    sent = request.sent_on
    if sent is None:
        return
    known = {Precision.DAY: (sent, answered_on), Precision.MONTH: (sent.replace(day=1), answered_on.replace(day=1))}
    first, answered = known.get(Precision(precision), (sent.replace(month=1, day=1), answered_on.replace(month=1, day=1)))
    if answered < first:
        raise Refused(
            _("It was sent on %(day)s; it cannot have been answered before.") % {"day": shown_day(sent)},
            field="answered_on",
        )


def _refuse_forward(request: AuthorityRequest, to: Unit | None) -> None:
    if to is None:
        raise Refused(_("Say to which authority it was forwarded."), field="forward_to")
    if to.pk in (request.authority_id, request.asker_id):
        raise Refused(_("It can only be forwarded to another authority."), field="forward_to")


def _move(request: AuthorityRequest, from_states: tuple[str, ...], to: str, refusal: str, **facts: object) -> None:
    """Change the state if it is still what the guard saw; of two at the same time one is refused."""
    moved = AuthorityRequest.objects.filter(pk=request.pk, state__in=from_states).update(state=to, **facts)
    if not moved:
        raise Refused(refusal)
    for name, value in {"state": to, **facts}.items():
        setattr(request, name, value)


def _mark(action: Action) -> None:
    """Keep on the action whether anything stands in its way."""
    action.has_open_obstacle = has_open_obstacle(action)
    Action.objects.filter(pk=action.pk).update(has_open_obstacle=action.has_open_obstacle)


def _record(
    type: str,
    request: AuthorityRequest,
    *,
    by: Actor,
    at: dt.datetime | None,
    also: list[AuthorityRequest] | None = None,
    **data: object,
) -> None:
    action = request.obstacle.action
    told = {"title": request.shown_title, "authority": request.authority, "asker": request.asker, **data}
    journal.record(type, request, by=by, at=at, data=told, also=[request.obstacle, *_of(action), *(also or [])])


def _of(action: Action) -> list[Classified]:
    return [action, action.finding] if action.finding is not None else [action]


def _text(row: Classified, text: str, field: str, wanted: str) -> str:
    """The text in the one stored form. A code-only matter keeps none; elsewhere ``wanted`` says what is missing."""
    text = nfc(text).strip()
    if row.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=field)
    if wanted and not text and not row.is_code_only:
        raise Refused(wanted, field=field)
    return text


def _day(at: dt.datetime | None) -> dt.date:
    return clock.local_date(at) if at else clock.today()


def _not_to_come(day: dt.date, field: str) -> None:
    if day > clock.today():
        raise Refused(_("This day is still to come. Enter the day on which it happened."), field=field)
