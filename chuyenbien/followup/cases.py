"""The matters that ladders are for, each as the few facts a step needs; read for many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chuyenbien.core import clock
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from .enums import Matter

CHUNK = 2000
"""Rows read and written at a time: what a tick holds in memory."""


@dataclass(frozen=True, slots=True)
class Case:
    """One matter that has a date. ``unit`` is whose ladder counts: the body, which never changes."""

    action: int
    request: int | None
    unit: int
    begun: dt.date
    due: dt.date


def open_actions() -> Any:
    """Actions whose date runs: under way. Submitted, paused, waiting for a successor or ended, nothing is pending."""
    return Action.objects.filter(state=ActionState.ACTIVE, due_on__isnull=False, issued_at__isnull=False).order_by()


def open_requests() -> Any:
    """Petitions sent, with a day by which the answer is asked, and not answered."""
    return AuthorityRequest.objects.filter(
        state__in=(RequestState.SENT, RequestState.RECEIVED), answer_due__isnull=False, sent_on__isnull=False
    ).order_by()


def due_on(matter: str, days: Iterable[dt.date], rows: Any = None) -> Iterator[Case]:
    """The open matters due on any of the days, through an index, a chunk at a time."""
    wanted = sorted(days)
    if matter == Matter.ACTION:
        found = (open_actions() if rows is None else rows).filter(due_on__in=wanted)
        for pk, unit, issued, due in found.values_list("pk", "address_id", "issued_at", "due_on").iterator(CHUNK):
            yield Case(pk, None, unit, clock.local_date(issued), due)
        return
    found = (open_requests() if rows is None else rows).filter(answer_due__in=wanted)
    listed = found.values_list("obstacle__action_id", "pk", "asker_id", "sent_on", "answer_due")
    for action, pk, unit, sent, due in listed.iterator(CHUNK):
        yield Case(action, pk, unit, sent, due)
