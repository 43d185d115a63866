"""What an own rating or an appraisal is asked for: points by criterion as far as the pack names them, or levels.

Pure. The pack names the criteria of each group and the most points of the group; it gives no most of a single one, so
none is made up: each lies within its group, and so does their sum. Where the list is unconfirmed and nobody has decided
on it, it may be used or left; then the total alone is asked. 335 (NĐ 335/2025/NĐ-CP): the points of results are the
most points of the group times the mean of shares in percent, (a + b + c)/3, of leaders (a + b + c + d + đ + e)/6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import Entry, Point

from .enums import SubjectKind

GENERAL, RESULTS = "general", "results"
TOTAL, SUM, MEAN = "total", "sum", "mean"
"""How a group comes to its points: given as one number, the sum of its parts, the mean of shares in percent."""

SHARES = ("quantity", "quality", "progress", "leading")
LEADING_SHARES = 3
"""``leading`` stands for three results of leadership: d, đ, e."""

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion. ``most`` is in points, of a share in percent; None where the pack gives no most of the group."""

    key: str
    label: str
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """The general criteria or the results. ``point`` is the list of the pack the parts come from."""

    name: str
    how: str
    most: Decimal | None
    point: Point | None
    parts: tuple[Part, ...]

    @property
    def is_required(self) -> bool:
        """Whether every part is asked: the text confirms the list, or it was decided."""
        return bool(self.parts) and self.point is not None and self.point.is_settled

    def points(self, given: Mapping[str, Decimal]) -> Decimal:
        """What the parts come to, in points to two places."""
        total = sum(given.values(), Decimal(0))
        if self.how == MEAN:
            total = (self.most or Decimal(0)) * total / len(self.parts) / HUNDRED
        return total.quantize(CENT, ROUND_HALF_UP)


def groups(book: Book, kind: str) -> tuple[Group, ...]:
    """Both groups of points for a kind of subject; none where the pack rates by levels of criteria."""
    if book.scale != "points":
        return ()
    return _group(book, GENERAL, _general(book, kind)), _group(book, RESULTS, _results(book, kind))


def criteria(book: Book, kind: str) -> tuple[Entry, ...]:
    """The criteria a subject is rated by where levels are given, in the order of the text."""
    point = book.point("results_parts" if kind == SubjectKind.COLLECTIVE else "general_criteria")
    return point.entries if point is not None else ()


def _general(book: Book, kind: str) -> Point | None:
    """The list speaks of persons; of a collective the text was not found to name the criteria."""
    return None if kind == SubjectKind.COLLECTIVE else book.point("general_criteria")


def _results(book: Book, kind: str) -> Point | None:
    point = book.point("results_parts")
    if kind == SubjectKind.LEADER:
        point = book.point("results_parts_leader") or point
    of_shares = point is not None and _of_shares(point)
    return None if of_shares and kind == SubjectKind.COLLECTIVE else point


def _of_shares(point: Point) -> bool:
    return all(one.key in SHARES for one in point.entries)


def _group(book: Book, name: str, point: Point | None) -> Group:
    value = book.value(f"{name}_points")
    most = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    if point is None or not point.entries:
        return Group(name, TOTAL, most, None, ())
    chosen = point.value if isinstance(point.value, tuple) else tuple(one.key for one in point.entries)
    entries = [one for one in point.entries if one.key in chosen]
    if not _of_shares(point):
        return Group(name, SUM, most, point, tuple(Part(one.key, one.label, most) for one in entries))
    parts: list[Part] = []
    for one in entries:
        many = LEADING_SHARES if one.key == "leading" else 1
        for number in range(1, many + 1):
            ending = f"_{number}" if many > 1 else ""
            label = f"{one.label} ({number}/{many})" if many > 1 else one.label
            parts.append(Part(one.key + ending, label, HUNDRED))
    return Group(name, MEAN, most, point, tuple(parts))
