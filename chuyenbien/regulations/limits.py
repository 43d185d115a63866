"""Limits beside the levels: the share of *excellent*, the head and the own unit, the difference that is explained.

Pure, like the engine. Where two readings are in use, both are worked out and the one that was decided is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .book import Book
from .engine import FAILED, MET, NEEDS_DECISION, UNKNOWN_STATE, Check
from .facts import Fact, Points
from .points import Point, rank
from .vocabulary import LEVELS

DENOMINATORS = ("good", "good_or_better")
ROUNDINGS = ("floor", "half_up")

Given = Points | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of similar posts: how many would be *good*, how many *excellent*. ``is_raised``: decided outstanding."""

    good: int
    excellent: int
    is_raised: bool = False

    def __post_init__(self) -> None:
        if self.good < 0 or self.excellent < 0:
            raise ValueError("a group has no fewer than nobody")


@dataclass(frozen=True, slots=True)
class QuotaReading:
    """One way to read the rule, with its arithmetic: ``percent`` of ``base``, rounded, is ``cap``."""

    denominator: str
    rounding: str
    percent: Decimal
    base: int
    exact: Fraction
    cap: int
    over: int
    is_chosen: bool
    """Whether the book's values (of the text, decided or by default) name this reading."""


@dataclass(frozen=True, slots=True)
class QuotaResult:
    """``readings`` is empty where the regulation gives no share."""

    point: Point | None
    readings: tuple[QuotaReading, ...]
    is_settled: bool
    """Whether denominator and rounding are confirmed or decided, so that one reading counts."""

    @property
    def chosen(self) -> QuotaReading | None:
        found = [one for one in self.readings if one.is_chosen]
        return found[0] if len(found) == 1 else None

    @property
    def exceeds(self) -> bool:
        """Whether any reading that may count is exceeded; once one is settled, only that one."""
        counted = [one for one in self.readings if one.is_chosen] if self.is_settled else self.readings
        return any(one.over for one in counted)


def quota(book: Book, group: Group) -> QuotaResult:
    """The share of *excellent* in a group, by every reading of denominator and rounding."""
    point = book.point("quota_percent")
    if group.is_raised and book.value("quota_raised_percent") is not None:
        point = book.point("quota_raised_percent")
    if point is None or not isinstance(point.value, int | Decimal):
        return QuotaResult(point, (), is_settled=False)
    base_of, rounding_of = book.point("quota_denominator"), book.point("quota_rounding")
    readings = tuple(
        _reading(
            group, Decimal(point.value), denominator, rounding, _named(base_of, denominator, rounding_of, rounding)
        )
        for denominator in DENOMINATORS
        for rounding in ROUNDINGS
    )
    return QuotaResult(point, readings, is_settled=_settled(base_of) and _settled(rounding_of))


def _reading(group: Group, percent: Decimal, denominator: str, rounding: str, is_chosen: bool) -> QuotaReading:
    base = group.good + (group.excellent if denominator == "good_or_better" else 0)
    exact = Fraction(percent) * base / 100
    cap = int(exact + Fraction(1, 2)) if rounding == "half_up" else int(exact)
    return QuotaReading(denominator, rounding, percent, base, exact, cap, max(0, group.excellent - cap), is_chosen)


def _named(base_of: Point | None, denominator: str, rounding_of: Point | None, rounding: str) -> bool:
    """Whether the book names this reading; where it names none, no reading is chosen."""
    pairs = ((base_of, denominator), (rounding_of, rounding))
    return all(point is not None and point.value == value for point, value in pairs)


def _settled(point: Point | None) -> bool:
    return point is not None and point.value is not None and point.is_settled


def head_not_above_unit(book: Book, head: str | None, unit: str | None) -> Check | None:
    """Whether a head is rated above the own unit. None where the regulation does not say so."""
    point = book.point("head_not_above_unit")
    if point is None or point.value in (None, "no"):
        return None
    fact = Fact(unit)
    if head not in LEVELS or unit not in LEVELS:
        return Check(point, fact, UNKNOWN_STATE, "fact_unknown")
    if rank(str(head)) <= rank(str(unit)):
        return Check(point, fact, MET)
    return Check(point, fact, FAILED) if point.is_settled else Check(point, fact, NEEDS_DECISION, "unconfirmed")


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two ratings of one subject lie apart. ``needed`` None: the limit or a number is not known."""

    point: Point | None
    points: Decimal | None
    needed: bool | None


def needs_explanation(book: Book, own: Given, other: Given) -> Difference:
    """Whether own and appraised points differ so far that it is explained in writing."""
    point = book.point("explanation_limit")
    first, second = _total(own), _total(other)
    apart = abs(first - second) if first is not None and second is not None else None
    if point is None or not isinstance(point.value, int | Decimal) or apart is None:
        return Difference(point, apart, None)
    return Difference(point, apart, apart >= point.value)


def beyond_maximum(book: Book, points: Points) -> list[Point]:
    """The maxima (general, results) that the points given lie beyond."""
    asked = ((points.general, book.point("general_points")), (points.results, book.point("results_points")))
    return [
        point
        for given, point in asked
        if given is not None and point is not None and isinstance(point.value, int | Decimal) and given > point.value
    ]


def _total(points: Given) -> Decimal | None:
    if isinstance(points, Points):
        return points.total
    return None if points is None else Decimal(points)
