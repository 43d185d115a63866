"""Figures: estimated or settled, amount against percent, replaced by name, withdrawn with the reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.indicators import operations, queries
from chuyenbien.indicators.enums import Direction, Trend
from chuyenbien.indicators.models import MeasuredValue
from chuyenbien.journal.models import Event
from tests.cast import Cast, by
from tests.remediation.making import TODAY

from . import making


def withdraw(cast: Cast, value: MeasuredValue, because: str = "Nhập nhầm kỳ") -> MeasuredValue:
    actor = by(cast.editor)
    with journal.recording(by=actor):
        return operations.withdraw_value(value, by=actor, because=because)


def test_a_figure_is_entered_with_one_event(cast: Cast) -> None:
    indicator = making.indicator(cast)
    made = making.figure(cast, indicator, value=Decimal(335), is_estimate=True, source="Báo cáo")
    assert (made.value, made.is_estimate, made.author) == (Decimal(335), True, cast.editor)
    assert Event.objects.filter(type="indicators.estimated").count() == 1


@pytest.mark.parametrize(
    ("planned", "value", "percent", "agrees"),
    [
        ("341.8", "335", "98", True),
        ("341.8", "335", "98.5", True),
        ("341.8", "335", "98.52", False),
        ("341.8", "335", "97.4", False),
        ("100", "50", "50.5", True),
        ("100", "50", "50.51", False),
        ("100", "50", "49.5", True),
    ],
)
def test_amount_and_percent_must_agree_within_half_a_point(
    cast: Cast, planned: str, value: str, percent: str, agrees: bool
) -> None:
    indicator = making.indicator(cast, planned=Decimal(planned))
    if agrees:
        assert making.figure(cast, indicator, value=Decimal(value), percent=Decimal(percent))
        return
    with override("vi"), pytest.raises(Refused) as refused:
        making.figure(cast, indicator, value=Decimal(value), percent=Decimal(percent))
    assert refused.value.field == "percent"
    if value == "335":
        assert "98,01" in str(refused.value)


def test_of_a_plan_of_zero_there_is_no_percent(cast: Cast) -> None:
    indicator = making.indicator(cast, planned=Decimal(0), direction=Direction.DECREASE)
    assert making.figure(cast, indicator, value=Decimal(0))
    with pytest.raises(Refused):
        making.figure(cast, indicator, value=Decimal(0), percent=Decimal(100))


def test_without_a_plan_the_plan_is_derived_and_never_stored(cast: Cast) -> None:
    indicator = making.indicator(cast)
    value = making.figure(cast, indicator, value=Decimal(335), percent=Decimal(98), is_estimate=True)
    assert queries.derived_plan(indicator, value) == Decimal("341.8")
    indicator.refresh_from_db()
    assert indicator.planned is None
    given = making.indicator(cast, planned=Decimal(342))
    assert queries.derived_plan(given, making.figure(cast, given, value=Decimal(335), percent=Decimal(98))) is None


def test_a_trend_never_gets_a_number(cast: Cast) -> None:
    indicator = making.indicator(cast, direction=Direction.TREND)
    made = making.figure(cast, indicator, trend=Trend.FALLING)
    assert (made.value, made.percent, made.trend) == (None, None, Trend.FALLING)
    for facts in ({"value": Decimal(1)}, {"percent": Decimal(1)}):
        with pytest.raises(Refused) as refused:
            making.figure(cast, indicator, trend=Trend.FALLING, **facts)
        assert refused.value.field in facts
    with pytest.raises(Refused):
        making.figure(cast, indicator)


def test_a_figure_says_something(cast: Cast) -> None:
    indicator = making.indicator(cast)
    with pytest.raises(Refused):
        making.figure(cast, indicator)
    with pytest.raises(Refused):
        making.figure(cast, indicator, trend="up and away")


def test_a_settled_figure_is_not_of_a_day_to_come(cast: Cast) -> None:
    indicator = making.indicator(cast)
    tomorrow = TODAY + dt.timedelta(days=1)
    with pytest.raises(Refused) as refused:
        making.figure(cast, indicator, value=Decimal(1), as_of=tomorrow)
    assert refused.value.field == "as_of"
    assert making.figure(cast, indicator, value=Decimal(1), as_of=tomorrow, is_estimate=True)


def test_a_settled_figure_replaces_an_estimate_by_naming_it(cast: Cast) -> None:
    indicator = making.indicator(cast)
    estimate = making.figure(cast, indicator, value=Decimal(335), is_estimate=True)
    settled = making.figure(cast, indicator, value=Decimal("333.4"), replaces=estimate)
    with clock.at(TODAY):
        assert queries.standing_values(indicator) == [settled]
    assert MeasuredValue.objects.filter(pk=estimate.pk, withdrawn_at=None).exists()
    assert Event.objects.filter(type="indicators.estimate_settled").count() == 1
    with pytest.raises(Refused) as twice:
        making.figure(cast, indicator, value=Decimal(334), replaces=estimate)
    assert twice.value.field == "replaces"


def test_only_an_estimate_of_this_indicator_is_replaced_by_a_settled_figure(cast: Cast) -> None:
    indicator, other = making.indicator(cast), making.indicator(cast, name="Khác")
    settled = making.figure(cast, indicator, value=Decimal(1))
    elsewhere = making.figure(cast, other, value=Decimal(1), is_estimate=True)
    for wrong in (settled, elsewhere):
        with pytest.raises(Refused):
            making.figure(cast, indicator, value=Decimal(2), replaces=wrong)
    estimate = making.figure(cast, indicator, value=Decimal(1), is_estimate=True)
    with pytest.raises(Refused):
        making.figure(cast, indicator, value=Decimal(2), replaces=estimate, is_estimate=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasuredValue.objects.filter(pk=estimate.pk).update(replaces=settled)


def test_withdrawing_keeps_the_figure_with_the_reason_once(cast: Cast) -> None:
    indicator = making.indicator(cast)
    value = making.figure(cast, indicator, value=Decimal(335))
    with pytest.raises(Refused):
        withdraw(cast, value, " ")
    withdraw(cast, value)
    assert value.withdrawn_because == "Nhập nhầm kỳ"
    assert queries.latest_value(indicator) is None
    assert Event.objects.filter(type="indicators.value_withdrawn").count() == 1
    with pytest.raises(Refused):
        withdraw(cast, value)


def test_when_the_settled_figure_is_withdrawn_the_estimate_counts_again(cast: Cast) -> None:
    indicator = making.indicator(cast)
    estimate = making.figure(cast, indicator, value=Decimal(335), is_estimate=True)
    settled = making.figure(cast, indicator, value=Decimal(300), replaces=estimate)
    withdraw(cast, settled)
    assert queries.latest_value(indicator) == estimate
    assert making.figure(cast, indicator, value=Decimal(334), replaces=estimate)
