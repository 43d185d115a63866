"""On which working day a step falls, and which dates have a step that falls on a day. No table is read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from chuyenbien.core.working_days import WorkingDays

_DAY = dt.timedelta(days=1)


def falls_on(due: dt.date, offset: int, days: WorkingDays) -> dt.date:
    """The day of a step ``offset`` working days from a date. A date that is no working day counts as the next one."""
    start = days.on_or_after(due)
    return days.add(start, offset) if offset else start


def dues_falling_on(day: dt.date, offset: int, days: WorkingDays) -> list[dt.date]:
    """Every date for which :func:`falls_on` is ``day``; none when nobody works that day."""
    if not days.is_working(day):
        return []
    start = days.add(day, -offset) if offset else day
    found = [start]
    while not days.is_working(start - _DAY):
        start -= _DAY
        found.append(start)
    return found[::-1]


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Both included; none when the last lies before the first."""
    for number in range((last - first).days + 1):
        yield first + number * _DAY
