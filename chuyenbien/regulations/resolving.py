"""A book as it holds for a superior on a day, and pinning it for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.orgs.models import Unit

from . import packs
from .book import Book
from .models import PinnedPack, PointDecision
from .models.decision import PointDecisionQuerySet
from .points import DECIDED, Point
from .settable import refused_value


def resolve(key: str, unit: Unit | None = None, on: dt.date | None = None) -> Book:
    """The pack with what the superior has decided on it up to the end of a day (today unless told).

    Raises ``LookupError`` when there is no such pack.
    """
    book = packs.get(key)
    return book if unit is None else with_decisions(book, unit, decisions_on(key, unit, on or clock.today()))


def decisions_on(key: str, unit: Unit, day: dt.date) -> PointDecisionQuerySet:
    """What counts at the end of a day, the earliest first."""
    end = clock.moment_of(day + dt.timedelta(days=1), 0)
    still = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end)
    return PointDecision.objects.filter(still, unit=unit, pack=key, at__lt=end).order_by("at", "pk")


def with_decisions(book: Book, unit: Unit, rows: Iterable[PointDecision]) -> Book:
    """The book with each decision that fits it; the last one on a point counts."""
    changed: dict[str, Point] = {}
    for row in rows:
        point = book.point(row.point)
        if point is None or refused_value(book, point, row.value_for(point)) is not None:
            continue  # the pack has changed since; its page says that the decision no longer counts
        changed[point.key] = replace(
            point,
            value=row.value_for(point),
            replaced=point.value,
            origin=DECIDED,
            source=unit.name,
            reason=row.reason,
            document_id=row.document_id,
            decided_on=clock.local_date(row.at),
        )
    return book.with_points(changed, unit=unit.name)


def pin(key: str, unit: Unit | None = None, on: dt.date | None = None) -> PinnedPack:
    """Keep the book as it is now, for good. The same book is kept once."""
    book = resolve(key, unit, on)
    pinned, _made = PinnedPack.objects.get_or_create(digest=book.digest, defaults={"key": key, "text": book.text})
    return pinned


@lru_cache(maxsize=64)
def pinned_book(digest: str) -> Book:
    """A pinned book by its digest. What is pinned never changes, so it is read once."""
    return PinnedPack.objects.get(digest=digest).book
