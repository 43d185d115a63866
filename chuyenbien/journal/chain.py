"""How links are made and checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock

from . import heads
from .models import Event, EventPayload, EventSubject

GENESIS = "0" * 64
_LOCK = 0x43_48_42_4A  # "CHBJ"
_PAGE = 2000
EMPTYING_TYPES = ("journal.redacted", "journal.emptied")
"""The events that name, as their subjects, entries whose content they emptied."""


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


class Fault(models.TextChoices):
    """What can be wrong with a link, in words for the one who has to look into it."""

    MISSING = "missing", _("this entry is missing")
    ORDER = "order", _("this entry does not follow the one before it")
    BODY = "body", _("the sealed text of this entry was changed")
    COLUMNS = "columns", _("the columns of this entry differ from its sealed text")
    SUBJECTS = "subjects", _("the subjects of this entry differ from its sealed text")
    NO_PAYLOAD = "no_payload", _("the content of this entry is missing")
    PAYLOAD = "payload", _("the content of this entry was changed")
    EMPTIED = "emptied", _("the content of this entry was emptied without a recorded redaction")
    CUT = "cut", _("the end of the journal was cut off: this entry and those after it are missing")
    HEAD = "head", _("this entry is not the one of the exported head: the journal was rewritten")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold, and what is wrong there."""

    seq: int
    what: Fault


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


def breaks(*, against: Sequence[heads.Head] = ()) -> Iterator[Break]:
    """Every place where the stored chain does not hold, in order; empty when it is whole.

    The end is compared with the head kept beside the database and with others that were exported, else a cut tail
    would not show.
    """
    expected, previous = 1, GENESIS
    redacted = _redacted()
    while page := list(Event.objects.filter(seq__gte=expected).order_by("seq")[:_PAGE]):
        seqs = [event.seq for event in page]
        payloads = EventPayload.objects.in_bulk(seqs)
        subjects = _subjects(seqs[0], seqs[-1])
        for event in page:
            if event.seq != expected:
                yield Break(expected, Fault.MISSING)
            follows = event.previous == previous if event.seq == expected else True
            fault = Fault.ORDER if not follows else _fault(event, subjects[event.seq])
            fault = fault or _payload_fault(event, payloads.get(event.seq), event.seq in redacted)
            if fault:
                yield Break(event.seq, fault)
            expected, previous = event.seq + 1, event.digest
    kept = heads.last()
    for known in sorted({*against, *([kept] if kept else [])}, key=lambda one: one.seq):
        if known.seq >= expected:
            yield Break(expected, Fault.CUT)
            return
        if Event.objects.filter(seq=known.seq).exclude(digest=known.digest).exists():
            yield Break(known.seq, Fault.HEAD)


def head() -> heads.Head:
    """The last link as it is stored now."""
    last = Event.objects.order_by("-seq").values_list("seq", "digest").first()
    return heads.Head(*last) if last else heads.Head(0, GENESIS)


def _redacted() -> set[int]:
    """The entries whose redaction the chain itself records: a sealed event names each as its subject."""
    return set(
        EventSubject.objects.filter(
            kind=Event._meta.label_lower,
            seq__in=Event.objects.filter(type__in=EMPTYING_TYPES).values("seq"),
        ).values_list("subject_id", flat=True)
    )


def _subjects(first: int, last: int) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for seq, kind, pk in EventSubject.objects.filter(seq__range=(first, last)).values_list("seq", "kind", "subject_id"):
        found[seq].append((kind, pk))
    return found


def _fault(event: Event, subjects: list[tuple[str, int]]) -> Fault | None:
    """What is wrong with a link by itself, its content aside."""
    if event.digest != _sha(event.previous + event.body):
        return Fault.BODY
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
        return Fault.COLUMNS
    named = {(kind, pk) for kind, pk in sealed["subjects"]}
    return None if sorted(subjects) == sorted(named) else Fault.SUBJECTS


def _payload_fault(event: Event, payload: EventPayload | None, redacted: bool) -> Fault | None:
    if payload is None:
        return Fault.NO_PAYLOAD
    if payload.data == "" and payload.salt == "":
        return None if redacted else Fault.EMPTIED
    whole = _sha(payload.salt + payload.data) == json.loads(event.body)["payload"]
    return None if whole else Fault.PAYLOAD
