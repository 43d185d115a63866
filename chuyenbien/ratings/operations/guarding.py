"""What every verb of the room begins with."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, Verdict, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor

from ..models import Rating
from ..rules import Rule


def guard(rule: Rule, by: Actor, rating: Rating) -> None:
    """403 for who may not; refused when the rating stands otherwise than the verb needs."""
    require(rule.who(by, rating))
    refuse(rule.stands(rating))


def refuse(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


def text_of(rating: Rating, text: str, field: str, wanted: str = "") -> str:
    """The text in the one stored form. A code-only rating keeps none; elsewhere ``wanted`` says what is missing."""
    text = nfc(text).strip()
    if rating.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=field)
    if wanted and not text and not rating.is_code_only:
        raise Refused(wanted, field=field)
    return text


def by_document(document: Document | None, field: str = "document") -> Document:
    if document is None:
        raise Refused(_("Choose the document this rests on. Register it first if it is not there."), field=field)
    return document


def not_later_than_today(day: dt.date, field: str, at: dt.datetime | None = None) -> dt.date:
    if day > today(at):
        raise Refused(_("This day lies in the future."), field=field)
    return day


def today(at: dt.datetime | None) -> dt.date:
    return clock.local_date(at) if at else clock.today()
