"""Replies that did not come in time. People are told; a petition to the next level is drafted and a person signs it.

Nothing goes over anyone's head by itself. Every date that passed is written once (:class:`TimedOut`), a petition in a
transaction of its own, so that this may be late, broken off, done twice or by several workers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.notices import operations as notices
from chuyenbien.notices.operations.telling import NoticeRow
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.orgs.queries import heads_of, people_with, working_days

from .. import chains
from ..enums import RECEIPT_OVERDUE, REPLY_OVERDUE, TO_SIGN, ObstacleState, Reply, RequestState
from ..models import AuthorityRequest, TimedOut
from ..queries import UNANSWERED
from .parts import record
from .requests import show_to_own

_DUE = {Reply.ACKNOWLEDGE: "acknowledge_due", Reply.DECIDE: "answer_due"}
_KIND = {Reply.ACKNOWLEDGE: RECEIPT_OVERDUE, Reply.DECIDE: REPLY_OVERDUE}
_EVENT = {Reply.ACKNOWLEDGE: "escalation.receipt_overdue", Reply.DECIDE: "escalation.reply_overdue"}
_RELATED = ("asker", "authority__kind", "obstacle__action__finding", "obstacle__action__lead_unit")


def watch(now: dt.datetime) -> int:
    """Tell of every reply date that has passed, and draft what may go up. Returns how many notices were new.

    On a day that nobody works nothing happens; the next working day catches up.
    """
    today = clock.local_date(now)
    if not working_days().is_working(today):
        return 0
    told = 0
    for reply in Reply:
        for pk in _passed(reply, today):
            with journal.recording(by=None):
                told += _time_out(pk, reply, today)
    for pk in _without_draft():
        with journal.recording(by=None):
            told += _draft_next(pk, today)
    return told


def settle(request: AuthorityRequest, *, by: Actor, at: dt.datetime | None) -> None:
    """The authority has replied: nobody is told to wait any longer, and a draft to the next level that nobody has
    written on is taken back."""
    notices.withdraw(subject=request, kinds=[RECEIPT_OVERDUE, REPLY_OVERDUE], because="answered")
    untouched = AuthorityRequest.objects.filter(
        drafted_for__request=request, state=RequestState.DRAFT, drafted_by=None, revision=1
    )
    for one in untouched.select_related(*_RELATED):
        AuthorityRequest.objects.filter(pk=one.pk, state=RequestState.DRAFT).update(state=RequestState.DROPPED)
        notices.withdraw(subject=one, kinds=[TO_SIGN], because="answered")
        record("escalation.draft_lapsed", one, by=by, at=at)


def _passed(reply: Reply, today: dt.date) -> Iterator[int]:
    """Petitions whose date has passed and was not written yet, a thousand keys at a time."""
    due = _DUE[reply]
    states = (RequestState.SENT,) if reply == Reply.ACKNOWLEDGE else UNANSWERED
    written = TimedOut.objects.filter(request=OuterRef("pk"), reply=reply, due_on=OuterRef(due))
    rows = AuthorityRequest.objects.filter(~Exists(written), state__in=states, **{f"{due}__lt": today})
    return _keys(rows)


def _without_draft() -> Iterator[int]:
    """Petitions whose answer is overdue and that have not gone further: the next level may be known, or the head in
    office, only since today."""
    over = TimedOut.objects.filter(
        request=OuterRef("pk"), reply=Reply.DECIDE, due_on=OuterRef("answer_due"), drafted=None
    )
    further = AuthorityRequest.objects.filter(forwarded_from=OuterRef("pk")).exclude(state=RequestState.DROPPED)
    rows = AuthorityRequest.objects.filter(Exists(over), ~Exists(further), state__in=UNANSWERED)
    return _keys(rows.filter(obstacle__state=ObstacleState.OPEN))


def _keys(rows: QuerySet[AuthorityRequest]) -> Iterator[int]:
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:1000]):
        yield from found
        last = found[-1]


def _locked(pk: int) -> AuthorityRequest | None:
    """The petition if it still waits; ``None`` while another worker is at it."""
    rows = AuthorityRequest.objects.select_for_update(skip_locked=True, of=("self",)).filter(state__in=UNANSWERED)
    return rows.select_related(*_RELATED).filter(pk=pk).first()


def _time_out(pk: int, reply: Reply, today: dt.date) -> int:
    request = _locked(pk)
    due: dt.date | None = getattr(request, _DUE[reply]) if request is not None else None
    if request is None or due is None or due >= today:
        return 0
    _row, new = TimedOut.objects.get_or_create(request=request, reply=reply, due_on=due, defaults={"on": today})
    if not new:
        return 0
    people = sorted({*_askers(request, today), *_holders(request, today)})
    notes = [
        NoticeRow.of(
            one, request, kind=_KIND[reply], on=today, key=f"reply:{request.pk}:{reply}:{due}:{one}", due_on=due
        )
        for one in people
    ]
    record(_EVENT[reply], request, by=None, at=None, day=due)
    return notices.tell_all(notes)


def _askers(request: AuthorityRequest, today: dt.date) -> list[int]:
    """Who asked: the lead person, while in office, and the head of the body."""
    found = list(heads_of(request.asker, on=today).values_list("pk", flat=True))
    lead = request.obstacle.action.lead_person_id
    if lead and Membership.objects.on(today).filter(person_id=lead, person__is_active=True).exists():
        found.append(lead)
    return found


def _holders(request: AuthorityRequest, today: dt.date) -> list[int]:
    """The holder's own head; of a board, whose leaders get no notices, its office. Nobody outside the system."""
    if request.authority.is_outside:
        return []
    heads = list(heads_of(request.authority, on=today).values_list("pk", flat=True))
    return heads or list(people_with(Role.OFFICE_OFFICER, request.authority, on=today).values_list("pk", flat=True))


def _draft_next(pk: int, today: dt.date) -> int:
    """Lay a petition to the next level of the chain before the head of the body that asks, as a draft.

    Nothing where the chain ends, where several could be meant, or where nobody could sign.
    """
    late = _locked(pk)
    if late is None or late.answer_due is None:
        return 0
    asked = AuthorityRequest.objects.filter(obstacle=late.obstacle_id).exclude(state=RequestState.DROPPED)
    asked_before = {late.asker_id, *asked.values_list("authority_id", flat=True)}
    authority = chains.next_above(late.authority, on=today, but=asked_before)
    signer = heads_of(late.asker, on=today).order_by("pk").first()
    row = TimedOut.objects.filter(request=late, reply=Reply.DECIDE, due_on=late.answer_due, drafted=None)
    if authority is None or signer is None or not row.exists():
        return 0
    drafted = _drafted(late, authority.pk, signer, today)
    row.update(drafted=drafted)
    told = {"day": late.answer_due, "to": authority, "signer": signer}
    record("escalation.next_drafted", late, by=None, at=None, also=[drafted], **told)
    key = f"sign:{drafted.pk}:{signer.pk}"
    return notices.tell_all([NoticeRow.of(signer.pk, drafted, kind=TO_SIGN, on=today, key=key)])


def _drafted(late: AuthorityRequest, authority: int, signer: Person, today: dt.date) -> AuthorityRequest:
    """The texts are the body's own, carried on, with what the record says of the step before; none of a code-only
    matter."""
    since = late.sent_on.strftime("%d/%m/%Y") if late.sent_on else "…"
    due = late.answer_due.strftime("%d/%m/%Y") if late.answer_due else "…"
    told = (
        f"Đã kiến nghị {late.authority.name} ngày {since}, thời hạn trả lời {due}; "
        f"đến ngày {today.strftime('%d/%m/%Y')} chưa nhận được văn bản trả lời."
    )
    drafted = AuthorityRequest.objects.create(
        obstacle=late.obstacle,
        forwarded_from=late,
        asker=late.asker,
        authority_id=authority,
        own_efforts="" if late.is_code_only else f"{late.own_efforts}\n{told}",
        legal_basis="",
        request=late.request,
        signer=signer,
        is_illustrative=late.is_illustrative,
        classification=late.classification,
        code=late.code,
    )
    show_to_own(drafted)
    return drafted
