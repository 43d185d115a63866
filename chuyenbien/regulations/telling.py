"""Points in words, in the reader's language: what it says, of whom, where it was set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chuyenbien.core.draw.values import number, percent

from .book import Book
from .points import DECIDED, NOT_APPLIED, OVERLAY, Point, Value
from .vocabulary import LEVELS, SUBJECTS

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "==": ""}


def value_in_words(book: Book, point: Point, value: Value) -> str:
    """What a point says, or would say with another value; empty where it is not known."""
    if value is None:
        return _level_without_points(book, point) if point.table == "level" and point.is_confirmed else ""
    if value == NOT_APPLIED:
        return _("not applied")
    sign = _SIGNS.get(">=" if point.table == "level" else point.comparator, "")
    if isinstance(value, bool):
        return pgettext("condition", "yes") if value else pgettext("condition", "no")
    if isinstance(value, int | Decimal):
        return sign + _amount(point.unit, value)
    if isinstance(value, tuple):
        return "; ".join(entry.label for entry in point.entries if entry.key in value)
    if point.table == "gap":
        return gap_in_words(value)
    if point.unit == "level":
        level = book.level(value)
        return sign + (level.label if level else value)
    if point.unit == "criterion":
        return sign + criterion_in_words(value)
    entry = point.entry(value)
    return entry.label if entry else value


def _level_without_points(book: Book, point: Point) -> str:
    if book.scale == "criteria":
        return _("by the levels of the criteria")
    return _("less than the level above asks for") if point.key == LEVELS[-1] else ""


def gap_in_words(value: str) -> str:
    if value == "next_level":
        return _("the next lower level is looked at")
    return _("the competent body decides")


def criterion_in_words(value: str) -> str:
    return {
        "excellent": pgettext("criterion", "excellent"),
        "good": pgettext("criterion", "good"),
        "average": pgettext("criterion", "average"),
        "poor": pgettext("criterion", "poor"),
    }[value]


def _amount(unit: str, value: int | Decimal) -> str:
    if unit == "percent":
        return percent(value)
    shown, many = number(value), int(value)
    if unit == "point":
        return ngettext("%(count)s point", "%(count)s points", many) % {"count": shown}
    if unit == "day":
        return ngettext("%(count)s day", "%(count)s days", many) % {"count": shown}
    if unit == "working_day":
        return ngettext("%(count)s working day", "%(count)s working days", many) % {"count": shown}
    if unit == "month":
        return ngettext("%(count)s month", "%(count)s months", many) % {"count": shown}
    if unit == "day_of_month":
        return _("day %(count)s") % {"count": shown}
    return shown


@dataclass(frozen=True, slots=True)
class Told:
    """A point as a row of a page."""

    point: Point
    value: str
    before: str
    """What it said before it was decided here or changed by the province."""
    fact: str
    subjects: str
    origin: str

    @property
    def key(self) -> str:
        return self.point.key


def told(book: Book, point: Point) -> Told:
    changed = point.origin in (DECIDED, OVERLAY) and point.replaced != point.value
    known = point.known_fact
    return Told(
        point=point,
        value=value_in_words(book, point, point.value),
        before=value_in_words(book, point, point.replaced) if changed else "",
        fact=str(known.label) if known else "",
        subjects="; ".join(str(SUBJECTS[one]) for one in point.subjects),
        origin=origin_in_words(point),
    )


def origin_in_words(point: Point) -> str:
    if point.origin == DECIDED:
        return _("decided here")
    return _("set by the province") if point.origin == OVERLAY else _("national")
