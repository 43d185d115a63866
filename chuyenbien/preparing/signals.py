"""What the record shows of the bodies of a cycle, for those who prepare its suggestions.

Counted is only what the superior may see: rows in which it is involved as superior. What a body follows up for itself
never appears, and neither does anything of a body whose dossier is known by a code only. There is no score and no
ranking; nothing is kept: every page counts anew.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from chuyenbien.core import clock
from chuyenbien.findings.enums import Source
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.indicators.enums import Direction
from chuyenbien.indicators.models import Indicator, MeasuredValue
from chuyenbien.indicators.models.indicator import IndicatorQuerySet
from chuyenbien.orgs.enums import Capacity, Hierarchy
from chuyenbien.orgs.models import UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.remediation.enums import ActionState, Bucket, Decision
from chuyenbien.remediation.models import Action, ActionInvolvement, Extension, KeptSignal
from chuyenbien.remediation.models.action import ActionQuerySet
from chuyenbien.remediation.queries import OPEN_STATES, condition
from chuyenbien.reviews.models import ReviewCycle

from .enums import OF_ACTIONS, OF_FINDINGS, Signal

Counts = dict[int, dict[str, int]]


def years() -> int:
    """From how many years on an open matter counts as long-standing. No regulation gives a number: a setting."""
    return int(settings.LONG_STANDING_YEARS)


def _shown(involvements: type[Any], superior: int) -> Exists:
    rows = involvements.objects.filter(
        matter_id=OuterRef("pk"), unit_id=superior, capacity=Capacity.SUPERIOR, until=None
    )
    return Exists(rows)


def findings(cycle: ReviewCycle) -> FindingQuerySet:
    """Open limitations that the superior of the cycle stated or was shown."""
    return Finding.objects.open().filter(_shown(FindingInvolvement, cycle.superior_id))


def _actions(cycle: ReviewCycle) -> ActionQuerySet:
    return Action.objects.filter(_shown(ActionInvolvement, cycle.superior_id))


def _of_finding(kind: str, cycle: ReviewCycle, today: dt.date) -> Q:
    if kind == Signal.RECURRING:
        shown = Finding.objects.filter(_shown(FindingInvolvement, cycle.superior_id)).order_by().values("pk")
        known = Q(dossier__isnull=False, recurrence_of__dossier__isnull=False, recurrence_of__in=shown)
        return known & ~Q(recurrence_of__dossier__cycle=F("dossier__cycle"))
    if kind == Signal.LONG_STANDING:
        return Q(open_from__lte=_years_before(today, years()))
    told = Finding.objects.filter(_concluded(cycle, today)).order_by().values("pk")
    return Q(source=Source.INSPECTION) | Q(concluding_document__isnull=False) | Q(pk__in=told)


def _concluded(cycle: ReviewCycle, today: dt.date) -> Q:
    """Stated by an issued conclusion of this superior, whether or not its notice has come back with a number.

    Of the period under review and of the year before it, since a review is concluded when its year ends or later. What
    is merely complained of, or asked of an authority, stands in no conclusion. The lines belong to a room beside this
    one and are reached through the finding.
    """
    return Q(
        concluded_in__effect="states",
        concluded_in__conclusion__dossier__cycle__superior=cycle.superior_id,
        concluded_in__conclusion__issued_at__gte=clock.moment_of(_years_before(cycle.period_start, 1), hour=0),
        concluded_in__conclusion__issued_at__lt=clock.moment_of(today + dt.timedelta(days=1), hour=0),
    )


def _of_action(kind: str, cycle: ReviewCycle, today: dt.date) -> Q:
    if kind == Signal.OVERDUE:
        return condition(Bucket.OVERDUE, today)
    if kind == Signal.LADDER:
        return _kept(cycle, today)
    extended = Extension.objects.filter(action_id=OuterRef("pk"), decision=Decision.APPROVED)
    return Q(Exists(extended), state__in=OPEN_STATES)


def _kept(cycle: ReviewCycle, today: dt.date) -> Q:
    """Kept in the period under review or since, for the action as it was due then; not if it was taken back since."""
    kept = KeptSignal.objects.filter(
        action_id=OuterRef("pk"), kept_on__gte=cycle.period_start, kept_on__lte=today, due_on=OuterRef("due_on")
    )
    return Q(Exists(kept)) & ~Q(state__in=(ActionState.CANCELLED, ActionState.TRANSFERRED))


def _aged(rows: FindingQuerySet) -> Any:
    """With ``open_from``: since when it has been open; without a known beginning, since it was stated."""
    return rows.alias(open_from=Coalesce("open_since", TruncDate(Coalesce("stated_at", "created_at"))))


def below_plan(cycle: ReviewCycle, today: dt.date) -> IndicatorQuerySet:
    """Indicators whose latest amount misses a plan that is due; of a plan for a later day nothing is said yet.

    Those of an open limitation that the superior sees, and those of the units below it.
    """
    replaced = MeasuredValue.objects.filter(replaces_id=OuterRef("pk"), withdrawn_at=None)
    latest = (
        MeasuredValue.objects.filter(~Exists(replaced), indicator_id=OuterRef("pk"), withdrawn_at=None)
        .filter(as_of__lte=today)
        .order_by("-as_of", "-pk")
    )
    below = UnitClosure.objects.filter(
        holds_on(today),
        hierarchy__in=(Hierarchy.PARTY, Hierarchy.STATE),
        ancestor_id=cycle.superior_id,
        descendant_id=OuterRef("unit_id"),
    )
    missed = (
        Q(direction=Direction.INCREASE, latest__lt=F("planned"))
        | Q(direction=Direction.DECREASE, latest__gt=F("planned"))
        | (Q(direction__in=(Direction.MAINTAIN, Direction.YES_NO)) & ~Q(latest=F("planned")))
    )
    seen = Q(finding__isnull=True) & Exists(below) | Q(finding__in=findings(cycle).order_by().values("pk"))
    found: Any = Indicator.objects.alias(latest=Subquery(latest.values("value")[:1]))
    rows: IndicatorQuerySet = found.filter(
        seen,
        missed,
        Q(planned_for__isnull=True) | Q(planned_for__lte=today),
        planned__isnull=False,
        latest__isnull=False,
    ).annotate(body=Coalesce("finding__address_id", "unit_id"))
    return rows


def rows(kind: str, cycle: ReviewCycle, *, today: dt.date | None = None) -> QuerySet[Any]:
    """The rows a number counts, of all bodies; each names its body in the column :func:`column_of`."""
    day = today or clock.today()
    if kind in OF_ACTIONS:
        return _actions(cycle).filter(_of_action(kind, cycle, day))
    if kind in OF_FINDINGS:
        found: QuerySet[Any] = _aged(findings(cycle)).filter(_of_finding(kind, cycle, day))
        return found
    return below_plan(cycle, day)


def column_of(kind: str) -> str:
    return "body" if kind == Signal.BELOW_PLAN else "address_id"


def of_body(kind: str, cycle: ReviewCycle, body: int, *, today: dt.date | None = None) -> QuerySet[Any]:
    """The rows a number of one body counts."""
    return rows(kind, cycle, today=today).filter(**{column_of(kind): body})


def counts(cycle: ReviewCycle, bodies: Iterable[int], *, today: dt.date | None = None) -> Counts:
    """How many rows of each kind each body has: three queries, whatever the number of bodies."""
    day, wanted = today or clock.today(), list(bodies)
    found: Counts = defaultdict(lambda: dict.fromkeys(Signal.values, 0))
    actions: Any = _actions(cycle).filter(address_id__in=wanted).order_by()
    told: dict[str, Any] = {kind.value: Count("pk", filter=_of_action(kind, cycle, day)) for kind in OF_ACTIONS}
    _add(found, actions.values("address_id").annotate(**told), "address_id")
    stated: Any = _aged(findings(cycle)).filter(address_id__in=wanted).order_by()
    told = {kind.value: Count("pk", filter=_of_finding(kind, cycle, day), distinct=True) for kind in OF_FINDINGS}
    _add(found, stated.values("address_id").annotate(**told), "address_id")
    measured: Any = below_plan(cycle, day)
    figures = measured.filter(body__in=wanted).order_by()
    count = {Signal.BELOW_PLAN.value: Count("pk")}
    _add(found, figures.values("body").annotate(**count), "body")
    return found


def _add(found: Counts, told: Iterable[dict[str, Any]], column: str) -> None:
    for row in told:
        found[row[column]].update({key: value for key, value in row.items() if key != column})


def _years_before(day: dt.date, number: int) -> dt.date:
    try:
        return day.replace(year=day.year - number)
    except ValueError:  # 29 February
        return day.replace(year=day.year - number, day=28)
