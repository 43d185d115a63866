"""Reckoning with working days: Saturdays, Sundays and public holidays are left out, days worked in exchange count.

Which days are holidays is a table an office keeps (``orgs``): Tết follows the moon, and days in lieu are announced each
year. A year without entries counts its weekends only, and says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """``off``: public holidays and days in lieu; ``worked``: Saturdays and Sundays worked in exchange."""

    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()
    """Years whose holidays have been entered."""

    def is_working(self, day: dt.date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.off

    def on_or_after(self, day: dt.date) -> dt.date:
        """The day itself when it is worked, else the next working day."""
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        """The day itself when it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add(self, day: dt.date, number: int) -> dt.date:
        """The ``number``-th working day after ``day`` (before it when negative); for 0, ``day`` or the next one."""
        if number == 0:
            return self.on_or_after(day)
        step = _DAY if number > 0 else -_DAY
        for _nth in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, first: dt.date, last: dt.date) -> int:
        """Full working days after ``first`` and before ``last``; 0 when there is no day between."""
        ahead = range(1, max((last - first).days, 0))
        return sum(self.is_working(first + dt.timedelta(days=number)) for number in ahead)

    def unknown_years(self, first: dt.date, last: dt.date) -> list[int]:
        """Years of the span whose holidays nobody has entered."""
        return [year for year in range(first.year, last.year + 1) if year not in self.years]
