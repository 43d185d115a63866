"""Reading the journal: what happened to a subject, in order, told in the reader's language."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from .models import Event, EventPayload, EventSubject
from .sentences import names_of, sentence_of

Sight = Callable[[Any, list[Event]], set[int]]

_sight: list[Sight] = []
_AHEAD = 4
"""How many times more entries are looked at than shown, since some are not for the reader."""


def register_sight(hidden: Sight) -> None:
    """Give the journal a way to ask which of some entries are not for a reader; the organisation room does."""
    _sight[:] = [hidden]


def main_subject(event: Event) -> tuple[str, int]:
    """The thing an entry is about first of all, as it is sealed: its kind and number. The others were touched by it."""
    kind, pk = json.loads(event.body)["subjects"][0]
    return str(kind), int(pk)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a timeline. ``on_behalf_name`` is set when somebody typed it for ``actor_name``'s sake."""

    seq: int
    type: str
    at: dt.datetime
    recorded_at: dt.datetime
    actor_name: str
    on_behalf_name: str
    sentence: str
    because: str
    redacted: bool
    url: str = ""


def told(events: Iterable[Event]) -> list[TimelineEntry]:
    """Events as lines: two more queries, whatever their number."""
    rows = list(events)
    payloads = EventPayload.objects.in_bulk([event.seq for event in rows])
    persons = {p for event in rows for p in (event.person_id, event.entered_by_id) if p is not None}
    names = names_of(persons)
    lines = []
    for event in rows:
        payload = payloads.get(event.seq)
        redacted = payload is None or payload.data == ""
        data = None if payload is None or redacted else json.loads(payload.data)
        entered_by = names.get(event.entered_by_id, "") if event.entered_by_id else ""
        lines.append(
            TimelineEntry(
                seq=event.seq,
                type=event.type,
                at=event.at,
                recorded_at=event.recorded_at,
                actor_name=names.get(event.person_id, "") if event.person_id else "",
                on_behalf_name=entered_by,
                sentence=sentence_of(event.type, data),
                because=str((data or {}).get("because", "")),
                redacted=redacted,
            )
        )
    return lines


def timeline(*subjects: models.Model, reader: Any = None, limit: int = 50) -> list[TimelineEntry]:
    """The latest events about any of the subjects, newest first.

    For a ``reader`` (their standing) those about something else that they may not see are left out: a draft touches
    what it is drafted for, and is nobody's business yet.
    """
    wanted = models.Q()
    for subject in subjects:
        wanted |= models.Q(kind=subject._meta.label_lower, subject_id=subject.pk)
    many = limit if reader is None else limit * _AHEAD
    seqs = EventSubject.objects.filter(wanted).order_by("-seq").values_list("seq", flat=True).distinct()[:many]
    events = list(Event.objects.filter(seq__in=list(seqs)).order_by("-seq"))
    if reader is not None:
        here = {(subject._meta.label_lower, subject.pk) for subject in subjects}
        elsewhere = [event for event in events if main_subject(event) not in here]
        hidden = {seq for ask in _sight for seq in ask(reader, elsewhere)}
        events = [event for event in events if event.seq not in hidden]
    return told(events[:limit])
