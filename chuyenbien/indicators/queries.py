"""What the figures say: which count, and how they stand against a condition or a plan. Works on prefetched rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch

from chuyenbien.core import clock
from chuyenbien.core.once import once

from .enums import Basis, Comparator, Direction, Outcome
from .models import Indicator, MeasuredValue, OutcomeCondition
from .models.indicator import IndicatorQuerySet

TOLERANCE = Decimal("0.5")
"""How far, in points, a typed percent may lie from amount ÷ plan: figures are published rounded."""

_WORST_FIRST = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET_BY_ESTIMATE, Outcome.MET)


def with_figures(indicators: IndicatorQuerySet) -> IndicatorQuerySet:
    """Indicators with everything a list or a page shows of them, in a fixed number of queries."""
    return indicators.select_related("unit", "measure", "finding").prefetch_related(
        Prefetch("values", MeasuredValue.objects.select_related("author", "document", "replaces")),
        Prefetch("conditions", OutcomeCondition.objects.in_force()),
    )


def replaced_ids(values: Iterable[MeasuredValue]) -> set[int]:
    """Ids of the estimates that a settled figure (not itself withdrawn) has replaced."""
    return {one.replaces_id for one in values if one.replaces_id is not None and one.withdrawn_at is None}


def standing_values(indicator: Indicator, on: dt.date | None = None) -> list[MeasuredValue]:
    """The values that count: neither withdrawn nor replaced, as of the day or before; in order of time."""
    day = on or clock.today()
    rows = list(indicator.values.all())
    replaced = replaced_ids(rows)
    counting = [one for one in rows if one.withdrawn_at is None and one.pk not in replaced and one.as_of <= day]
    return sorted(counting, key=lambda one: (one.as_of, one.pk))


def latest_value(indicator: Indicator, on: dt.date | None = None) -> MeasuredValue | None:
    """The value an indicator stands at on a day."""
    values = standing_values(indicator, on)
    return values[-1] if values else None


def percent_of_plan(value: Decimal | None, planned: Decimal | None) -> Decimal | None:
    """Amount as percent of plan; nothing without a plan, or of a plan of zero."""
    if value is None or not planned:
        return None
    return value / planned * 100


def derived_plan(indicator: Indicator, value: MeasuredValue | None) -> Decimal | None:
    """The plan that an amount and its percent imply. Shown as derived, never stored, nothing when a plan was given."""
    if indicator.planned is not None or value is None or value.value is None or not value.percent:
        return None
    return (value.value / value.percent * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figure_of(value: MeasuredValue, basis: str, planned: Decimal | None) -> Decimal | None:
    """The number of a value that a condition looks at; a percent not typed follows from amount and plan."""
    if basis == Basis.VALUE:
        return value.value
    return value.percent if value.percent is not None else percent_of_plan(value.value, planned)


def holds(comparator: str, figure: Decimal, threshold: Decimal) -> bool:
    if comparator == Comparator.AT_LEAST:
        return figure >= threshold
    if comparator == Comparator.AT_MOST:
        return figure <= threshold
    return figure == threshold


@dataclass(frozen=True, slots=True)
class Standing:
    """How a condition stands on a day, and on which value that rests."""

    condition: OutcomeCondition
    outcome: Outcome
    value: MeasuredValue | None = None
    figure: Decimal | None = None


def condition_standing(condition: OutcomeCondition, on: dt.date | None = None) -> Standing:
    """Judge a condition by the latest value that carries the number it looks at."""
    indicator = condition.indicator
    for value in reversed(standing_values(indicator, on)):
        figure = figure_of(value, condition.basis, indicator.planned)
        if figure is not None:
            return Standing(condition, _judged(condition, figure, value.is_estimate), value, figure)
    return Standing(condition, Outcome.UNKNOWN)


def condition_state(condition: OutcomeCondition, on: dt.date | None = None) -> Outcome:
    """met | met_by_estimate | not_met | unknown. Only a settled figure meets."""
    return condition_standing(condition, on).outcome


def _judged(condition: OutcomeCondition, figure: Decimal, is_estimate: bool) -> Outcome:
    if not holds(condition.comparator, figure, condition.threshold):
        return Outcome.NOT_MET
    return Outcome.MET_BY_ESTIMATE if is_estimate else Outcome.MET


def indicator_state(indicator: Indicator, on: dt.date | None = None) -> Outcome:
    """How an indicator stands: by its conditions (the worst of them), without any by its plan."""
    conditions = [one for one in indicator.conditions.all() if one.removed_at is None]
    if conditions:
        for one in conditions:
            one.indicator = indicator
        states = {condition_state(one, on) for one in conditions}
        return next(state for state in _WORST_FIRST if state in states)
    return _against_plan(indicator, on)


def _against_plan(indicator: Indicator, on: dt.date | None) -> Outcome:
    latest = latest_value(indicator, on)
    if latest is None or indicator.planned is None or latest.value is None:
        return Outcome.UNKNOWN
    comparator = {Direction.INCREASE: Comparator.AT_LEAST, Direction.DECREASE: Comparator.AT_MOST}.get(
        Direction(indicator.direction), Comparator.EQUAL
    )
    if not holds(comparator, latest.value, indicator.planned):
        return Outcome.NOT_MET
    return Outcome.MET_BY_ESTIMATE if latest.is_estimate else Outcome.MET


def conditions_of(finding_id: int) -> list[OutcomeCondition]:
    """The conditions in force of a finding, with the figures they are judged by; two queries."""
    return [one for one in all_conditions_of(finding_id) if one.removed_at is None]


def all_conditions_of(finding_id: int) -> list[OutcomeCondition]:
    """Those in force and those taken back."""

    def look_up() -> list[OutcomeCondition]:
        rows = OutcomeCondition.objects.filter(finding_id=finding_id)
        return list(rows.select_related("indicator__measure", "removed_by").prefetch_related("indicator__values"))

    return once(("conditions", finding_id), look_up)
