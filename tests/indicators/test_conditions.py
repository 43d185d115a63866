"""What a finding's closing depends on, and how it stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState
from chuyenbien.indicators import operations, queries
from chuyenbien.indicators.enums import Basis, Comparator, Direction, Outcome
from chuyenbien.indicators.models import OutcomeCondition
from chuyenbien.journal.models import Event
from tests.cast import Cast, by
from tests.remediation.making import TODAY

from . import making


def state(condition: OutcomeCondition, on: dt.date | None = None) -> str:
    with clock.at(TODAY):
        return queries.condition_state(OutcomeCondition.objects.get(pk=condition.pk), on)


def remove(cast: Cast, condition: OutcomeCondition, because: str = "Đặt nhầm") -> OutcomeCondition:
    actor = by(cast.officer)
    with journal.recording(by=actor):
        return operations.remove_condition(condition, by=actor, because=because)


def test_a_condition_is_set_with_one_event_about_the_finding(cast: Cast) -> None:
    finding = making.finding(cast)
    made = making.condition(cast, finding, making.indicator(cast, finding))
    assert made.set_by == cast.officer
    assert Event.objects.filter(type="indicators.condition_set.gte").count() == 1
    assert "95" in journal.timeline(finding)[0].sentence


def test_the_same_condition_only_once_unless_removed(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    first = making.condition(cast, finding, indicator)
    with pytest.raises(Refused):
        making.condition(cast, finding, indicator, "98")
    remove(cast, first)
    assert making.condition(cast, finding, indicator, "98")
    assert OutcomeCondition.objects.in_force().count() == 1


def test_it_takes_an_indicator_with_numbers_of_this_finding_or_of_the_unit(cast: Cast) -> None:
    finding = making.finding(cast)
    assert making.condition(cast, finding, making.indicator(cast))
    with pytest.raises(Refused):
        making.condition(cast, finding, making.indicator(cast, finding, direction=Direction.TREND))
    with pytest.raises(Refused):
        making.condition(cast, finding, making.indicator(cast, finding), comparator="about")


def test_a_closed_finding_takes_no_condition(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    made = making.condition(cast, finding, indicator)
    finding.state = made.finding.state = FindingState.CLOSED
    with pytest.raises(Refused):
        making.condition(cast, finding, indicator, "1", comparator=Comparator.AT_MOST)
    with pytest.raises(Refused):
        remove(cast, made)


def test_removing_needs_a_reason_and_happens_once(cast: Cast) -> None:
    finding = making.finding(cast)
    made = making.condition(cast, finding, making.indicator(cast, finding))
    with pytest.raises(Refused):
        remove(cast, made, " ")
    remove(cast, made)
    assert (made.removed_by, made.removed_because) == (cast.officer, "Đặt nhầm")
    with pytest.raises(Refused):
        remove(cast, made)
    assert Event.objects.filter(type="indicators.condition_removed.gte").count() == 1


def test_only_a_settled_figure_meets(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    condition = making.condition(cast, finding, indicator, "95", basis=Basis.PERCENT)
    assert state(condition) == Outcome.UNKNOWN
    low = making.figure(cast, indicator, percent=Decimal(60), as_of=dt.date(2022, 9, 30))
    assert state(condition) == Outcome.NOT_MET
    estimate = making.figure(cast, indicator, percent=Decimal(98), is_estimate=True)
    assert state(condition) == Outcome.MET_BY_ESTIMATE
    assert state(condition, low.as_of) == Outcome.NOT_MET
    settled = making.figure(cast, indicator, percent=Decimal("97.6"), replaces=estimate)
    assert state(condition) == Outcome.MET
    with journal.recording(by=by(cast.editor)):
        operations.withdraw_value(settled, by=by(cast.editor), because="Sai")
    assert state(condition) == Outcome.MET_BY_ESTIMATE


@pytest.mark.parametrize(
    ("comparator", "figure", "met"),
    [
        (Comparator.AT_LEAST, "95", True),
        (Comparator.AT_LEAST, "94.99", False),
        (Comparator.AT_MOST, "95", True),
        (Comparator.AT_MOST, "95.01", False),
        (Comparator.EQUAL, "95", True),
        (Comparator.EQUAL, "95.01", False),
    ],
)
def test_comparisons_include_the_threshold(cast: Cast, comparator: str, figure: str, met: bool) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    condition = making.condition(cast, finding, indicator, comparator=comparator)
    making.figure(cast, indicator, value=Decimal(figure))
    assert state(condition) == (Outcome.MET if met else Outcome.NOT_MET)


def test_a_percent_not_typed_follows_from_amount_and_plan(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding, planned=Decimal(200))
    condition = making.condition(cast, finding, indicator, "95", basis=Basis.PERCENT)
    making.figure(cast, indicator, value=Decimal(190))
    assert state(condition) == Outcome.MET


def test_a_value_without_the_number_looked_at_is_passed_over(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    condition = making.condition(cast, finding, indicator, "10")
    making.figure(cast, indicator, value=Decimal(12), as_of=dt.date(2022, 6, 30))
    making.figure(cast, indicator, trend="rising")
    assert state(condition) == Outcome.MET


@pytest.mark.parametrize(
    ("direction", "planned", "value", "estimate", "outcome"),
    [
        (Direction.INCREASE, "22", "22", False, Outcome.MET),
        (Direction.INCREASE, "22", "23", True, Outcome.MET_BY_ESTIMATE),
        (Direction.INCREASE, "22", "21", False, Outcome.NOT_MET),
        (Direction.DECREASE, "0", "0", False, Outcome.MET),
        (Direction.DECREASE, "0", "1", False, Outcome.NOT_MET),
        (Direction.MAINTAIN, "5", "5", False, Outcome.MET),
        (Direction.MAINTAIN, "5", "6", False, Outcome.NOT_MET),
        (Direction.INCREASE, None, "6", False, Outcome.UNKNOWN),
    ],
)
def test_without_conditions_an_indicator_stands_against_its_plan(
    cast: Cast, direction: str, planned: str | None, value: str, estimate: bool, outcome: str
) -> None:
    indicator = making.indicator(cast, direction=direction, planned=Decimal(planned) if planned else None)
    making.figure(cast, indicator, value=Decimal(value), is_estimate=estimate)
    with clock.at(TODAY):
        assert queries.indicator_state(indicator) == outcome


def test_with_conditions_the_worst_of_them_counts(cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    making.condition(cast, finding, indicator, "10")
    making.condition(cast, finding, indicator, "20", comparator=Comparator.AT_MOST)
    making.figure(cast, indicator, value=Decimal(25))
    with clock.at(TODAY):
        assert queries.indicator_state(indicator) == Outcome.NOT_MET
