"""What a superior may set: points that the text leaves unconfirmed, to a value that can stand there. Pure."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from chuyenbien.core.verdict import Text, Verdict

from .book import Book
from .packs.rows import OUT_OF_ORDER, fault_of
from .points import NOT_APPLIED, SWITCHABLE, Point, Value
from .vocabulary import LEVELS, NUMERIC

_TYPED = (*NUMERIC, "yes_no", "level", "criterion", "choice", "list", "day_of_year")


def may_be_set(book: Book, point: Point) -> Verdict:
    """Whether the point is one that can be decided at all."""
    if point.is_confirmed:
        return Verdict.no(_("The text confirms this point; it is not decided here."))
    if point.table == "form" or point.unit not in _TYPED or (point.unit == "list" and not point.entries):
        return Verdict.no(_("This point is no number and no choice. Set it in a rule pack of the province."))
    if point.table == "level" and (book.scale == "criteria" or point.key == LEVELS[-1]):
        return Verdict.no(_("This level has no points of its own."))
    return Verdict.yes()


def refused_value(book: Book, point: Point, value: Value) -> Text | None:
    """Why a value cannot be set; None when it can."""
    verdict = may_be_set(book, point)
    if not verdict:
        return verdict.reason
    if value is None:
        return _("Say what holds here.")
    if value == NOT_APPLIED and point.table in SWITCHABLE:
        return None
    fault = fault_of(point, value)
    if fault is None and point.table == "level":
        return _out_of_order(book, point, value)
    return fault


def _out_of_order(book: Book, point: Point, value: Value) -> Text | None:
    place = LEVELS.index(point.key)
    for one in book.levels:
        if one.key == point.key or not (isinstance(one.value, int | Decimal) and isinstance(value, int | Decimal)):
            continue
        higher = LEVELS.index(one.key) < place
        if (higher and one.value <= value) or (not higher and one.value >= value):
            return OUT_OF_ORDER
    return None
