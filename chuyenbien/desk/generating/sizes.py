"""How much is made, and in which proportions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows of each kind; met exactly."""

    units: int = 3300
    findings: int = 20_000
    actions: int = 100_000
    progress: int = 300_000
    members: int = 0
    """People on the staff of the units beside those who do the work; each unit gets its share."""

    @property
    def bodies(self) -> int:
        """Bodies directly under the board; the other units stand below them."""
        return max(6, min(150, self.units // 22))

    @property
    def delegations(self) -> int:
        return min(9, max(2, self.bodies // 12))

    @property
    def directives(self) -> int:
        return max(3, self.actions // 2500)

    @property
    def tasks(self) -> int:
        """Tasks that directives assign; a part of the actions carries them out."""
        return max(10, self.actions // 50)


SMALL = Sizes(units=140, findings=300, actions=1500, progress=4500)
"""Everything that occurs, in seconds."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The day everything is told for; all other days follow from it."""

    today: dt.date

    @property
    def founded(self) -> dt.date:
        """Every unit exists and every role is held since this day."""
        return dt.date(self.today.year - 4, 1, 1)

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        return dt.date(self.today.year - 1, 1, 1), dt.date(self.today.year - 1, 12, 31)

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)


def spread(dice: Random, total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """Numbers that add up to ``total``, one for each weight, by chance in proportion; each at least ``least``."""
    rest = total - least * len(weights)
    if rest < 0:
        raise ValueError(f"{total} is too little for {len(weights)} times {least}")
    drawn = Counter(dice.choices(range(len(weights)), weights, k=rest))
    return [least + drawn[place] for place in range(len(weights))]


def shares(dice: Random, total: int, parts: dict[T, float]) -> list[T]:
    """Names in proportion, exactly ``total`` of them, every name with a share at least once, shuffled."""
    whole = sum(parts.values())
    drawn: list[T] = []
    for name, part in parts.items():
        drawn += [name] * max(1, int(total * part / whole))
    first = next(iter(parts))
    drawn = drawn[:total] + [first] * (total - len(drawn))
    dice.shuffle(drawn)
    return drawn
