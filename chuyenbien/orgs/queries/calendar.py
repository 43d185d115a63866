from __future__ import annotations

from chuyenbien.core.once import once
from chuyenbien.core.working_days import WorkingDays

from ..models import CalendarDay


def working_days() -> WorkingDays:
    """The working days as the table of holidays has them now. One query."""
    return once("working days", _read)


def _read() -> WorkingDays:
    rows = list(CalendarDay.objects.values_list("day", "is_worked"))
    return WorkingDays(
        off=frozenset(day for day, is_worked in rows if not is_worked),
        worked=frozenset(day for day, is_worked in rows if is_worked),
        years=frozenset(day.year for day, is_worked in rows if not is_worked),
    )
