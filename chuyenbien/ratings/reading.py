"""The book a cycle's ratings are weighed by: the pack as the cycle pinned it, with what was decided for this cycle."""

from __future__ import annotations

from dataclasses import replace

from chuyenbien.core import clock
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import DECIDED, Point
from chuyenbien.regulations.settable import may_be_set, refused_value
from chuyenbien.reviews.models import ReviewCycle

from .models import CycleReading

TABLES = ("level", "condition", "knockout", "exemption", "gap")
KEYS = (
    "explanation_limit",
    "head_not_above_unit",
    "prior_sources",
    "quota_percent",
    "quota_raised_percent",
    "quota_denominator",
    "quota_rounding",
    "petition_days",
    "answer_days",
)
"""The points outside these tables that ratings ask for."""


def book_of(cycle: ReviewCycle) -> Book | None:
    """One query. A decision that no longer fits the point is left out, as if it had not been taken."""
    book = cycle.book
    if book is None:
        return None
    changed: dict[str, Point] = {}
    for row in CycleReading.objects.filter(cycle=cycle, replaced_at=None).order_by("pk"):
        point = book.point(row.point)
        if point is None or refused_value(book, point, row.value_for(point)) is not None:
            continue
        changed[point.key] = replace(
            point,
            value=row.value_for(point),
            replaced=point.value,
            origin=DECIDED,
            source=cycle.name,
            reason=row.reason,
            document_id=row.document_id,
            decided_on=clock.local_date(row.at),
        )
    return book.with_points(changed, unit=book.unit) if changed else book


def is_open(book: Book, point: Point) -> bool:
    """Whether ratings ask for this point and the text leaves it to be decided."""
    return (point.table in TABLES or point.key in KEYS) and bool(may_be_set(book, point))


def open_points(book: Book) -> list[Point]:
    """The points of the pinned pack that can be decided for a cycle, in the order of the text."""
    return [one for one in book.points if is_open(book, one)]
