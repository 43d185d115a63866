"""The table of public holidays, days in lieu and days worked in exchange."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused

from ..acting import Actor
from ..models import CalendarDay
from ..starting_days import BASIS, starting_days

_SATURDAY = 5


def save_calendar_day(
    day: dt.date,
    *,
    name: str,
    by: Actor | None,
    is_worked: bool = False,
    basis: str = "",
    is_checked: bool = False,
    entry: CalendarDay | None = None,
) -> CalendarDay:
    """Enter a day that is not what its weekday says, or change one; a change keeps its old words in the journal."""
    name, basis = nfc(name).strip(), nfc(basis).strip()
    if not name:
        raise Refused(_("Say which holiday it is, or what the day is worked for."), field="name")
    if is_worked and day.weekday() < _SATURDAY:
        raise Refused(_("Only a Saturday or a Sunday is worked in exchange; this day is worked anyway."), field="day")
    if not is_worked and day.weekday() >= _SATURDAY:
        raise Refused(
            _("This is a Saturday or a Sunday, when nobody works anyway. Enter the day in lieu."), field="day"
        )
    if CalendarDay.objects.exclude(pk=entry.pk if entry else 0).filter(day=day).exists():
        raise Refused(_("This day is in the table already. Change that entry."), field="day")
    fresh = entry is None
    entry = entry or CalendarDay()
    old = "" if fresh else entry.shown_title
    entry.day, entry.name, entry.is_worked, entry.basis, entry.is_checked = day, name, is_worked, basis, is_checked
    entry.save()
    data = {"day": day, "name": name, "old": old}
    journal.record("orgs.calendar_day_added" if fresh else "orgs.calendar_day_changed", entry, by=by, data=data)
    return entry


def remove_calendar_day(entry: CalendarDay, *, by: Actor, because: str) -> None:
    """Take a day out of the table: it is again what its weekday says. The journal keeps what stood there."""
    if not because.strip():
        raise Refused(_("Say why the day is taken out."), field="because")
    data = {"day": entry.day, "name": entry.name}
    journal.record("orgs.calendar_day_removed", entry, by=by, because=because.strip(), data=data)
    entry.delete()


def seed_calendar() -> int:
    """Enter the days an office starts with. What is there already stays as it is; returns how many are new."""
    known = set(CalendarDay.objects.values_list("day", flat=True))
    fresh = [
        CalendarDay(day=day, name=nfc(name), is_worked=is_worked, basis=BASIS)
        for day, name, is_worked in starting_days()
        if day not in known
    ]
    with transaction.atomic():
        CalendarDay.objects.bulk_create(fresh)
    return len(fresh)
