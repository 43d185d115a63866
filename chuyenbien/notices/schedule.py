"""The schedule: what higher rooms want done regularly, and the tick that does it.

A work is called with the present moment. It may be called late, after a gap of days, twice for the same moment or by
two workers at once; whatever it tells must be idempotent by its keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[dt.datetime], "int | None"]
"""Gets the moment of the tick, aware; may answer how many notices it made."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    name: str
    work: Work
    every: dt.timedelta


_scheduled: dict[str, Scheduled] = {}


def register(name: str, work: Work, *, every: dt.timedelta = dt.timedelta(minutes=5)) -> None:
    """Call ``work(now)`` at each tick, at most once in ``every`` (working time)."""
    _scheduled[name] = Scheduled(name, work, every)


def scheduled() -> list[Scheduled]:
    """In order of their names."""
    return [_scheduled[name] for name in sorted(_scheduled)]
