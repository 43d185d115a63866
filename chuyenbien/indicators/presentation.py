"""How indicators are shown: their state as a chip, the drawing “Did it change?”, rows of lists and panels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import override

from chuyenbien.core import clock
from chuyenbien.core.draw import outcome
from chuyenbien.findings.models import Finding
from chuyenbien.journal.timelines import timeline
from chuyenbien.orgs import access

from .enums import Direction, Outcome, Trend
from .models import Indicator, MeasuredValue, OutcomeCondition
from .queries import Standing, condition_standing, derived_plan, indicator_state, latest_value, replaced_ids

CHIPS = {Outcome.MET: "done", Outcome.MET_BY_ESTIMATE: "warn", Outcome.NOT_MET: "info", Outcome.UNKNOWN: "neutral"}
_WAYS: dict[str, outcome.Direction] = {Direction.INCREASE: "up", Direction.DECREASE: "down"}
_TRENDS: dict[str, outcome.Direction] = {Trend.RISING: "up", Trend.FALLING: "down", Trend.STEADY: "keep"}
_TOLD_EVENTS = 8


@dataclass(frozen=True)
class Row:
    """An indicator in a list or a panel, with what its figures say."""

    indicator: Indicator
    latest: MeasuredValue | None
    state: Outcome
    derived: Decimal | None
    has_target: bool
    standings: tuple[tuple[Standing, str], ...] = ()

    @property
    def chip(self) -> str:
        return CHIPS[self.state]


def row(indicator: Indicator) -> Row:
    """Works on the rows that :func:`queries.with_figures` has fetched."""
    latest = latest_value(indicator)
    conditions = [one for one in indicator.conditions.all() if one.removed_at is None]
    return Row(
        indicator,
        latest,
        indicator_state(indicator),
        derived_plan(indicator, latest),
        bool(conditions) or indicator.planned is not None,
        tuple(standings(indicator, conditions)),
    )


def rows(indicators: Iterable[Indicator]) -> list[Row]:
    return [row(one) for one in indicators]


def standings(indicator: Indicator, conditions: Iterable[OutcomeCondition]) -> list[tuple[Standing, str]]:
    found = []
    for condition in conditions:
        condition.indicator = indicator
        standing = condition_standing(condition)
        found.append((standing, CHIPS[standing.outcome]))
    return found


def drawing(indicator: Indicator, *, events_for: access.Standing | None) -> SafeString:
    """Did it change? Withdrawn and replaced values are left to the table; the finding's steps are told to a reader."""
    values = list(indicator.values.all())
    replaced = replaced_ids(values)
    standing = [one for one in values if one.withdrawn_at is None and one.pk not in replaced]
    points = [outcome.Point(one.as_of, one.value, one.is_estimate, one.note) for one in standing]
    latest = max(standing, key=lambda one: (one.as_of, one.pk), default=None)
    return outcome.line(
        points,
        title=indicator.shown_title,
        baseline=indicator.baseline,
        target=indicator.planned,
        direction=_way(indicator, latest),
        events=_events(indicator.finding, points, events_for) if indicator.finding and events_for else (),
        unit=indicator.measure.label_vi if indicator.measure else "",
        trend=_trend(latest),
    )


def table(indicator: Indicator) -> list[tuple[MeasuredValue, str]]:
    """Every value ever entered, newest first, with what became of it."""
    values = list(indicator.values.all())
    replaced = replaced_ids(values)
    told = []
    for one in sorted(values, key=lambda value: (value.as_of, value.pk), reverse=True):
        became = "withdrawn" if one.withdrawn_at else "replaced" if one.pk in replaced else ""
        told.append((one, became))
    return told


def _way(indicator: Indicator, latest: MeasuredValue | None) -> outcome.Direction:
    if indicator.direction == Direction.TREND:
        return _TRENDS.get(latest.trend, "keep") if latest else "keep"
    return _WAYS.get(indicator.direction, "keep")


def _trend(latest: MeasuredValue | None) -> str:
    """The drawing marks these words as Vietnamese: what was typed, else the label in that language."""
    if latest is None or not latest.trend:
        return ""
    if latest.note:
        return latest.note
    with override("vi"):
        return str(Trend(latest.trend).label)


def _events(finding: Finding, points: list[outcome.Point], reader: access.Standing) -> list[outcome.Event]:
    """The steps of the finding's remedy that fall into the drawn time; other measurements are drawn as points."""
    if not points:
        return []
    first, last = min(point.date for point in points), max(clock.today(), *(point.date for point in points))
    told: list[outcome.Event] = []
    for entry in reversed(timeline(finding, reader=reader)):
        day: dt.date = clock.local_date(entry.at)
        if first <= day <= last and not entry.type.startswith("indicators.") and not entry.redacted:
            told.append(outcome.Event(day, entry.sentence))
    return told[-_TOLD_EVENTS:]


__all__ = ["CHIPS", "Row", "drawing", "row", "rows", "standings", "table"]
