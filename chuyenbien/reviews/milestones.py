"""The calendar of a cycle against working days and its rule pack: what is pointed out, the days that follow.

Nothing here is refused: an office may have its reasons, and the texts are read differently.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien.orgs.models import CalendarDay
from chuyenbien.orgs.queries import working_days
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import Point

from .enums import MilestoneKind
from .lead_time import Warned
from .models import Milestone, ReviewCycle

_AHEAD = ((MilestoneKind.SUGGEST, "suggestion_lead_days"), (MilestoneKind.DRAFT, "draft_lead_days"))
"""Steps that lie so many working days ahead of the conference, by the rule pack."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day that follows from the day of the conference and a number of the rule pack."""

    kind: MilestoneKind
    day: dt.date
    point: Point


def pointed_out(cycle: ReviewCycle) -> list[Warned]:
    """Days off, steps out of order, too little time ahead of the conference. Two queries."""
    rows = list(cycle.milestones.all())
    first = _first_days(rows)
    found = [*_days_off(rows), *_out_of_order(first)]
    if cycle.book is not None:
        found += _too_short(first, cycle.book)
    return found


def proposed(cycle: ReviewCycle) -> list[Proposed]:
    """The days of steps that are not in the calendar yet, once the day of the first conference is."""
    first, book = _first_days(list(cycle.milestones.all())), cycle.book
    conference = first.get(MilestoneKind.CONFERENCE)
    if conference is None or book is None:
        return []
    found = []
    calendar = working_days()
    for kind, key in _AHEAD:
        point = _number(book, key)
        if point is not None and kind not in first:
            full_days = int(point.value)  # type: ignore[arg-type]
            found.append(Proposed(kind, calendar.add(conference, -full_days - 1), point))
    after = _number(book, "plan_due_days")
    if after is not None and MilestoneKind.PLAN not in first:
        day = conference + dt.timedelta(days=int(after.value))  # type: ignore[arg-type]
        found.append(Proposed(MilestoneKind.PLAN, day, after))
    return found


def steps_of(cycle: ReviewCycle) -> tuple[Point, ...]:
    """The days of the year that the rule pack itself names."""
    return cycle.book.of_table("step") if cycle.book is not None else ()


def _first_days(rows: list[Milestone]) -> dict[MilestoneKind, dt.date]:
    """Of each step its first day, in the order of the steps."""
    found: dict[MilestoneKind, dt.date] = {}
    for kind in MilestoneKind:
        days = [row.due_on for row in rows if row.kind == kind]
        if days:
            found[kind] = min(days)
    return found


def _days_off(rows: list[Milestone]) -> list[Warned]:
    calendar = working_days()
    off = sorted({row.due_on for row in rows if not calendar.is_working(row.due_on)})
    names = dict(CalendarDay.objects.filter(day__in=off, is_worked=False).values_list("day", "name")) if off else {}
    found = []
    for row in rows:
        if row.due_on in off:
            text = (
                _("“%(step)s”: %(day)s is a public holiday or a day in lieu.")
                if row.due_on in names
                else _("“%(step)s”: %(day)s is a weekend day.")
            )
            found.append(Warned(text % _named(MilestoneKind(row.kind), row.due_on), names.get(row.due_on, "")))
    days = [row.due_on for row in rows]
    if days and (years := calendar.unknown_years(min(days), max(days))):
        text = _("The holidays of %(years)s have not been entered in the table; only weekends are known.")
        found.append(Warned(text % {"years": ", ".join(map(str, years))}))
    return found


def _out_of_order(first: dict[MilestoneKind, dt.date]) -> list[Warned]:
    found = []
    steps = list(first.items())
    for (before, day), (kind, later) in pairwise(steps):
        if later < day:
            text = _("“%(step)s” (%(day)s) stands before “%(before)s” (%(other)s).")
            found.append(Warned(text % {**_named(kind, later), "before": before.label, "other": f"{day:%d/%m/%Y}"}))
    return found


def _too_short(first: dict[MilestoneKind, dt.date], book: Book) -> list[Warned]:
    conference = first.get(MilestoneKind.CONFERENCE)
    found = []
    for kind, key in _AHEAD:
        point, day = _number(book, key), first.get(kind)
        if point is None or day is None or conference is None or day > conference:
            continue
        days, wanted = working_days().between(day, conference), int(point.value)  # type: ignore[arg-type]
        if days < wanted:
            text = ngettext(
                "“%(step)s” lies %(days)s working day ahead of the conference; %(wanted)s are asked for.",
                "“%(step)s” lies %(days)s working days ahead of the conference; %(wanted)s are asked for.",
                days,
            )
            told = {"step": kind.label, "days": days, "wanted": wanted}
            found.append(Warned(text % told, point.citation, point.is_settled))
    return found


def _number(book: Book, key: str) -> Point | None:
    point = book.number(key)
    return point if point is not None and isinstance(point.value, int) else None


def _named(kind: MilestoneKind, day: dt.date) -> dict[str, object]:
    return {"step": kind.label, "day": f"{day:%d/%m/%Y}"}
