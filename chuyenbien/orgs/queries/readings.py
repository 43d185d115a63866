"""Who opened a personal page: that of a person, or their self-review."""

from __future__ import annotations

import datetime as dt

from django.db import models

from chuyenbien.journal.models import AccessEntry

from .people import names_of

SHOWN = 20


def readings(subject: models.Model) -> list[tuple[dt.datetime, str]]:
    """The latest readings of a thing by others than whom it is about, newest first: real time and name. Two queries."""
    label, key = subject._meta.label_lower, subject.pk
    rows = list(AccessEntry.objects.filter(kind=label, subject_id=key).order_by("-id")[:SHOWN])
    names = names_of(row.person_id for row in rows if row.person_id is not None)
    return [(row.at, names.get(row.person_id or 0, "—")) for row in rows]
