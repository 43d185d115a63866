"""How old open work is, in classes of days whose limits are a setting, and how long ended work took."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from chuyenbien.core import clock

from .enums import Bucket
from .models.action import ActionQuerySet
from .queries import DUE_FIELDS, OPEN_STATES, condition

_DAY = dt.timedelta(days=1)
_KEY = re.compile(r"(\d{1,5})-(\d{1,5})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ages:
    """So many days, both limits included; the oldest class has no end."""

    least: int
    most: int | None

    @property
    def key(self) -> str:
        """How an address names the class: ``31-90``, ``366-``."""
        return f"{self.least}-{'' if self.most is None else self.most}"

    @classmethod
    def of(cls, key: str) -> Ages | None:
        """The class an address names; ``None`` when it names none."""
        found = _KEY.fullmatch(key)
        return cls(int(found[1]), int(found[2]) if found[2] else None) if found else None

    def days(self, today: dt.date) -> tuple[dt.date | None, dt.date]:
        """The first and the last day that lie so far back; the first may be any."""
        last = today - self.least * _DAY
        return (None if self.most is None else today - self.most * _DAY), last


def classes() -> list[Ages]:
    """The classes in order, without a gap: the limits of the setting ``AGE_LIMITS``, and what is older."""
    limits: list[int] = sorted(settings.AGE_LIMITS)
    starts = [0, *(one + 1 for one in limits)]
    return [Ages(start, end) for start, end in zip(starts, [*limits, None], strict=True)]


def is_open(ages: Ages, today: dt.date) -> Q:
    """Not ended, and issued so many days ago."""
    first, last = ages.days(today)
    found = Q(state__in=OPEN_STATES, issued_at__lt=clock.moment_of(last + _DAY, 0))
    return found if first is None else found & Q(issued_at__gte=clock.moment_of(first, 0))


def is_late(ages: Ages, today: dt.date, against: str = "approved") -> Q:
    """In progress and overdue, and the date passed so many days ago."""
    first, last = ages.days(today)
    due = DUE_FIELDS[against]
    found = condition(Bucket.OVERDUE, today, against) & Q(**{f"{due}__lte": last})
    return found if first is None else found & Q(**{f"{due}__gte": first})


@dataclass(frozen=True, slots=True)
class Aged:
    """One class: how many actions are open since then, and how many overdue since, against each date."""

    ages: Ages
    open: int
    late: int
    late_originally: int


def table(rows: ActionQuerySet, today: dt.date) -> list[Aged]:
    """All classes. One query."""
    told: dict[str, Any] = {}
    for number, one in enumerate(classes()):
        told[f"open{number}"] = Count("pk", filter=is_open(one, today))
        for against in DUE_FIELDS:
            told[f"{against}{number}"] = Count("pk", filter=is_late(one, today, against))
    found = rows.order_by().aggregate(**told)
    return [
        Aged(one, found[f"open{number}"], found[f"approved{number}"], found[f"original{number}"])
        for number, one in enumerate(classes())
    ]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many days something took: half of the cases no longer than ``half``, 90 of 100 no longer than ``most``.

    Whole days, by the nearest rank, so that each is the time of a real case; ``None`` when there is no case.
    """

    of: int
    half: int | None = None
    most: int | None = None


def spread(rows: QuerySet[Any], start: str, end: str) -> Spread:
    """From one moment of the rows to another; rows without either are left out. Three queries, one without rows."""
    timed = rows.filter(**{f"{start}__isnull": False, f"{end}__isnull": False})
    number = timed.order_by().count()
    if not number:
        return Spread(0)
    took = timed.annotate(took=ExpressionWrapper(F(end) - F(start), output_field=DurationField())).order_by("took")
    places = (-(-number * share // 100) - 1 for share in (50, 90))
    half, most = (took.values_list("took", flat=True)[place : place + 1][0].days for place in places)
    return Spread(number, half, most)
