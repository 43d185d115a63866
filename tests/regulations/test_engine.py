"""The engine: the oracles of the regulations, and what holds of every weighing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.regulations import engine, packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.engine import Proposal, evaluate
from chuyenbien.regulations.facts import Criteria, Fact, Points, Subject
from chuyenbien.regulations.points import DECIDED, Value, rank

COLLECTIVE, MEMBER, LEADER = Subject("collective"), Subject("non_leader"), Subject("leader")

CLEAN: dict[str, Fact] = {
    "review_finished": Fact(True),
    "months_existing": Fact(120),
    "prior_remedied_percent": Fact(100),
    "tasks_done_percent": Fact(100),
    "tasks_on_time_percent": Fact(100),
    "tasks_quality_percent": Fact(100),
    "tasks_exceeded_percent": Fact(30),
    "tasks_off_schedule_percent": Fact(0),
    "units_disciplined": Fact(0),
    "members_disciplined": Fact(0),
    "degradation_concluded": Fact(False),
    "disciplined": Fact(False),
    "corruption_in_charge": Fact(False),
}
LED: dict[str, Any] = {
    name.replace("tasks_", "led_"): fact for name, fact in CLEAN.items() if name.startswith("tasks_")
}


def facts(**changes: Any) -> dict[str, Fact]:
    given_ones = {name: one if isinstance(one, Fact) else Fact(one) for name, one in changes.items()}
    return {**CLEAN, **given_ones}


def weigh(points: Any, subject: Subject = COLLECTIVE, book: Book | None = None, **changes: Any) -> Proposal:
    return evaluate(book or packs.get("366-2025"), subject, points, facts(**changes))


def decided(book: Book, **values: Value) -> Book:
    changed = {}
    for key, value in values.items():
        point = book.point(key)
        assert point is not None
        changed[key] = replace(point, value=value, origin=DECIDED)
    return book.with_points(changed, unit="Thành ủy")


def failed(proposal: Proposal) -> list[str]:
    return [one.point.key for one in proposal.failed if one.point.table == "condition"]


# --- the oracles of 366 ------------------------------------------------------------------------------


def test_all_that_is_asked_for_is_excellent() -> None:
    found = weigh(92)
    assert (found.outcome, found.level) == ("proposed", "excellent")
    assert found.rests_on_unconfirmed == ()


def test_29_percent_exceeded_with_92_points_needs_a_decision() -> None:
    found = weigh(92, tasks_exceeded_percent=29)
    assert (found.outcome, found.level, found.by_points) == ("needs_decision", None, "excellent")
    assert failed(found) == ["excellent_exceeded"]
    assert found.natural == "good"
    assert [one.key for one in found.gaps] == ["gap_excellent"]


def test_90_percent_of_earlier_limitations_remedied_needs_a_decision() -> None:
    found = weigh(92, tasks_exceeded_percent=30, prior_remedied_percent=90)
    assert (found.outcome, found.by_points, found.natural) == ("needs_decision", "excellent", "good")
    assert failed(found) == ["excellent_remedied"]


def test_once_the_office_has_decided_the_drop_it_is_good() -> None:
    book = decided(packs.get("366-2025"), gap_excellent="next_level")
    assert weigh(92, book=book, tasks_exceeded_percent=29).level == "good"


def test_71_points_and_one_task_late_is_fulfilled() -> None:
    found = weigh(71, tasks_on_time_percent=Fact(None, 19, 20), tasks_off_schedule_percent=Fact(None, 1, 20))
    assert (found.outcome, found.level, found.by_points) == ("proposed", "fulfilled", "good")
    assert "good_on_time" in failed(found)
    assert "gap_good" in [one.key for one in found.rests_on_unconfirmed]


@pytest.mark.parametrize("points", [65, 71])
def test_21_percent_off_schedule_needs_a_decision(points: int) -> None:
    found = weigh(points, tasks_on_time_percent=79, tasks_off_schedule_percent=21)
    assert (found.outcome, found.level, found.natural) == ("needs_decision", None, None)
    assert "fulfilled_off_schedule" in failed(found)


@pytest.mark.parametrize(
    ("points", "level"), [(100, "excellent"), (90, "excellent"), (89, "good"), (70, "good"), (69, "fulfilled")]
)
def test_the_points_of_the_levels(points: int, level: str) -> None:
    assert weigh(points).level == level


def test_the_levels_of_the_lowest_points() -> None:
    assert weigh(50).level == "fulfilled"
    assert weigh(Decimal("49.9")).level == "not_fulfilled"
    assert weigh(Points(Decimal("29.5"), 62)).by_points == "excellent"


# --- unknown is not a number -------------------------------------------------------------------------


def test_a_fact_nobody_knows_leaves_the_level_open() -> None:
    for name in ("tasks_exceeded_percent", "prior_remedied_percent", "units_disciplined", "disciplined"):
        unknown: dict[str, Any] = {name: Fact()}
        found = weigh(92, **unknown)
        assert (found.outcome, found.level) == ("unknown", None), name
        assert name in [one.point.fact for one in found.open]


def test_points_not_given_leave_the_level_open() -> None:
    for points in (None, Points(25, None), Points()):
        found = weigh(points)
        assert (found.outcome, found.level, found.by_points) == ("unknown", None, None)


def test_a_failed_condition_fails_the_level_whatever_is_unknown() -> None:
    found = weigh(75, tasks_on_time_percent=95, tasks_quality_percent=Fact(), tasks_off_schedule_percent=5)
    assert found.level == "fulfilled"


def test_a_share_is_compared_by_its_numbers_and_not_rounded() -> None:
    assert weigh(92, tasks_on_time_percent=Fact(Decimal(100), 9999, 10000)).level is None
    third = Fact(None, 3, 10)
    assert weigh(92, tasks_exceeded_percent=third).level == "excellent"


def test_no_earlier_limitation_leaves_nothing_to_remedy_but_no_task_is_unknown() -> None:
    assert weigh(92, prior_remedied_percent=Fact(None, 0, 0)).level == "excellent"
    assert weigh(92, tasks_on_time_percent=Fact(None, 0, 0)).outcome == "unknown"


def test_a_fact_of_another_kind_is_an_error() -> None:
    strange: list[dict[str, Any]] = [{"disciplined": 1}, {"tasks_done_percent": "all"}, {"units_disciplined": False}]
    for one in strange:
        with pytest.raises(TypeError, match=next(iter(one))):
            weigh(92, **one)


# --- what stands before the levels -------------------------------------------------------------------


def test_an_unconfirmed_knockout_asks_and_a_decided_one_rules_out() -> None:
    assert weigh(92, disciplined=True).outcome == "needs_decision"
    book = decided(packs.get("366-2025"), knockout_disciplined=True)
    assert weigh(92, book=book, disciplined=True).level == "not_fulfilled"
    book = decided(packs.get("366-2025"), knockout_disciplined="not_applied")
    assert weigh(92, book=book, disciplined=True).level == "excellent"


def test_a_local_reading_is_looked_at_only_when_its_fact_is_known() -> None:
    assert weigh(92).level == "excellent"
    assert weigh(92, low_confidence_percent=51).outcome == "needs_decision"


def test_under_335_discipline_rules_out() -> None:
    found = weigh(95, MEMBER, packs.get("335-2025"), disciplined=True)
    assert (found.outcome, found.level) == ("proposed", "not_fulfilled")


def test_under_335_the_thresholds_are_not_known() -> None:
    book = packs.get("335-2025")
    assert weigh(49, MEMBER, book).level == "not_fulfilled"
    assert weigh(95, MEMBER, book).outcome == "needs_decision"
    assert weigh(95, MEMBER, book).by_points is None


def test_young_organisations_and_members() -> None:
    assert weigh(92, months_existing=5).outcome == "needs_decision"  # 366: not seen in the text
    assert weigh(None, MEMBER, packs.get("124-2023"), months_member=5).outcome == "not_rated"
    assert weigh(None, MEMBER, packs.get("132-2018"), months_member=6).outcome != "not_rated"
    assert weigh(None, MEMBER, packs.get("124-2023"), suspended=True).outcome == "not_reviewed"
    assert weigh(None, COLLECTIVE, packs.get("132-2018"), months_existing=3).outcome == "not_rated"


def test_a_leader_is_weighed_by_what_they_lead() -> None:
    assert weigh(92, LEADER).outcome == "unknown"
    assert weigh(92, LEADER, **LED).level == "excellent"
    assert weigh(92, LEADER, **LED, quarters_not_fulfilled=1).outcome == "needs_decision"
    head = Subject("leader", is_head=True)
    keys = [one.point.key for one in weigh(92, head, **LED, unit_done_percent=69).open]
    assert "knockout_collective_done" in keys
    keys = [one.point.key for one in weigh(92, LEADER, **LED, unit_done_percent=69).open]
    assert "knockout_collective_done" not in keys


# --- by criteria -------------------------------------------------------------------------------------


def test_132_excellent_by_criteria() -> None:
    book = packs.get("132-2018")
    best = Criteria(("excellent", "excellent"), ("good", "excellent"))
    assert weigh(best, MEMBER, book).level == "excellent"
    for marks in (Criteria(("excellent", "good"), ("good",)), Criteria(("excellent",), ("average", "excellent"))):
        found = weigh(marks, MEMBER, book)
        assert (found.outcome, found.level) == ("needs_decision", None)  # what good asks for was not found
        assert failed(found)
    assert weigh(Criteria(("excellent", None), ("good",)), MEMBER, book).outcome == "unknown"
    assert weigh(best, COLLECTIVE, book).outcome == "needs_decision"


def test_124_rests_on_what_132_says() -> None:
    found = weigh(Criteria(("excellent",), ("good",)), MEMBER, packs.get("124-2023"))
    assert found.level == "excellent"
    assert [one.key for one in found.rests_on_unconfirmed] == ["excellent_results", "excellent_others"]
    assert weigh(Criteria(("good",), ("good",)), MEMBER, packs.get("124-2023")).outcome == "needs_decision"


def test_132_with_what_the_office_decided() -> None:
    values: dict[str, Value] = {"good_results": "good", "good_others": "average"}
    book = decided(packs.get("132-2018"), **values, fulfilled_results="average", fulfilled_others="average")
    assert weigh(Criteria(("excellent", "good"), ("average",)), MEMBER, book).level == "good"
    assert weigh(Criteria(("average",), ("average",)), MEMBER, book).level == "fulfilled"
    assert weigh(Criteria(("poor",), ("good",)), MEMBER, book).outcome == "needs_decision"


def test_the_same_body_under_124_and_366_differs_by_named_conditions() -> None:
    under = {key: {one.key for one in packs.get(key).conditions("excellent")} for key in ("124-2023", "366-2025")}
    assert "excellent_remedied" in under["366-2025"] - under["124-2023"]


# --- what holds of every weighing --------------------------------------------------------------------

SHARES = st.one_of(st.none(), st.integers(0, 100))
SOME = st.fixed_dictionaries(
    {
        "tasks_done_percent": SHARES,
        "tasks_on_time_percent": SHARES,
        "tasks_quality_percent": st.sampled_from([None, 90, 100]),
        "tasks_exceeded_percent": SHARES,
        "tasks_off_schedule_percent": SHARES,
        "prior_remedied_percent": st.sampled_from([None, 90, 100]),
        "disciplined": st.sampled_from([None, False, True]),
        "review_finished": st.sampled_from([None, False, True, True, True]),
    }
)
GAPS = st.fixed_dictionaries(
    {f"gap_{level}": st.sampled_from(["needs_decision", "next_level"]) for level in ("excellent", "good", "fulfilled")}
)


@given(SOME, GAPS, st.integers(0, 100), st.integers(0, 100))
def test_more_points_never_lower_a_level(some: dict[str, Any], gaps: dict[str, Value], one: int, other: int) -> None:
    book = decided(packs.get("366-2025"), **gaps)
    low = weigh(min(one, other), book=book, **some).level
    high = weigh(max(one, other), book=book, **some).level
    if low is not None and high is not None:
        assert rank(high) >= rank(low)


@given(SOME, st.one_of(st.none(), st.integers(0, 100)))
def test_no_rating_without_a_finished_review(some: dict[str, Any], points: int | None) -> None:
    for key in ("366-2025", "335-2025", "132-2018"):
        found = weigh(points, MEMBER, packs.get(key), **some)
        assert (found.level is None) == (found.outcome != "proposed")
        if some["review_finished"] is not True:
            assert found.level is None


@given(SOME, st.integers(0, 100))
def test_the_same_gives_the_same(some: dict[str, Any], points: int) -> None:
    again = Book.from_text(packs.get("366-2025").text)
    assert weigh(points, **some) == weigh(points, book=again, **some)


@given(SOME, st.integers(0, 100))
def test_every_condition_of_every_level_is_told(some: dict[str, Any], points: int) -> None:
    book = packs.get("366-2025")
    found = weigh(points, MEMBER, **some)
    told = {one.point.key for one in found.checks}
    assert {one.key for one in book.of_table("condition") if one.concerns("non_leader")} <= told
    assert all(one.state in ("met", "failed", "unknown", "needs_decision") for one in found.checks)
    assert all((one.state == engine.UNKNOWN_STATE) <= (not one.fact.is_known) for one in found.checks)
