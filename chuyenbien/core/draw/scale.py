"""Round numbers for an axis, and places on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A vertical axis from ``low`` to ``high`` over ``top``–``bottom`` pixels, with round ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    top: int
    bottom: int

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    @property
    def places(self) -> int:
        """Decimals the ticks need."""
        step = self.ticks[1] - self.ticks[0]
        return max(0, min(4, -math.floor(math.log10(step) + 1e-9)))


def fit(values: Sequence[float], *, top: int, bottom: int, wanted: int = 4) -> Scale:
    """An axis that holds the values. It begins at zero unless that would flatten the change."""
    least, most = min(values), max(values)
    if least >= 0 and least <= 0.6 * most:
        least = 0.0
    if most == least:
        least, most = (least - 1, most + 1) if least else (0.0, 1.0)
    rough = (most - least) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough - 1e-12)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    ticks = tuple(round(step * n, 10) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, top, bottom)
