"""How requests are shown: their state as a chip, and where one is, for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings
from chuyenbien.findings.enums import Precision

from .enums import AnswerKind, RequestState
from .models import AuthorityAnswer, AuthorityRequest
from .queries import UNANSWERED

_ANSWERS = {
    AnswerKind.AGREED: "good",
    AnswerKind.PARTLY: "warn",
    AnswerKind.REFUSED: "bad",
    AnswerKind.FORWARDED: "info",
    AnswerKind.MORE_ASKED: "warn",
}


@dataclass(frozen=True)
class Row:
    """A request in a list or a panel."""

    request: AuthorityRequest
    answer: AuthorityAnswer | None
    chip: str
    label: str
    late: bool


def row(request: AuthorityRequest, today: dt.date | None = None) -> Row:
    """Works on prefetched answers."""
    answers = list(request.answers.all())
    answer = answers[-1] if answers else None
    due = request.answer_due
    late = request.state in UNANSWERED and due is not None and due < (today or clock.today())
    if answer is not None:
        return Row(request, answer, _ANSWERS[AnswerKind(answer.kind)], answer.get_kind_display(), False)
    if late:
        return Row(request, None, "bad", _("answer overdue"), True)
    chip = "neutral" if request.state == RequestState.DRAFT else "info"
    return Row(request, None, chip, request.get_state_display(), False)


def rows(requests: Iterable[AuthorityRequest]) -> list[Row]:
    today = clock.today()
    return [row(one, today) for one in requests]


def where(request: AuthorityRequest) -> SafeString:
    """Where the request is, for how long: with the asker, on the way, with the authority from receipt, back again."""
    raised = clock.local_date(request.obstacle.raised_at)
    asker, authority = request.asker.label, request.authority.label
    answers = list(request.answers.all())
    answered = answers[-1] if answers else None
    sent, received = request.sent_on, request.received_on
    segments = []
    if request.forwarded_from_id is None:
        segments.append(holdings.Segment(asker, min(raised, sent or raised), sent))
    if sent is not None:
        over = answered.answered_on if answered else None
        if received is not None:
            segments.append(holdings.Segment(authority, sent, received, "unknown"))
            segments.append(holdings.Segment(authority, received, over))
        elif answered is not None:
            segments.append(holdings.Segment(authority, sent, over, precision=Precision.MONTH))
        else:
            segments.append(holdings.Segment(authority, sent, None, "unknown"))
    if answered is not None and answered.kind != AnswerKind.FORWARDED:
        lead = request.obstacle.action.lead_unit or request.asker
        resolved = request.obstacle.resolved_at
        until = clock.local_date(resolved) if resolved else None
        since = max(answered.answered_on, received or answered.answered_on)
        segments.append(
            holdings.Segment(lead.label, since, until, precision=answered.answered_on_precision or Precision.DAY)
        )
    return holdings.bars([one for one in segments if one.since != one.until], clock.today())
