"""How long before its conference a draft was sent, against what the cycle's rule pack asks. Warned of, never refused.

The day of the conference is known to a higher room, which registers how to find it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien.orgs.queries import working_days
from chuyenbien.regulations.points import Point

from .models import ReviewDossier

DayOf = Callable[[ReviewDossier], dt.date | None]


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning in words, and the rule it rests on (a citation is Vietnamese)."""

    text: str
    citation: str = ""
    is_settled: bool = True
    """Whether the number is confirmed in the rule pack, or was decided by the office."""


_days: list[DayOf] = []


def register_day(day_of: DayOf) -> None:
    """Say how the day of a dossier's conference in its present round is found; None while it has not been called."""
    if day_of not in _days:
        _days.append(day_of)


def conference_day(dossier: ReviewDossier) -> dt.date | None:
    return next((day for day_of in _days if (day := day_of(dossier)) is not None), None)


def wanted(dossier: ReviewDossier) -> Point | None:
    """How many working days ahead the rule pack asks for; None where it knows no number."""
    book = dossier.cycle.book
    point = book.number("draft_lead_days") if book else None
    return point if point is not None and isinstance(point.value, int) else None


def too_short(point: Point | None, sent: dt.date, day: dt.date) -> Warned | None:
    """The warning when fewer working days lie between sending and conference than are asked for."""
    if point is None or not isinstance(point.value, int):
        return None
    days = working_days().between(sent, day)
    if days >= point.value:
        return None
    text = ngettext(
        "The draft report was sent %(days)s working day ahead; %(wanted)s are asked for.",
        "The draft report was sent %(days)s working days ahead; %(wanted)s are asked for.",
        days,
    )
    return Warned(text % {"days": days, "wanted": point.value}, point.citation, point.is_settled)


def unknown_holidays(point: Point | None, sent: dt.date, day: dt.date) -> Warned | None:
    """That the working days were counted without knowing the holidays."""
    years = working_days().unknown_years(sent, day) if point is not None else ()
    if not years:
        return None
    text = _("The holidays of %(years)s have not been entered in the table; only Saturdays and Sundays were left out.")
    return Warned(text % {"years": ", ".join(map(str, years))})


def about(point: Point | None, sent: dt.date, day: dt.date | None) -> list[Warned]:
    """What is to be pointed out about a draft sent on one day for a conference on another, once that is known."""
    if day is None:
        return []
    found = (too_short(point, sent, day), unknown_holidays(point, sent, day))
    return [one for one in found if one is not None]
