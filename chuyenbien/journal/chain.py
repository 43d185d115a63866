"""How links are made and checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from chuyenbien.core import clock

from . import heads
from .models import Event, EventPayload, EventSubject

GENESIS = "0" * 64
_LOCK = 0x43_48_42_4A  # "CHBJ"
_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """An event before it is a link."""

    type: str
    at: dt.datetime
    actor_id: int | None
    person_id: int | None
    entered_by_id: int | None
    unit_id: int | None
    basis_id: int | None
    command_id: str
    subjects: list[tuple[str, int]]
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold, and what is wrong there."""

    seq: int
    what: str


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def append(entries: Sequence[Entry]) -> None:
    """Chain the entries at the end. Must run inside the act's transaction, as its last step.

    One lock until commit makes commit order sequence order: on PostgreSQL an advisory lock, on SQLite the write lock
    that the transaction holds since its beginning.
    """
    if not entries:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Event.objects.order_by("-seq").values_list("seq", "digest").first()
    seq, previous = last or (0, GENESIS)
    recorded_at = clock.real_now()
    events, payloads, subjects = [], [], []
    for entry in entries:
        seq += 1
        salt, data = secrets.token_hex(16), _canonical(entry.payload)
        body = _canonical(
            {
                "seq": seq,
                "type": entry.type,
                "at": _utc(entry.at),
                "recorded_at": _utc(recorded_at),
                "actor": entry.actor_id,
                "person": entry.person_id,
                "entered_by": entry.entered_by_id,
                "unit": entry.unit_id,
                "basis": entry.basis_id,
                "command": entry.command_id,
                "subjects": entry.subjects,
                "payload": _sha(salt + data),
            }
        )
        digest = _sha(previous + body)
        events.append(
            Event(
                seq=seq,
                type=entry.type,
                at=entry.at,
                recorded_at=recorded_at,
                actor_id=entry.actor_id,
                person_id=entry.person_id,
                entered_by_id=entry.entered_by_id,
                unit_id=entry.unit_id,
                body=body,
                previous=previous,
                digest=digest,
            )
        )
        payloads.append(EventPayload(seq=seq, salt=salt, data=data))
        subjects += [EventSubject(seq=seq, kind=kind, subject_id=pk) for kind, pk in dict.fromkeys(entry.subjects)]
        previous = digest
    Event.objects.bulk_create(events)
    EventPayload.objects.bulk_create(payloads)
    EventSubject.objects.bulk_create(subjects)
    transaction.on_commit(lambda: heads.note(seq, previous))


def breaks() -> Iterator[Break]:
    """Every place where the stored chain does not hold, in order; empty when it is whole."""
    expected, previous = 1, GENESIS
    redacted = set(_redacted())
    while True:
        page = list(Event.objects.filter(seq__gte=expected).order_by("seq")[:_PAGE])
        if not page:
            break
        payloads = EventPayload.objects.in_bulk([event.seq for event in page])
        for event in page:
            if event.seq != expected:
                yield Break(expected, "missing")
                expected, previous = event.seq, event.previous
            wrong = _wrong(event, previous, payloads.get(event.seq), event.seq in redacted)
            if wrong:
                yield Break(event.seq, wrong)
            expected, previous = event.seq + 1, event.digest
    head = heads.last()
    if head and head.seq >= expected:
        yield Break(expected, "cut tail")
    elif head and Event.objects.filter(seq=head.seq).exclude(digest=head.digest).exists():
        yield Break(head.seq, "differs from the exported head")


def _redacted() -> list[int]:
    from .models import Redaction

    return list(Redaction.objects.filter(done_at__isnull=False).values_list("seq", flat=True))


def _wrong(event: Event, previous: str, payload: EventPayload | None, redacted: bool) -> str:
    if event.previous != previous:
        return "does not follow the link before it"
    if event.digest != _sha(event.previous + event.body):
        return "body differs from its digest"
    sealed = json.loads(event.body)
    columns = {
        "seq": event.seq,
        "type": event.type,
        "at": _utc(event.at),
        "recorded_at": _utc(event.recorded_at),
        "actor": event.actor_id,
        "person": event.person_id,
        "entered_by": event.entered_by_id,
        "unit": event.unit_id,
    }
    if any(sealed[name] != value for name, value in columns.items()):
        return "columns differ from the sealed body"
    if payload is None:
        return "payload is missing"
    if payload.data == "" and payload.salt == "":
        return "" if redacted else "payload was emptied without a recorded redaction"
    return "" if _sha(payload.salt + payload.data) == sealed["payload"] else "payload differs from its digest"
