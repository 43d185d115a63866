"""The share of excellent, the head and the own unit, the difference that is explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.facts import Points
from chuyenbien.regulations.limits import (
    DENOMINATORS,
    ROUNDINGS,
    Group,
    beyond_maximum,
    head_not_above_unit,
    needs_explanation,
    quota,
)

from .test_engine import decided

COUNTS = st.integers(0, 400)


def book() -> Book:
    return packs.get("366-2025")


def caps(group: Group) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.denominator, one.rounding): (one.cap, one.over) for one in quota(book(), group).readings}


def test_the_worked_example_of_sixty_leaders() -> None:
    found = caps(Group(good=40, excellent=9))
    assert found["good", "floor"] == (8, 1)
    assert found["good_or_better", "floor"] == (9, 0)
    assert found["good_or_better", "half_up"] == (10, 0)


def test_no_reading_is_chosen_until_it_is_decided() -> None:
    result = quota(book(), Group(40, 9))
    assert (result.chosen, result.is_settled, result.exceeds) == (None, False, True)
    settled = decided(book(), quota_denominator="good_or_better", quota_rounding="floor")
    result = quota(settled, Group(40, 9))
    assert result.chosen is not None
    assert (result.chosen.cap, result.is_settled, result.exceeds) == (9, True, False)


def test_an_outstanding_group_has_a_larger_share_where_the_text_gives_one() -> None:
    assert quota(book(), Group(40, 10, is_raised=True)).readings[0].cap == 10
    assert quota(packs.get("132-2018"), Group(40, 10, is_raised=True)).readings[0].cap == 8


def test_without_a_share_there_is_no_reading() -> None:
    point = book().point("quota_percent")
    assert point is not None
    without = book().with_points({"quota_percent": replace(point, value=None)}, unit="")
    assert quota(without, Group(40, 40)).readings == ()


@given(COUNTS, COUNTS, st.booleans(), st.sampled_from(DENOMINATORS), st.sampled_from(ROUNDINGS))
def test_the_share_is_never_exceeded_unsaid(good: int, excellent: int, raised: bool, base: str, rounding: str) -> None:
    group = Group(good, excellent, raised)
    for asked in (book(), decided(book(), quota_denominator=base, quota_rounding=rounding)):
        result = quota(asked, group)
        for one in result.readings:
            assert one.over == max(0, excellent - one.cap)
            assert (one.over > 0) == (excellent > one.cap)
            assert one.cap * 100 <= one.percent * one.base + 50
        counted = [result.chosen] if result.is_settled else list(result.readings)
        assert result.exceeds == any(one is not None and excellent > one.cap for one in counted)


def test_a_head_above_the_own_unit_is_pointed_out() -> None:
    for head, unit, state in (
        ("good", "good", "met"),
        ("fulfilled", "good", "met"),
        ("excellent", "good", "needs_decision"),
        ("excellent", None, "unknown"),
        (None, "good", "unknown"),
    ):
        found = head_not_above_unit(book(), head, unit)
        assert found is not None
        assert found.state == state
    told = head_not_above_unit(decided(book(), head_not_above_unit="yes"), "excellent", "good")
    assert told is not None
    assert told.state == "failed"
    assert head_not_above_unit(decided(book(), head_not_above_unit="no"), "excellent", "good") is None
    assert head_not_above_unit(packs.get("132-2018"), "excellent", "good") is None


def test_a_difference_is_explained_from_the_limit_on() -> None:
    assert needs_explanation(book(), 90, 85).needed is True
    assert needs_explanation(book(), Points(25, 60), Decimal("80.5")).needed is False
    assert needs_explanation(book(), 90, None).needed is None
    none = needs_explanation(packs.get("132-2018"), 90, 50)
    assert none.needed is None
    assert none.points == 40


def test_points_beyond_what_there_is() -> None:
    assert [one.key for one in beyond_maximum(book(), Points(31, 71))] == ["general_points", "results_points"]
    assert beyond_maximum(book(), Points(30, None)) == []
