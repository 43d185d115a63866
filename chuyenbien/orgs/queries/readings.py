"""Who opened somebody's personal page; read by the person and by administrators."""

from __future__ import annotations

import datetime as dt

from chuyenbien.journal.models import AccessEntry

from ..models import Person
from .people import names_of

SHOWN = 20


def readings(person: Person) -> list[tuple[dt.datetime, str]]:
    """The latest readings of the person's page by others, newest first: real time and name. Two queries."""
    label, key = person._meta.label_lower, person.pk
    rows = list(AccessEntry.objects.filter(kind=label, subject_id=key).order_by("-id")[:SHOWN])
    names = names_of(row.person_id for row in rows if row.person_id is not None)
    return [(row.at, names.get(row.person_id or 0, "—")) for row in rows]
