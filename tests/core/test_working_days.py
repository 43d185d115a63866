"""Working days: weekends and holidays are left out, days worked in exchange count, in both directions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.core.working_days import WorkingDays

TET = frozenset(dt.date(2023, 1, day) for day in (20, 23, 24, 25, 26))
TABLE = WorkingDays(off=TET, worked=frozenset({dt.date(2023, 1, 28)}), years=frozenset({2023}))
DAYS = st.dates(dt.date(2022, 11, 1), dt.date(2023, 4, 30))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (dt.date(2023, 1, 19), 1, dt.date(2023, 1, 27)),
        (dt.date(2023, 1, 19), 2, dt.date(2023, 1, 28)),
        (dt.date(2023, 1, 19), 3, dt.date(2023, 1, 30)),
        (dt.date(2023, 1, 27), -1, dt.date(2023, 1, 19)),
        (dt.date(2023, 1, 21), 0, dt.date(2023, 1, 27)),
        (dt.date(2023, 2, 3), 0, dt.date(2023, 2, 3)),
        (dt.date(2023, 2, 3), 1, dt.date(2023, 2, 6)),
    ],
)
def test_days_are_added_over_tet(day: dt.date, number: int, expected: dt.date) -> None:
    assert TABLE.add(day, number) == expected


def test_full_days_between_leave_out_both_ends() -> None:
    assert TABLE.between(dt.date(2023, 1, 18), dt.date(2023, 1, 30)) == 3  # 19, 27 and the Saturday worked in exchange
    assert TABLE.between(dt.date(2023, 2, 6), dt.date(2023, 2, 6)) == 0
    assert TABLE.between(dt.date(2023, 2, 6), dt.date(2023, 2, 1)) == 0


def test_a_year_nobody_entered_is_named() -> None:
    assert TABLE.unknown_years(dt.date(2022, 12, 30), dt.date(2024, 1, 2)) == [2022, 2024]
    assert TABLE.unknown_years(dt.date(2023, 1, 1), dt.date(2023, 12, 31)) == []


@given(DAYS, st.integers(1, 40))
def test_going_forth_and_back_comes_to_the_same_day(day: dt.date, number: int) -> None:
    start = TABLE.on_or_after(day)
    there = TABLE.add(start, number)
    assert TABLE.is_working(there)
    assert TABLE.add(there, -number) == start
    assert TABLE.between(start, there) == number - 1


@given(DAYS)
def test_the_nearest_working_day_is_one_and_nearest(day: dt.date) -> None:
    after, before = TABLE.on_or_after(day), TABLE.on_or_before(day)
    assert before <= day <= after
    assert TABLE.is_working(after)
    assert TABLE.is_working(before)
    assert (before == after) is TABLE.is_working(day)
