"""What verbs of the room begin with."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.documents.models import Document


def refuse(verdict: Verdict, field: str | None = None) -> None:
    if not verdict:
        raise Refused(verdict.reason, field=field)


def by_document(document: Document | None, field: str = "document") -> Document:
    if document is None:
        raise Refused(_("Choose the document this rests on. Register it first if it is not there."), field=field)
    return document


def day_of(at: dt.datetime | None) -> dt.date:
    return clock.local_date(at) if at else clock.today()


def not_later_than(day: dt.date | None, at: dt.datetime | None, field: str) -> dt.date:
    """The day told, today when none is; a day to come is refused."""
    today = day_of(at)
    if day is not None and day > today:
        raise Refused(_("This day lies in the future."), field=field)
    return day or today
