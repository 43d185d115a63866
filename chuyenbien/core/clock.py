"""The time of the work, and the time of the world.

A demo lives on a story day (``CHUYENBIEN_TODAY``); everything the office does is dated by it. Sign-in, sessions and
``recorded_at`` in the journal use real time, so that nothing about security depends on a story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("told_time", default=None)


def real_now() -> dt.datetime:
    """The world's time, aware, UTC."""
    return dt.datetime.now(dt.UTC)


def now() -> dt.datetime:
    """The time of the work, aware: told by :func:`at`, else the story day at the present hour, else real."""
    told = _told.get()
    if told is not None:
        return told
    story: dt.date | None = settings.STORY_TODAY
    if story is None:
        return real_now()
    local = timezone.localtime(real_now())
    return dt.datetime.combine(story, local.timetz())


def today() -> dt.date:
    """The date of the work in the office's time zone (Asia/Ho_Chi_Minh)."""
    return timezone.localtime(now()).date()


def local_date(moment: dt.datetime) -> dt.date:
    """The office's date of an aware moment."""
    return timezone.localtime(moment).date()


def moment_of(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """An aware moment on a day in the office's time zone."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone())


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[dt.datetime]:
    """Tell the time of the work inside the block; used by the story and by tests."""
    told = moment if isinstance(moment, dt.datetime) else moment_of(moment)
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)
