"""The board decides how a point that the text leaves open is read in one cycle."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.regulations.points import Value, stored_of
from chuyenbien.regulations.settable import refused_value
from chuyenbien.regulations.telling import value_in_words
from chuyenbien.reviews.models import ReviewCycle

from .. import reading, rules
from ..models import CycleReading
from .guarding import by_document, refuse


def decide_point(
    cycle: ReviewCycle,
    key: str,
    value: Value,
    *,
    by: Actor,
    document: Document | None,
    because: str,
    at: dt.datetime | None = None,
) -> CycleReading:
    """Record what holds in this cycle, with reason and document. The pinned pack and other cycles stay as they are."""
    require(rules.leads(by, cycle))
    refuse(rules.cycle_open(cycle))
    book = cycle.book
    point = book.point(key) if book is not None else None
    if book is None or point is None or not reading.is_open(book, point):
        raise Refused(_("The rule pack leaves no such point to be decided for ratings."))
    fault = refused_value(book, point, value)
    if fault is not None:
        raise Refused(fault, field="value")
    paper = by_document(document)
    because = nfc(because).strip()
    if not because:
        raise Refused(_("Say why."), field="because")
    moment = at or clock.now()
    CycleReading.objects.filter(cycle=cycle, point=key, replaced_at=None).update(replaced_at=moment)
    made = CycleReading.objects.create(
        cycle=cycle,
        point=key,
        value=stored_of(value),
        reason=because,
        document=paper,
        by=by.person,
        entered_by=by.entered_by,
        at=moment,
    )
    with override("vi"):
        told = value_in_words(book, point, value)
    data = {"point": point.label_vi, "value": told, "cycle": cycle.name, "document": paper.shown_title}
    journal.record("ratings.point_decided", made, by=by, at=at, because=because, data=data, also=[cycle])
    return made
