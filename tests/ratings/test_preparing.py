"""The confirmed list, facts by hand, own rating, appraisal, counted votes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chuyenbien.core.verdict import Forbidden, Refused, Stale
from chuyenbien.journal.models import Event
from chuyenbien.ratings import operations
from chuyenbien.ratings.enums import HandKey, Step
from chuyenbien.ratings.models import Assessment, BallotCount, HandFact, TaskListConfirmation
from tests.cast import Cast

from . import making
from .making import Rated


def test_the_list_is_confirmed_once_and_taken_back_with_a_reason(rated: Rated) -> None:
    cast, before = rated.cast, Event.objects.count()
    made = making.act(cast.editor, operations.confirm_task_list, rated.rating())
    assert (made.confirmed_on, made.counted, Event.objects.count()) == (making.TODAY, 0, before + 1)
    with pytest.raises(Refused):
        making.act(cast.officer, operations.confirm_task_list, rated.rating())
    with pytest.raises(Refused) as refused:
        making.act(cast.officer, operations.withdraw_confirmation, rated.rating(), because=" ")
    assert refused.value.field == "because"
    making.act(cast.officer, operations.withdraw_confirmation, rated.rating(), because="Còn thiếu nhiệm vụ")
    assert Event.objects.count() == before + 2
    with pytest.raises(Refused):
        making.act(cast.officer, operations.withdraw_confirmation, rated.rating(), because="Nữa")
    making.act(cast.head, operations.confirm_task_list, rated.rating())
    assert TaskListConfirmation.objects.count() == 2


@pytest.mark.parametrize("name", ["leader", "verifier", "doer", "other_head", "admin", "stranger"])
def test_others_do_not_confirm(rated: Rated, name: str) -> None:
    with pytest.raises(Forbidden):
        making.act(rated.cast.people()[name], operations.confirm_task_list, rated.rating())


def test_a_fact_by_hand_replaces_the_former_one_which_stays(rated: Rated) -> None:
    cast, before = rated.cast, Event.objects.count()
    making.document(cast)
    before = Event.objects.count()
    making.enter(cast, rated.rating(), HandKey.UNITS_DISCIPLINED, 0)
    making.enter(cast, rated.rating(), HandKey.UNITS_DISCIPLINED, 1)
    assert Event.objects.count() == before + 2
    rows = HandFact.objects.filter(rating=rated.rating())
    told = [(int(one.number or 0), one.replaced_at is None) for one in rows.order_by("pk")]
    assert told == [(0, False), (1, True)]


@pytest.mark.parametrize(
    ("fact", "value", "changes", "field"),
    [
        (HandKey.DISCIPLINED, 1, {}, "yes"),
        (HandKey.DISCIPLINED, None, {}, "yes"),
        (HandKey.UNITS_DISCIPLINED, Decimal("0.5"), {}, "number"),
        (HandKey.UNITS_DISCIPLINED, -1, {}, "number"),
        (HandKey.UNITS_DISCIPLINED, True, {}, "number"),
        (HandKey.LOW_CONFIDENCE, 101, {}, "number"),
        (HandKey.EXCEEDED, 1, {}, "number"),
        ("tasks_done_percent", 1, {}, "fact"),
        (HandKey.UNITS_DISCIPLINED, 0, {"document": None}, "document"),
        (HandKey.UNITS_DISCIPLINED, 0, {"because": " "}, "because"),
    ],
)
def test_a_fact_is_refused(rated: Rated, fact: str, value: Any, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.enter(rated.cast, rated.rating(), fact, value, **changes)
    assert refused.value.field == field
    assert not HandFact.objects.exists()


def test_own_rating_and_appraisal_each_one_event_and_earlier_versions_stay(rated: Rated) -> None:
    cast, before = rated.cast, Event.objects.count()
    making.own(cast, rated.rating(), 92)
    making.own(cast, rated.rating(), 88, "good")
    making.appraise(cast, rated.rating(), 86, "good")
    assert Event.objects.count() == before + 3
    rows = Assessment.objects.filter(rating=rated.rating(), step=Step.SELF)
    assert sorted((one.level, one.replaced_at is None) for one in rows) == [("excellent", False), ("good", True)]
    assert (rated.rating().self_level, rated.rating().appraisal_level) == ("good", "good")


def test_only_the_subject_rates_itself_and_only_the_superior_appraises(rated: Rated) -> None:
    cast = rated.cast
    for name in ("officer", "leader", "editor", "other_head", "admin"):
        with pytest.raises(Forbidden):
            making.act(cast.people()[name], operations.assess, rated.rating(), Step.SELF, level="good")
    for name in ("head", "editor", "verifier", "admin", "stranger"):
        with pytest.raises(Forbidden):
            making.act(cast.people()[name], operations.assess, rated.rating(), Step.APPRAISAL, level="good")


def test_a_difference_is_explained_in_writing(rated: Rated) -> None:
    cast = rated.cast
    making.own(cast, rated.rating(), 92)
    making.appraise(cast, rated.rating(), 91, explanation="")
    for points, level in ((87, "excellent"), (91, "good")):
        with pytest.raises(Refused) as refused:
            making.appraise(cast, rated.rating(), points, level, explanation="")
        assert refused.value.field == "explanation"
    making.appraise(cast, rated.rating(), 87, "good", explanation="Hai nhiệm vụ chậm tiến độ")


@pytest.mark.parametrize(
    ("general", "results", "field"), [(31, 60, "general"), (30, 71, "results"), (30, None, "general")]
)
def test_points_are_within_the_scale(rated: Rated, general: int, results: int | None, field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.act(
            rated.cast.head,
            operations.assess,
            rated.rating(),
            Step.SELF,
            level="good",
            general=general,
            results=results,
        )
    assert refused.value.field == field


def test_under_132_every_criterion_is_given_and_no_points(cast: Cast) -> None:
    rated = making.make(cast, "132-2018")
    given = {"building": "excellent", "tasks": "excellent", "remedy": "good"}
    with pytest.raises(Refused):
        making.own(cast, rated.rating(), criteria={"building": "excellent"})
    with pytest.raises(Refused):
        making.own(cast, rated.rating(), general=Decimal(30), results=Decimal(60))
    made = making.own(cast, rated.rating(), criteria=given)
    assert made.criteria == given


def test_who_opened_an_older_version_is_told(rated: Rated) -> None:
    rating = rated.rating()
    making.own(rated.cast, rating)
    with pytest.raises(Stale):
        making.own(rated.cast, rating, general=Decimal(20), results=Decimal(50), revision=rating.revision)


def test_nothing_is_appraised_before_the_review_is_finished(cast: Cast) -> None:
    rated = making.make(cast, finished=False)
    making.own(cast, rated.rating())
    with pytest.raises(Refused):
        making.appraise(cast, rated.rating())
    with pytest.raises(Refused):
        making.decide(cast, rated.rating())


def test_nothing_is_assessed_after_the_decision(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating())
    for verb in (making.own, making.appraise):
        with pytest.raises(Refused):
            verb(rated.cast, rated.rating())


def count(rated: Rated, minutes: bool = True, **changes: Any) -> Any:
    told = {**making.COUNTS, **changes}
    files = [making.minutes()] if minutes else []
    return making.act(
        rated.cast.officer,
        operations.count_ballots,
        rated.rating(),
        "proposal",
        held_on=making.TODAY,
        counts=told,
        minutes=files,
    )


def test_only_counts_and_minutes_of_a_vote_are_kept(rated: Rated) -> None:
    before = Event.objects.count()
    made = count(rated)
    assert (made.valid, made.excellent, made.files.count(), Event.objects.count()) == (14, 9, 1, before + 1)
    count(rated)
    assert BallotCount.objects.filter(replaced_at=None).count() == 1
    assert BallotCount.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"issued": 14}, "returned"), ({"invalid": 2}, "valid"), ({"excellent": 8}, "excellent")],
)
def test_sums_that_do_not_add_up_are_refused_with_help(rated: Rated, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        count(rated, **changes)
    assert refused.value.field == field
    assert any(character.isdigit() for character in str(refused.value))


def test_the_minutes_are_needed(rated: Rated) -> None:
    with pytest.raises(Refused) as refused:
        count(rated, minutes=False)
    assert refused.value.field == "minutes"


def test_only_the_office_counts(rated: Rated) -> None:
    for name in ("head", "leader", "verifier", "admin"):
        with pytest.raises(Forbidden):
            making.act(
                rated.cast.people()[name],
                operations.count_ballots,
                rated.rating(),
                "proposal",
                held_on=making.TODAY,
                counts=making.COUNTS,
                minutes=[making.minutes()],
            )
