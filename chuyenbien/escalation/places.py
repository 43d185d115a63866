"""Where the open matters of a unit or of a field are, for how long; and those that have been open for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Prefetch, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings
from chuyenbien.findings import queries as findings
from chuyenbien.findings.models import Finding
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Code, Unit
from chuyenbien.orgs.paging import figure_of
from chuyenbien.remediation.enums import HoldingKind
from chuyenbien.remediation.models import Holding
from chuyenbien.remediation.queries import segments_of


def open_matters(standing: Standing, unit: Unit | None = None, field: Code | None = None) -> FindingQuerySet:
    """The open limitations somebody sees, of a unit with all below it, of a field, or of both."""
    rows = Finding.objects.visible_to(standing).open()
    if unit is not None:
        rows = rows.filter(address__in=Unit.objects.within(unit).order_by().values("pk"))
    return rows.filter(field=field) if field is not None else rows


@dataclass(frozen=True, slots=True)
class HolderTotal:
    """What one unit has had of these matters: how many it has now, how many ever, and days at work in all."""

    unit: Unit
    now: int
    ever: int
    days: int


def totals(rows: FindingQuerySet) -> list[HolderTotal]:
    """By holder in official order; pauses and time that nobody recorded are nobody's. Two queries, remembered."""
    return figure_of(rows, "holders", lambda: _totals(rows))


def _totals(rows: FindingQuerySet) -> list[HolderTotal]:
    ends = Coalesce("until", Value(clock.today()), output_field=DateField())
    lasted = ExpressionWrapper(ends - F("since"), output_field=DurationField())
    held = Holding.objects.filter(finding__in=rows.order_by().values("pk"), kind=HoldingKind.WORK, unit__isnull=False)
    found = {
        row["unit_id"]: row
        for row in held.order_by()
        .values("unit_id")
        .annotate(
            now=Count("finding", filter=Q(until=None), distinct=True),
            ever=Count("finding", distinct=True),
            lasted=Sum(lasted),
        )
    }
    units = Unit.objects.filter(pk__in=found).order_by("official_order", "pk")
    return [
        HolderTotal(
            unit, found[unit.pk]["now"], found[unit.pk]["ever"], (found[unit.pk]["lasted"] or dt.timedelta()).days
        )
        for unit in units
    ]


def unrecorded(rows: FindingQuerySet) -> int:
    """How many of the matters have a stretch of which nobody recorded who had it."""
    count = rows.filter(holdings__kind=HoldingKind.UNKNOWN).order_by().distinct().count
    return figure_of(rows, "unrecorded", count)


def with_holdings(rows: FindingQuerySet) -> FindingQuerySet:
    """In official order, with what the page shows of each."""
    held = Holding.objects.select_related("unit", "person")
    return findings.in_official_order(rows).prefetch_related(Prefetch("holdings", queryset=held, to_attr="held"))


@dataclass(frozen=True, slots=True)
class Matter:
    """An open limitation and the bar of its holders; no bar where nobody has recorded any."""

    finding: Finding
    bars: SafeString


def drawn(shown: Iterable[Any]) -> list[Matter]:
    """For findings read by :func:`with_holdings`; asks the database nothing."""
    today = clock.today()
    return [
        Matter(
            one,
            holdings.bars(segments_of(one.held), today, label=_("Where it is, for how long (%(no)d)") % {"no": one.pk})
            if one.held
            else SafeString(""),
        )
        for one in shown
    ]


def long_standing(rows: FindingQuerySet, age: str = "") -> Any:
    """By groups of age, the oldest first; within a group in official order. Without an age, from the years on from
    which an office speaks of long-standing (a setting)."""
    if age in findings.AGES:
        rows = findings.of_age(rows, age)
    elif age != "all":
        rows = findings.open_for_years(rows, settings.LONG_STANDING_YEARS)
    now = Holding.objects.filter(until=None).exclude(kind=HoldingKind.UNKNOWN).select_related("unit")
    found = findings.with_age_group(rows).select_related("address", "field", "dossier__cycle")
    found = found.annotate(reviews=Count("carry_overs", distinct=True))
    found = found.prefetch_related(Prefetch("holdings", queryset=now, to_attr="held_now"))
    return found.order_by("age_group", "address__official_order", "address_id", "-id")
