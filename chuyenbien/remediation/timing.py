"""The course of a plan in time: its actions as strips for the drawing, with the same in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw import gantt
from chuyenbien.core.draw.values import day

from .enums import ActionState
from .models import Action

_BESIDE: dict[str, gantt.Kind] = {
    ActionState.PAUSED: "paused",
    ActionState.CANCELLED: "other",
    ActionState.TRANSFERRED: "other",
    ActionState.AWAITING_SUCCESSION: "paused",
}


@dataclass(frozen=True, slots=True)
class Timed:
    """One row: the action, its strip, and its pauses and turns as a table says them."""

    action: Action
    drawing: SafeString
    done_on: dt.date | None
    pauses: list[tuple[dt.date, dt.date | None]]
    turns_done: int
    turns: int


def rows_of(actions: Iterable[Action], today: dt.date) -> tuple[SafeString, list[Timed]]:
    """The axis and the rows of issued actions, by date; ``pauses`` and ``occurrences`` should be fetched with them."""
    listed: list[Any] = [one for one in actions if one.due_on and one.original_due]
    strips = [_strip(one) for one in listed]
    span = gantt.Span.of(strips, today)
    rows = [
        Timed(
            one,
            gantt.strip(strip, span, today),
            strip.done,
            list(strip.pauses),
            sum(is_done for _due, is_done in strip.turns),
            len(strip.turns),
        )
        for one, strip in zip(listed, strips, strict=True)
    ]
    return gantt.axis(span), rows


def _strip(one: Any) -> gantt.Strip:
    started = one.start_on or (clock.local_date(one.issued_at) if one.issued_at else one.original_due)
    done = clock.local_date(one.completed_at) if one.completed_at and one.state == ActionState.DONE else None
    return gantt.Strip(
        label=one.shown_title,
        kind=_kind(one, done),
        start=min(started, one.original_due, one.due_on),
        due=one.due_on,
        original=one.original_due,
        done=done,
        pauses=[(pause.since, pause.until) for pause in one.pauses.all()],
        turns=[(turn.due_on, turn.done_at is not None) for turn in one.occurrences.all()],
        words=_words(one, done),
    )


def _kind(one: Action, done: dt.date | None) -> gantt.Kind:
    if done is not None and one.due_on is not None:
        return "late" if done > one.due_on else "done"
    return _BESIDE.get(one.state, "overdue" if one.is_overdue else "open")


def _words(one: Action, done: dt.date | None) -> list[str]:
    told = [_("Due %(day)s.") % {"day": day(one.due_on)}]
    if one.due_on != one.original_due:
        told.append(_("Originally %(day)s.") % {"day": day(one.original_due)})
    if done:
        told.append(_("Done %(day)s.") % {"day": day(done)})
    return told
