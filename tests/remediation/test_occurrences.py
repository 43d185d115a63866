"""Turns of a recurring action, on random dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.remediation import occurrences
from chuyenbien.remediation.enums import Rhythm

RECURRING = [Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.QUARTERLY]
day = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))


@given(start=day, length=st.integers(0, 1500), rhythm=st.sampled_from(RECURRING))
def test_they_rise_and_end_with_the_end(start: dt.date, length: int, rhythm: str) -> None:
    end = start + dt.timedelta(days=length)
    found = occurrences.days(start, end, rhythm)
    assert found == sorted(set(found))
    assert found[-1] == end
    assert all(start <= one <= end for one in found)


@given(start=day, length=st.integers(0, 1500), rhythm=st.sampled_from(RECURRING))
def test_every_day_lies_in_exactly_one_turn(start: dt.date, length: int, rhythm: str) -> None:
    end = start + dt.timedelta(days=length)
    found = occurrences.days(start, end, rhythm)
    assert all(occurrences.period_end(one, rhythm) == one for one in found[:-1])
    begins = [start, *(one + dt.timedelta(days=1) for one in found[:-1])]
    assert all(occurrences.period_end(begin, rhythm) >= one for begin, one in zip(begins, found, strict=True))


def test_a_year_of_months() -> None:
    found = occurrences.days(dt.date(2022, 1, 1), dt.date(2022, 12, 31), Rhythm.MONTHLY)
    assert len(found) == 12
    assert found[1] == dt.date(2022, 2, 28)


@pytest.mark.parametrize("rhythm", [Rhythm.ONCE])
def test_what_is_done_once_has_no_turns(rhythm: str) -> None:
    assert occurrences.days(dt.date(2022, 1, 1), dt.date(2022, 12, 31), rhythm) == []
    assert occurrences.days(dt.date(2022, 2, 1), dt.date(2022, 1, 1), Rhythm.MONTHLY) == []
