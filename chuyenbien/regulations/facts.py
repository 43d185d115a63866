"""What is known of a subject, as the engine takes it. Unknown is not a number: a fact without a value is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .points import Point
from .vocabulary import CRITERIA, LEVELS

_SCALES = {"level": LEVELS, "criterion": CRITERIA}


@dataclass(frozen=True, slots=True)
class Fact:
    """``value`` None is unknown. A share may come as its two numbers; then they are compared, not the rounded share."""

    value: int | Decimal | bool | str | None = None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""

    @property
    def of_nothing(self) -> bool:
        """A share of nothing: there was no task, no earlier limitation."""
        return self.denominator == 0

    @property
    def is_known(self) -> bool:
        if self.of_nothing:
            return False
        return self.value is not None or (self.numerator is not None and self.denominator is not None)

    @property
    def exact(self) -> Fraction | None:
        """The number, exact; a share as percent."""
        if self.numerator is not None and self.denominator:
            return Fraction(self.numerator * 100, self.denominator)
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            return None
        return Fraction(self.value)


Facts = Mapping[str, Fact]

UNKNOWN = Fact()


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is rated. ``kind`` is one of ``vocabulary.SUBJECTS`` but ``head``, which is a leader who heads a unit."""

    kind: str
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Points on the scale of 100. What was not given makes the sum unknown."""

    general: Decimal | int | None = None
    results: Decimal | int | None = None

    @property
    def total(self) -> Decimal | None:
        if self.general is None or self.results is None:
            return None
        return Decimal(self.general) + Decimal(self.results)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Levels of the single criteria (132, 124); None is a criterion not assessed."""

    results: tuple[str | None, ...] = ()
    others: tuple[str | None, ...] = ()

    def facts(self) -> dict[str, Fact]:
        return {"lowest_result_criterion": _lowest(self.results), "lowest_other_criterion": _lowest(self.others)}


Marks = Points | Criteria | Decimal | int | None


def holds(point: Point, fact: Fact) -> bool:
    """Whether a known fact is as the point's comparator and value say; ``TypeError`` on a fact of another kind."""
    wanted = point.value
    if point.unit == "yes_no":
        if not isinstance(fact.value, bool):
            raise TypeError(f"{point.fact} is yes or no, not {fact.value!r}")
        return fact.value == wanted
    if point.unit in _SCALES:
        scale = _SCALES[point.unit]
        if fact.value not in scale:
            raise TypeError(f"{point.fact} is one of {scale}, not {fact.value!r}")
        return _compare(-scale.index(str(fact.value)), point.comparator, -scale.index(str(wanted)))
    exact = fact.exact
    if exact is None or isinstance(wanted, bool) or not isinstance(wanted, int | Decimal):
        raise TypeError(f"{point.fact} is a number, not {fact.value!r}")
    return _compare(exact, point.comparator, Fraction(wanted))


def _compare(left: Fraction | int, comparator: str, right: Fraction | int) -> bool:
    return {
        ">=": left >= right,
        "<=": left <= right,
        ">": left > right,
        "<": left < right,
        "==": left == right,
    }[comparator]


def _lowest(levels: tuple[str | None, ...]) -> Fact:
    if not levels or any(one is None for one in levels):
        return UNKNOWN
    return Fact(max((str(one) for one in levels), key=CRITERIA.index))
