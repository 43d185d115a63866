"""How requests are shown: their state as a chip, and where one is, for how long."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings
from chuyenbien.findings.enums import Precision

from . import clocks
from .enums import AnswerKind, RequestState
from .models import AuthorityAnswer, AuthorityRequest
from .queries import UNANSWERED

_STATES: dict[str, str] = {RequestState.DRAFT: "neutral", RequestState.DROPPED: "neutral", RequestState.SUPPLY: "warn"}
_ANSWERS = {
    AnswerKind.AGREED: "good",
    AnswerKind.PARTLY: "warn",
    AnswerKind.REFUSED: "bad",
    AnswerKind.FORWARDED: "info",
    AnswerKind.MORE_ASKED: "warn",
}


@dataclass(frozen=True)
class Row:
    """A request in a list or a panel. ``answer``: the last one, once it is answered for good."""

    request: AuthorityRequest
    answer: AuthorityAnswer | None
    chip: str
    label: str
    late: bool


def row(request: AuthorityRequest, today: dt.date | None = None) -> Row:
    """Works on prefetched answers."""
    day = today or clock.today()
    answers = list(request.answers.all()) if request.state == RequestState.ANSWERED else []
    answer = answers[-1] if answers else None
    due = request.answer_due
    if answer is not None:
        return Row(request, answer, _ANSWERS[AnswerKind(answer.kind)], answer.get_kind_display(), False)
    if request.state in UNANSWERED and due is not None and due < day:
        return Row(request, None, "bad", _("answer overdue"), True)
    receipt_due = request.acknowledge_due
    if request.state == RequestState.SENT and receipt_due is not None and receipt_due < day:
        return Row(request, None, "warn", _("receipt not acknowledged in time"), True)
    chip = _STATES.get(request.state, "info")
    return Row(request, None, chip, request.get_state_display(), False)


def rows(requests: Iterable[AuthorityRequest]) -> list[Row]:
    today = clock.today()
    return [row(one, today) for one in requests]


@dataclass(frozen=True)
class Stop:
    """The authority waits for the asker: since when, until when, how many working days its time has stood still."""

    answer: AuthorityAnswer
    days: int


@dataclass(frozen=True)
class Step:
    """One step of a chain: a holder with its own dates."""

    row: Row
    is_this: bool
    stops: list[Stop]

    @property
    def moved(self) -> bool:
        """Whether the date is another than the first one; both are shown."""
        return self.row.request.first_due not in (None, self.row.request.answer_due)


def chain_of(request: AuthorityRequest, visible: Iterable[AuthorityRequest]) -> list[Step]:
    """The steps before and after a petition that a reader may see, in the order in which it went on."""
    known = {one.pk: one for one in visible}
    first = known.get(request.pk, request)
    seen = {first.pk}
    while first.forwarded_from_id in known and first.forwarded_from_id not in seen:
        first = known[first.forwarded_from_id or 0]
        seen.add(first.pk)
    after: dict[int | None, list[AuthorityRequest]] = defaultdict(list)
    for one in sorted(known.values(), key=lambda it: (it.sent_on or clock.today(), it.pk)):
        after[one.forwarded_from_id].append(one)
    found: list[AuthorityRequest] = []
    waiting = [first]
    while waiting:
        one = waiting.pop(0)
        found.append(one)
        waiting += after[one.pk]
    return [Step(row(one), one.pk == request.pk, stops(one)) for one in found]


def stops(request: AuthorityRequest) -> list[Stop]:
    """When its time stood still; works on prefetched answers."""
    asked = [one for one in request.answers.all() if one.kind == AnswerKind.MORE_ASKED]
    return [Stop(one, clocks.stood(one, one.supplied_on or clock.today())) for one in asked]


def where(request: AuthorityRequest) -> SafeString:
    """Where the request is, for how long: with the asker, on the way, with the authority from receipt, back again."""
    raised = clock.local_date(request.obstacle.raised_at)
    asker, sent = request.asker.label, request.sent_on
    answers = list(request.answers.all())
    final = answers[-1] if answers and request.state == RequestState.ANSWERED else None
    segments = []
    if request.forwarded_from_id is None:
        segments.append(holdings.Segment(asker, min(raised, sent or raised), sent))
    if sent is not None:
        segments += _with_authority(request, sent, [one for one in answers if one != final], final)
    if final is not None and final.kind != AnswerKind.FORWARDED:
        lead = request.obstacle.action.lead_unit or request.asker
        resolved = request.obstacle.resolved_at
        until = clock.local_date(resolved) if resolved else None
        since = max(final.answered_on, request.received_on or final.answered_on)
        segments.append(
            holdings.Segment(lead.label, since, until, precision=final.answered_on_precision or Precision.DAY)
        )
    return holdings.bars([one for one in segments if one.since != one.until], clock.today())


def _with_authority(
    request: AuthorityRequest, sent: dt.date, asked: list[AuthorityAnswer], final: AuthorityAnswer | None
) -> list[holdings.Segment]:
    """From the sending on; while the authority waits for the asker, the asker has it."""
    asker, authority = request.asker.label, request.authority.label
    received, over = request.received_on, final.answered_on if final else None
    found: list[holdings.Segment] = []
    since: dt.date | None = sent
    precision: str = Precision.MONTH
    if received is not None:
        found.append(holdings.Segment(authority, sent, received, "unknown"))
        since, precision = received, Precision.DAY
    elif final is None and not asked:
        return [holdings.Segment(authority, sent, None, "unknown")]
    for one in asked:
        found.append(holdings.Segment(authority, since, one.answered_on, precision=precision))
        found.append(holdings.Segment(asker, one.answered_on, one.supplied_on, precision=one.answered_on_precision))
        since, precision = one.supplied_on, Precision.DAY
    if since is not None:
        found.append(holdings.Segment(authority, since, over, precision=precision))
    return found
