"""The tick: which steps fall on a day. Everything is written once by its key, so that it may be done again any time.

Calendar arithmetic is done once for each step and day; the matters are then found by their dates through an index.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.core.working_days import WorkingDays
from chuyenbien.orgs.queries import working_days

from .. import cases
from ..cases import CHUNK, Case
from ..enums import Matter
from ..falling import dues_falling_on, each_day
from ..models import Ladder, LadderClock, LadderStep, TakenStep
from ..resolving import Resolver, takes_steps_on
from .delivering import deliver

LOOK_BACK = dt.timedelta(days=30)
"""How far back days are looked at again when the holidays or the ladders have changed: a step that a new holiday
moves to a day gone by would otherwise be lost. What has been taken stays as it was."""

T = TypeVar("T")


def climb(now: dt.datetime) -> int:
    """Take the steps of every working day since the last time, then carry them out. Returns how many were told.

    On a day that nobody works nothing is told; the next working day catches up. After a clock that ran ahead, nothing
    is taken twice, and the days are taken again from :data:`LOOK_BACK` before the true one.
    """
    today, calendar = clock.local_date(now), working_days()
    if not calendar.is_working(today):
        return 0
    resolvers = {matter.value: Resolver.read(matter) for matter in Matter}
    present = digest(calendar, resolvers.values())
    state = LadderClock.the()
    first = _first_day(state, today, present)
    LadderClock.objects.filter(pk=state.pk, last_day__gt=today).update(last_day=first - dt.timedelta(days=1))
    for day in each_day(first, today):
        if calendar.is_working(day):
            take_day(day, calendar, resolvers)
            LadderClock.objects.filter(Q(last_day=None) | Q(last_day__lt=day), pk=state.pk).update(last_day=day)
    if state.digest != present:
        LadderClock.objects.filter(pk=state.pk).update(digest=present)
    return deliver(today)


def take_day(day: dt.date, calendar: WorkingDays, resolvers: dict[str, Resolver]) -> int:
    """Write down every step that falls on a day; those already taken are left alone. Returns how many were written."""
    total = 0
    for matter, resolver in resolvers.items():
        wanted = _dues(day, calendar, resolver)
        found = _taken(cases.due_on(matter, wanted), wanted, day, resolver) if wanted else iter(())
        for chunk in chunks(found, CHUNK):
            with transaction.atomic():
                TakenStep.objects.bulk_create(chunk, ignore_conflicts=True)
            total += len(chunk)
    return total


def digest(calendar: WorkingDays, resolvers: Iterable[Resolver]) -> str:
    """What the days of the steps depend on, beside the matters themselves."""
    versions: list[Ladder] = [one for resolver in resolvers for rows in resolver.versions.values() for one in rows]
    told = [
        *sorted(map(str, calendar.off)),
        *sorted(f"+{day}" for day in calendar.worked),
        *sorted(f"{one.pk} {one.valid_from} {one.valid_until} {one.stopped_from}" for one in versions),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _first_day(state: LadderClock, today: dt.date, present: str) -> dt.date:
    if state.last_day is None:
        return today
    if state.digest != present or state.last_day > today:
        return min(state.last_day, today) - LOOK_BACK
    return state.last_day + dt.timedelta(days=1)


def _dues(day: dt.date, calendar: WorkingDays, resolver: Resolver) -> dict[dt.date, list[LadderStep]]:
    """By date the steps that fall on ``day`` for it; of versions that are at work that day."""
    working = {one.pk for rows in resolver.versions.values() for one in rows if takes_steps_on(one, day)}
    by_offset: dict[int, list[LadderStep]] = defaultdict(list)
    for step in resolver.steps():
        if step.ladder_id in working:
            by_offset[step.offset].append(step)
    wanted: dict[dt.date, list[LadderStep]] = defaultdict(list)
    for offset, steps in by_offset.items():
        for due in dues_falling_on(day, offset, calendar):
            wanted[due] += steps
    return dict(wanted)


def _taken(
    found: Iterable[Case], wanted: dict[dt.date, list[LadderStep]], day: dt.date, resolver: Resolver
) -> Iterator[TakenStep]:
    """A step is a case's own only by the version the case keeps to, and only after the day the case began."""
    for one in found:
        ladder = resolver.ladder_of(one.unit, one.begun, day) if one.begun < day else None
        for step in wanted[one.due] if ladder is not None else ():
            if ladder is not None and step.ladder_id == ladder.pk:
                yield TakenStep(
                    step=step,
                    action_id=one.action,
                    request_id=one.request,
                    form=step.form,
                    due_on=one.due,
                    falls_on=day,
                )


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    listed = iter(rows)
    while part := list(islice(listed, size)):
        yield part
