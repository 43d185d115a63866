"""A superior decides how it reads a point that the text leaves unconfirmed, and takes that back."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit

from . import packs
from .book import Book
from .models import PointDecision
from .points import Point, Value, stored_of
from .settable import may_be_set, refused_value
from .telling import value_in_words


def decide_point(
    unit: Unit,
    pack: str,
    point: str,
    value: Value,
    *,
    by: Actor,
    reason: str,
    document: Document,
    at: dt.datetime | None = None,
) -> PointDecision:
    """Set an unconfirmed point for a superior. The last decision counts; what was pinned before stays as it is."""
    book, found = _point(pack, point)
    reason = nfc(reason).strip()
    if not reason:
        raise Refused(_("Say why the point is read so."), field="reason")
    verdict = may_be_set(book, found)
    if not verdict:
        raise Refused(verdict.reason)
    fault = refused_value(book, found, value)
    if fault is not None:
        raise Refused(fault, field="value")
    made = PointDecision.objects.create(
        unit=unit,
        pack=pack,
        point=point,
        value=stored_of(value),
        reason=reason,
        document=document,
        by=by.person,
        at=at or clock.now(),
    )
    data = {**_names(book, found), "value": _in_vietnamese(book, found, value), "unit": unit, "document": document}
    journal.record("regulations.point_decided", made, by=by, at=at, because=reason, data=data, also=[unit, document])
    return made


def withdraw_point_decision(
    decision: PointDecision, *, by: Actor, because: str, at: dt.datetime | None = None
) -> PointDecision:
    """Take a decision back: the one before it counts again, or what the pack says. It stays visible."""
    because = nfc(because).strip()
    if not because:
        raise Refused(_("Say why the decision is withdrawn."), field="reason")
    moved = PointDecision.objects.filter(pk=decision.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at or clock.now(), withdrawn_by=by.person, withdrawn_because=because
    )
    if not moved:
        raise Refused(_("This decision has already been withdrawn."))
    decision.refresh_from_db()
    book = packs.find(decision.pack)
    found = book.point(decision.point) if book else None
    names = _names(book, found) if book and found else {"pack": decision.pack, "point": decision.point}
    data = {**names, "unit": decision.unit}
    journal.record(
        "regulations.decision_withdrawn", decision, by=by, at=at, because=because, data=data, also=[decision.unit]
    )
    return decision


def _point(pack: str, point: str) -> tuple[Book, Point]:
    book = packs.find(pack)
    found = book.point(point) if book else None
    if book is None or found is None:
        raise Refused(_("The rule pack has no such point."))
    return book, found


def _names(book: Book, point: Point) -> dict[str, str]:
    return {"pack": book.title_vi, "point": point.label_vi}


def _in_vietnamese(book: Book, point: Point, value: Value) -> str:
    with override("vi"):
        return value_in_words(book, point, value)
