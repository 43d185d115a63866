"""The days of an action, so that it is in the bucket its fate says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from .fates import DONE, SUBMITTED, ActionFate
from .sizes import Clock

_EXTENDED = 0.08


@dataclass(slots=True)
class Days:
    """``ended`` is the day of submission, of completion, of the pause or of the ruling, where there is one."""

    issued: dt.date
    start: dt.date | None
    due: dt.date
    original: dt.date
    ended: dt.date | None

    @property
    def received(self) -> dt.date:
        return min(self.issued, self.start or self.issued)

    @property
    def extended(self) -> bool:
        return self.original != self.due


def draw(dice: Random, clock: Clock, fate: ActionFate, issued: dt.date) -> Days:
    """Days for an action that was issued by the plan on ``issued``, or added to it later."""
    if dice.random() < 0.3:
        issued += dt.timedelta(days=dice.randint(0, 100))
    age = (clock.today - issued).days
    start = issued - dt.timedelta(days=dice.randint(0, 60)) if dice.random() < 0.4 else None
    ended = None
    if fate in DONE or fate in SUBMITTED:
        latest = 14 if fate in SUBMITTED else age - 10
        ended = clock.ago(dice.randint(2, max(2, min(latest, age - 10))))
    elif fate in (ActionFate.PAUSED, ActionFate.CANCELLED, ActionFate.TRANSFERRED, ActionFate.AWAITING):
        ended = clock.ago(dice.randint(2, age - 5))
    due = _due(dice, clock, fate, issued, ended)
    original = due
    if fate != ActionFate.DRAFT and (due - issued).days > 12 and dice.random() < _EXTENDED:
        original = due - dt.timedelta(days=dice.randint(5, min(60, (due - issued).days - 6)))
    return Days(issued, start, due, original, ended)


@dataclass(frozen=True, slots=True)
class Report:
    """One entry of progress; ``percent`` where it gives one."""

    day: dt.date
    percent: int | None


def reports(dice: Random, clock: Clock, fate: ActionFate, days: Days, count: int) -> list[Report]:
    """So many entries in order of time, the share rising; the last one always gives it."""
    if not count:
        return []
    last = days.ended or clock.ago(1)
    span = max(0, (last - days.received).days)
    told = sorted(last - dt.timedelta(days=dice.randint(0, span)) for _ in range(count))
    shares = sorted(dice.randint(5, 100 if fate in DONE else 95) for _ in range(count))
    return [
        Report(day, percent if place == count - 1 or dice.random() < 0.8 else None)
        for place, (day, percent) in enumerate(zip(told, shares, strict=True))
    ]


def _due(dice: Random, clock: Clock, fate: ActionFate, issued: dt.date, ended: dt.date | None) -> dt.date:
    if fate == ActionFate.OVERDUE:
        return clock.ago(dice.randint(1, (clock.today - issued).days - 3))
    if ended is None or fate not in (*DONE, *SUBMITTED):
        return clock.today + dt.timedelta(days=dice.randint(0, 240))
    if fate in (ActionFate.DONE_LATE, ActionFate.SUBMITTED_LATE):
        return issued + dt.timedelta(days=dice.randint(2, (ended - issued).days - 1))
    return ended + dt.timedelta(days=dice.randint(0, 60))
