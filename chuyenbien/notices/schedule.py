"""The schedule: what higher rooms want done regularly, and the tick that does it.

A work is called with the present moment. It may be called late, after a gap of days, twice for the same moment or by
two workers at once; whatever it tells must be idempotent by its keys.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.utils import InterfaceError, OperationalError

from chuyenbien import journal
from chuyenbien.core import clock

from .models import Turn

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)
"""A work that takes longer may be begun by another worker too, which its keys make harmless."""

Work = Callable[[dt.datetime], "int | None"]
"""Gets the moment of the tick, aware; may answer how many notices it made."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    name: str
    work: Work
    every: dt.timedelta
    order: int


_scheduled: dict[str, Scheduled] = {}


def register(name: str, work: Work, *, every: dt.timedelta = dt.timedelta(minutes=5), order: int = 50) -> None:
    """Call ``work(now)`` at each tick, at most once in ``every`` (working time), lower ``order`` first."""
    _scheduled[name] = Scheduled(name, work, every, order)


def scheduled() -> list[Scheduled]:
    """In the order in which a tick does them."""
    return sorted(_scheduled.values(), key=lambda one: (one.order, one.name))


def tick(now: dt.datetime | None = None) -> int:
    """Do what is due of the schedule; returns how many works ran. Several workers may tick at once.

    Each work runs under a lease of its own. One that fails is noted and comes again at the next tick; the others run
    all the same. Only a database that is away ends the tick.
    """
    moment = now or clock.now()
    return sum(_run(one, moment) for one in scheduled())


def _run(one: Scheduled, now: dt.datetime) -> bool:
    turn = _take(one, now)
    if turn is None:
        return False
    told, error = 0, ""
    try:
        told = one.work(now) or 0
    except (OperationalError, InterfaceError):
        raise
    except Exception as failure:
        log.exception("the scheduled work %s failed", one.name)
        error = f"{type(failure).__name__}: {failure}"[:250]
    facts: dict[str, Any] = {"lease_until": None, "last_error": error}
    if not error:
        facts |= {"ran_at": now, "told": told}
    with journal.recording(by=None):
        Turn.objects.filter(pk=turn.pk).update(**facts)
        if told:
            journal.record("notices.told", turn, by=None, data={"name": one.name, "count": told}, at=now)
    return not error


def _take(one: Scheduled, now: dt.datetime) -> Turn | None:
    """The work's row if it is due and nobody is at it. A clock that was put back makes it due."""
    real = clock.real_now()
    turn, _made = Turn.objects.get_or_create(name=one.name)
    if turn.ran_at is not None and turn.ran_at <= now < turn.ran_at + one.every:
        return None
    free = Q(lease_until=None) | Q(lease_until__lt=real)
    mine = Turn.objects.filter(free, pk=turn.pk, ran_at=turn.ran_at)
    return turn if mine.update(lease_until=real + LEASE) else None
