"""Deputies: for the days of an absence somebody else is told as well, and no longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from .models import Absence, Notice
from .operations.telling import insert
from .queries import acknowledged


def tell_deputies(now: dt.datetime) -> int:
    """Tell today's deputies what waits for those who are away; take back what rested on an absence that is over."""
    day = timezone.localtime(now).date()
    running = Q(first_on__lte=day, last_on__gte=day, ended_at=None)
    over = Absence.objects.exclude(running).filter(first_on__lte=day)
    Notice.objects.filter(absence__in=over, withdrawn_at=None).update(withdrawn_at=now, because="absence over")
    told = 0
    for absence in Absence.objects.filter(running).order_by("pk").iterator(chunk_size=500):
        told += sum(insert(chunk) for chunk in _in_their_place(absence, day, now))
    return told


def _in_their_place(absence: Absence, day: dt.date, now: dt.datetime) -> Iterator[list[Notice]]:
    """Copies for the deputy of what waits; whoever deputises is not deputised for."""
    waiting = Notice.objects.filter(person_id=absence.person_id, withdrawn_at=None, absence=None, on__lte=day)
    waiting = waiting.exclude(acknowledged(on=now)).order_by("pk")
    last = 0
    while chunk := list(waiting.filter(pk__gt=last)[:1000]):
        last = chunk[-1].pk
        for one in chunk:
            one.key = f"deputy:{absence.pk}:{one.pk}"
            one.pk, one.person_id, one.absence = None, absence.deputy_id, absence
            one.on, one.snoozed_until, one.acknowledged_at, one.delivery = day, None, None, None
            one._state.adding = True
        yield chunk
