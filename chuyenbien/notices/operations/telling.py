"""Telling people, and taking back what was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction

from chuyenbien.core import clock
from chuyenbien.orgs.models import Person

from .. import kinds, matters
from ..models import Notice

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice of many. :meth:`of` reads what is needed from the matter itself."""

    person_id: int
    kind: str
    subject_kind: str
    subject_id: int
    code: str
    url: str
    on: dt.date
    key: str
    due_on: dt.date | None = None
    is_code_only: bool = False

    @classmethod
    def of(
        cls,
        person_id: int,
        subject: models.Model,
        *,
        kind: str,
        on: dt.date,
        key: str,
        due_on: dt.date | None = None,
    ) -> NoticeRow:
        return cls(
            person_id=person_id,
            kind=kind,
            subject_kind=matters.kind_of(subject),
            subject_id=int(subject.pk),
            code=matters.code_of(subject),
            url=matters.url_of(subject),
            on=on,
            key=key,
            due_on=due_on,
            is_code_only=matters.is_code_only(subject),
        )

    def notice(self) -> Notice:
        if not kinds.is_known(self.kind):
            raise RuntimeError(f"{self.kind}: no room registered this kind of notice")
        return Notice(**{name: getattr(self, name) for name in self.__slots__})


def tell(
    *, person: Person, subject: models.Model, kind: str, on: dt.date, key: str, due_on: dt.date | None = None
) -> Notice | None:
    """Tell one person about a matter from a day on; ``None`` when ``key`` has been told already.

    Part of the act that calls it: no event of its own. Raises ``RuntimeError`` on a kind that no room registered.
    """
    notice = NoticeRow.of(person.pk, subject, kind=kind, on=on, key=key, due_on=due_on).notice()
    made = insert([notice])
    return Notice.objects.get(key=key) if made else None


def tell_all(rows: Iterable[NoticeRow]) -> int:
    """Tell many, read a thousand at a time; returns how many were new.

    Each thousand is a transaction of its own unless the caller has one open. Two workers at once tell nothing twice;
    only the number they return may then count a notice on both sides.
    """
    rows = iter(rows)
    return sum(insert([row.notice() for row in chunk]) for chunk in _chunks(rows))


def withdraw(*, subject: models.Model, kinds: Sequence[str] | None = None, because: str) -> int:
    """Take back what people were told about a matter; returns how many notices. What was acknowledged stays so.

    They leave the inboxes, do not come back, and mail that waits to be sent no longer mentions them. ``kinds``
    limits it to these kinds;
    ``because`` is a short neutral reason for the record, such as ``"extended"``.
    """
    pending = Notice.objects.filter(subject_kind=matters.kind_of(subject), subject_id=subject.pk, withdrawn_at=None)
    if kinds is not None:
        pending = pending.filter(kind__in=kinds)
    return pending.update(withdrawn_at=clock.now(), because=because[:200])


def _chunks(rows: Iterator[NoticeRow]) -> Iterator[list[NoticeRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def insert(notices: list[Notice]) -> int:
    """Write those whose key is not there yet; the database has the last word."""
    with transaction.atomic():
        known = set(Notice.objects.filter(key__in=[one.key for one in notices]).values_list("key", flat=True))
        fresh = list({one.key: one for one in notices if one.key not in known}.values())
        Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
