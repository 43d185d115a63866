"""Several books side by side: what differs first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .book import Book
from .points import Point
from .telling import Told, told
from .vocabulary import GROUPS


@dataclass(frozen=True, slots=True)
class Row:
    """A point of any of the books; a book that does not have it has None in its place."""

    label: str
    group: str
    pairs: tuple[tuple[Told | None, Book], ...]
    differs: bool

    @property
    def is_in_all(self) -> bool:
        return all(cell is not None for cell, _book in self.pairs)


def compare(books: Sequence[Book]) -> list[Row]:
    """Every point of the books: first what they say differently, then what not all of them say, then what is the same;
    each by group and in the order of the text."""
    keys = dict.fromkeys(point.key for book in reversed(books) for point in book.points)
    rows = [_row(books, key) for key in keys]
    order = {group: place for place, group in enumerate(GROUPS)}
    return sorted(rows, key=lambda row: (not row.differs, not row.is_in_all, order[row.group]))


def _row(books: Sequence[Book], key: str) -> Row:
    points = [(book, book.point(key)) for book in books]
    first = next(point for _book, point in reversed(points) if point is not None)
    said = {_meaning(point) for _book, point in points}
    pairs = tuple((told(book, point) if point else None, book) for book, point in points)
    return Row(first.label, first.group, pairs, differs=len(said) > 1)


def _meaning(point: Point | None) -> tuple[object, ...]:
    """What makes two points say different things; the paper they stand on does not."""
    if point is None:
        return ()
    return (point.value, point.comparator, point.fact, frozenset(point.subjects), point.is_settled, point.effect)
