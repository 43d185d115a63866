"""One thing that waits for somebody, as the first pages list it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from chuyenbien.core import clock

SHOWN = 12


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. ``title`` and ``about`` are users' text, ``what`` is in the reader's language."""

    what: str
    title: str
    about: str
    since: dt.date | None
    url: str
    is_illustrative: bool = False

    @property
    def days(self) -> int | None:
        """Days it has waited."""
        return (clock.today() - self.since).days if self.since else None
