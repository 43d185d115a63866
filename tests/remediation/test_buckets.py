"""Buckets and rates: published figures as oracles, and random actions each in exactly one bucket."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyenbien.core import clock
from chuyenbien.remediation import queries
from chuyenbien.remediation.enums import ActionState, Bucket
from chuyenbien.remediation.models import Action
from chuyenbien.remediation.queries import Rate
from tests.cast import Cast

from .making import TODAY, active, clear, make_finding
from .verbs import done

GOVERNMENT_2017 = {
    Bucket.DONE_ON_TIME: 14_068,
    Bucket.DONE_LATE: 1_983,
    Bucket.IN_TIME: 5_640,
    Bucket.OVERDUE: 223,
}
"""Report 1270/BC-TCTTTg: 21,914 tasks."""


def test_the_published_rates_of_the_government() -> None:
    assert sum(GOVERNMENT_2017.values()) == 21_914
    rates = queries.rates(GOVERNMENT_2017)
    assert (rates.of_due.part, rates.of_due.of, rates.of_due.percent) == (16_051, 16_274, Decimal("98.63"))
    assert (rates.of_all.of, rates.of_all.percent) == (21_914, Decimal("73.25"))
    assert (rates.on_time.of, rates.on_time.percent) == (16_051, Decimal("87.65"))


def test_the_report_of_2017_prints_a_hundredth_less_than_its_own_numbers_give() -> None:
    """It prints 98.62 % done and 1.38 % overdue; why is not known, so the program shows what the rows give."""
    rate = queries.rates(GOVERNMENT_2017).of_due.percent
    assert rate is not None
    assert rate - Decimal("98.62") == Decimal("0.01")
    assert Rate(223, 16_274).percent == Decimal("1.37")


@pytest.mark.parametrize(
    ("part", "of", "percent"),
    [
        (705, 712, "99.02"),  # projects off the budget in Hanoi, concluded by 15/6/2024
        (439, 712, "61.66"),  # of these fully resolved by 5/11/2025, as published
        (662, 686, "96.50"),  # grassroots organisations rated in Hải Dương 2019
        (58, 58, "100.00"),  # collectives reviewed in Bình Thuận 2016
    ],
)
def test_shares_as_they_were_published(part: int, of: int, percent: str) -> None:
    assert Rate(part, of).percent == Decimal(percent)


def test_a_rate_of_nothing_is_no_number() -> None:
    rates = queries.rates({})
    assert [rates.of_due.percent, rates.of_all.percent, rates.on_time.percent] == [None, None, None]


def test_taking_an_action_off_the_desk_raises_no_rate() -> None:
    before = queries.rates(GOVERNMENT_2017)
    after = queries.rates({**GOVERNMENT_2017, Bucket.IN_TIME: 5_000, Bucket.CANCELLED: 640})
    assert before.of_all == after.of_all


def rows(cast: Cast, *facts: dict[str, Any]) -> None:
    """Actions as they would stand, without going through the verbs."""
    finding = make_finding(cast)
    common = {
        **clear(cast),
        "finding": finding,
        "address": cast.body,
        "created_by": cast.editor,
        "state": ActionState.ACTIVE,
    }
    Action.objects.bulk_create(
        Action(**{**common, "original_due": one.get("due_on", TODAY), "due_on": TODAY, **one}) for one in facts
    )


@pytest.mark.django_db
def test_quang_nam_2020(cast: Cast) -> None:
    """833 tasks: 585 done, 181 overdue, 67 within the deadline."""
    due, late = dt.date(2020, 7, 6), dt.date(2020, 7, 5)
    finished = clock.moment_of(due, 23, 59)
    rows(
        cast,
        *[{"state": ActionState.DONE, "due_on": due, "completed_at": finished}] * 585,
        *[{"due_on": late}] * 181,
        *[{"due_on": due}] * 67,
    )
    counts = queries.bucket_counts(Action.objects.all(), due)
    told = {bucket: number for bucket, number in counts.items() if number}
    assert told == {Bucket.DONE_ON_TIME: 585, Bucket.OVERDUE: 181, Bucket.IN_TIME: 67}
    assert sum(counts.values()) == 833


@pytest.mark.django_db
def test_due_means_the_end_of_that_day(cast: Cast) -> None:
    end = clock.moment_of(TODAY, 23, 59) + dt.timedelta(seconds=59)
    after = end + dt.timedelta(seconds=1)
    rows(
        cast,
        {"state": ActionState.DONE, "completed_at": end},
        {"state": ActionState.DONE, "completed_at": after},
        {"state": ActionState.SUBMITTED, "submitted_at": end},
        {"state": ActionState.SUBMITTED, "submitted_at": after},
        {"state": ActionState.ACTIVE},
        {"state": ActionState.DRAFT},
    )
    tomorrow = TODAY + dt.timedelta(days=1)
    told = [one.bucket for one in queries.with_bucket(Action.objects.order_by("id"), tomorrow)]
    assert told == ["done_on_time", "done_late", "in_time", "overdue", "overdue"]
    assert queries.bucket_counts(Action.objects.all(), TODAY)[Bucket.IN_TIME] == 2


@pytest.mark.django_db
def test_an_extension_hides_nothing(cast: Cast) -> None:
    rows(cast, {"due_on": TODAY, "original_due": TODAY - dt.timedelta(days=30)})
    actions = Action.objects.all()
    assert queries.bucket_counts(actions, TODAY)[Bucket.IN_TIME] == 1
    assert queries.bucket_counts(actions, TODAY, against="original")[Bucket.OVERDUE] == 1


moments = st.integers(0, 59 * 24 * 3600).map(
    lambda seconds: clock.moment_of(dt.date(2023, 1, 1), 0) + dt.timedelta(seconds=seconds)
)
days = st.dates(dt.date(2023, 1, 1), dt.date(2023, 3, 1))
anything = st.fixed_dictionaries(
    {
        "state": st.sampled_from(list(ActionState)),
        "due_on": days,
        "original_due": days,
        "completed_at": moments,
        "submitted_at": moments,
    }
)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(facts=st.lists(anything, max_size=12), today=days, against=st.sampled_from(["approved", "original"]))
def test_every_action_is_in_exactly_one_bucket(
    cast: Cast, facts: list[dict[str, Any]], today: dt.date, against: str
) -> None:
    Action.objects.all().delete()
    rows(cast, *facts)
    issued = [one for one in facts if one["state"] != ActionState.DRAFT]
    counts = queries.bucket_counts(Action.objects.all(), today, against=against)
    assert sum(counts.values()) == len(issued)
    told = list(queries.with_bucket(Action.objects.all(), today, against=against))
    for bucket in Bucket:
        inside = Action.objects.filter(queries.condition(bucket, today, against)).exclude(state=ActionState.DRAFT)
        named = {one.pk for one in told if one.bucket == bucket}
        assert {one.pk for one in inside} == named
        assert len(named) == counts[bucket]
    assert all(one.bucket == expected(one, today, against) for one in told)


def expected(action: Action, today: dt.date, against: str) -> str:
    """The definition of domain §5.2 in plain Python, to hold the query against."""
    due = action.due_on if against == "approved" else action.original_due
    assert due is not None
    if action.state == ActionState.DONE:
        assert action.completed_at is not None
        return "done_on_time" if clock.local_date(action.completed_at) <= due else "done_late"
    if action.state == ActionState.SUBMITTED:
        assert action.submitted_at is not None
        return "in_time" if clock.local_date(action.submitted_at) <= due else "overdue"
    if action.state == ActionState.ACTIVE:
        return "in_time" if today <= due else "overdue"
    return str(action.state)


@pytest.mark.django_db
def test_who_looks_for_what(cast: Cast) -> None:
    soon, past = TODAY + dt.timedelta(days=3), TODAY - dt.timedelta(days=3)
    rows(cast, {"due_on": soon}, {"due_on": past, "has_open_obstacle": True}, {"due_on": dt.date(2030, 1, 1)})
    actions = Action.objects.all()
    assert queries.overdue(actions, TODAY).count() == 1
    assert queries.due_soon(actions, TODAY).count() == 1
    assert queries.blocked(actions).count() == 1
    assert [one.due_on for one in queries.mine(cast.doer)] == [past, soon, dt.date(2030, 1, 1)]
    assert not queries.mine(None).exists()
    assert queries.days_overdue(queries.mine(cast.doer)[0], TODAY) == 3
    with pytest.raises(ValueError, match="no such bucket"):
        queries.condition("lost", TODAY)


@pytest.mark.django_db
def test_chips_say_how_an_action_stands(cast: Cast) -> None:
    with clock.at(TODAY):
        rows(
            cast,
            {"due_on": TODAY - dt.timedelta(days=1)},
            {"due_on": TODAY},
            {"due_on": dt.date(2024, 1, 1)},
            {"state": ActionState.PAUSED},
            {"state": ActionState.DONE, "completed_at": clock.moment_of(TODAY)},
        )
        chips = [one.state_chip[0] for one in Action.objects.order_by("id")]
    assert chips == ["bad", "warn", "info", "paused", "done"]


@pytest.mark.django_db
def test_holders_from_receipt(cast: Cast) -> None:
    action = active(cast)
    assert action.finding is not None
    later = TODAY + dt.timedelta(days=20)
    with clock.at(later):
        done("record_receipt", cast.editor, action, unit=cast.ministry, on=TODAY + dt.timedelta(days=10))
        segments = queries.holding_segments(action)
        assert [one.days(later) for one in segments] == [10, 10]
        assert list(queries.days_per_holder(action, later).values()) == [10, 10]
    done("record_unknown_holding", cast.editor, action.finding, since=dt.date(2003, 1, 1), until=dt.date(2023, 1, 30))
    first = queries.holding_segments(action.finding)[0]
    assert (first.kind, first.holder) == ("unknown", "")
