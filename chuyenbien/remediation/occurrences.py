"""The days on which a recurring action is due: the end of each week, month or quarter, and the end itself."""

from __future__ import annotations

import calendar
import datetime as dt

from .enums import Rhythm

MOST = 540
"""No action has more turns; ten years of weeks."""

_FRIDAY = 4
_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}


def days(start: dt.date, end: dt.date, rhythm: str) -> list[dt.date]:
    """Due days from ``start`` until ``end``, rising; the last one is always ``end``. None for what is done once."""
    if rhythm == Rhythm.ONCE or end < start:
        return []
    found: list[dt.date] = []
    day = period_end(start, rhythm)
    while day < end and len(found) < MOST:
        found.append(day)
        day = period_end(day + dt.timedelta(days=1), rhythm)
    return [*found, end]


def period_end(day: dt.date, rhythm: str) -> dt.date:
    """The last day of the week (Friday), month or quarter a day lies in."""
    if rhythm == Rhythm.WEEKLY:
        return day + dt.timedelta(days=(_FRIDAY - day.weekday()) % 7)
    span = _MONTHS[Rhythm(rhythm)]
    month = (day.month - 1) // span * span + span
    return dt.date(day.year, month, calendar.monthrange(day.year, month)[1])
