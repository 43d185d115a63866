"""How long a conference lasts and when it lies: in half days, on working days, within office hours.

The record knows when a conference begins and when it ends, nothing of breaks. Both days are named by whoever called it,
so both count, whatever day of the week they are; of the days between only working days do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from chuyenbien.core import clock
from chuyenbien.core.working_days import WorkingDays

HALF_DAY = dt.timedelta(hours=4)
"""A session of at most so long is half a day at most: a working day has eight hours. No regulation on reviews says what
a “day” of conference is; this keeps an hour from counting as one and is used for nothing but a warning."""

OPENS, CLOSES = dt.time(7, 0), dt.time(17, 30)
"""The widest office hours in use. Offices differ by locality, so only what lies outside of these is pointed out."""

_HALF, _WHOLE = Decimal("0.5"), Decimal(1)
_DAY = dt.timedelta(days=1)


def span(starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[dt.date, dt.date]:
    """First and last day; one that ends at midnight ends on the day before."""
    return clock.local_date(starts_at), clock.local_date(ends_at - dt.timedelta(microseconds=1))


def length(starts_at: dt.datetime, ends_at: dt.datetime, calendar: WorkingDays) -> Decimal:
    """Days, counted in halves."""
    first, last = span(starts_at, ends_at)
    if first == last or ends_at - starts_at <= HALF_DAY:
        return _counted(ends_at - starts_at)
    between = sum(calendar.is_working(day) for day in _between(first, last))
    ends_first = clock.moment_of(first, CLOSES.hour, CLOSES.minute)
    begins_last = clock.moment_of(last, OPENS.hour, OPENS.minute)
    return _counted(ends_first - starts_at) + between + _counted(ends_at - begins_last)


def days_off(starts_at: dt.datetime, ends_at: dt.datetime, calendar: WorkingDays) -> list[dt.date]:
    """Which of its first and last day is no working day."""
    return [day for day in sorted(set(span(starts_at, ends_at))) if not calendar.is_working(day)]


def is_outside_hours(starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    """Whether it begins or ends when offices are closed."""
    begins, ends = timezone.localtime(starts_at).time(), timezone.localtime(ends_at).time()
    return not (OPENS <= begins < CLOSES and OPENS < ends <= CLOSES)


def _counted(session: dt.timedelta) -> Decimal:
    return _WHOLE if session > HALF_DAY else _HALF


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first + _DAY
    while day < last:
        yield day
        day += _DAY
