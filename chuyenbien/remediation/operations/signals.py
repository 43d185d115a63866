"""What is kept for those who prepare the next review. Written many at a time, part of the act that calls it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..models import KeptSignal


def keep_signals(rows: Iterable[tuple[int, dt.date]], *, on: dt.date) -> None:
    """Keep for each action (by id) with the date it missed that it is to be looked at. Once for each date."""
    found = [KeptSignal(action_id=action, due_on=due, kept_on=on) for action, due in rows]
    KeptSignal.objects.bulk_create(found, ignore_conflicts=True)
