"""Due dates for calendars. Higher rooms say which they know; the calendar shows codes and dates only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person, Unit

from . import calendar, rules
from .models import Feed

BEFORE, AHEAD = dt.timedelta(days=90), dt.timedelta(days=400)
MOST = 2000


@dataclass(frozen=True, slots=True)
class DueDate:
    """A matter that is due on a day. ``code`` is its neutral code; code-only matters are never given."""

    code: str
    on: dt.date


Source = Callable[["Person | Unit", dt.date, dt.date], Iterable[DueDate]]
"""Gets whose calendar it is, the first and the last day."""

_sources: list[Source] = []


def register(source: Source) -> None:
    """Let a room add its due dates to the calendars."""
    if source not in _sources:
        _sources.append(source)


def due_dates(owner: Person | Unit, first: dt.date, last: dt.date) -> Iterator[DueDate]:
    """What every room knows to be due for the owner within the days, each once."""
    seen: set[DueDate] = set()
    for source in _sources:
        for one in source(owner, first, last):
            if one not in seen:
                seen.add(one)
                yield one


def may_be_read(feed: Feed) -> bool:
    """A calendar lives as long as whoever made it may sign in and, for a unit's, may still make one."""
    maker = feed.made_by
    if feed.revoked_at or not maker.is_active or maker.user is None or not maker.user.is_active:
        return False
    return feed.unit is None or bool(rules.may_make_unit_feed(Standing.of(maker), feed.unit))


def written(feed: Feed) -> str:
    """The calendar as a file, in the language of whoever made it."""
    today = clock.today()
    owner = feed.person or feed.unit
    assert owner is not None  # noqa: S101 - the table holds one of both
    dates = sorted(due_dates(owner, today - BEFORE, today + AHEAD), key=lambda one: (one.on, one.code))
    preference = getattr(feed.made_by, "notice_preference", None)
    user = feed.made_by.user
    language = (preference.language if preference else "") or (user.language if user else settings.LANGUAGE_CODE)
    host = settings.PUBLIC_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    with translation.override(language):
        events = [
            calendar.Event(
                uid=f"{one.code}@{host}",
                on=one.on,
                summary=f"{_('Something is due')}: {one.code}",
                url=settings.PUBLIC_ADDRESS + reverse("notices:matter", args=[one.code]),
            )
            for one in dates[:MOST]
        ]
        return calendar.write(_("What is due"), events, stamp=clock.now())
