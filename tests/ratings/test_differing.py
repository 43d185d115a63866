"""Own rating, appraisal and decision: where they differ by the level or by the limit of the pack, it is explained."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.ratings import weighing
from chuyenbien.ratings.models import Rating, RatingDecision
from tests.cast import Cast, as_user

from . import making
from .making import Rated
from .test_facts import DUE, task
from .test_pages import get, post


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


@pytest.fixture
def proposed(rated: Rated) -> Rating:
    """A body the record and the regulation propose as good, with 85 points in the appraisal."""
    for _number in range(4):
        task(rated.cast, due=DUE, done=DUE)
    making.know(rated.cast, rated.rating())
    making.own(rated.cast, rated.rating(), 85, "good")
    making.appraise(rated.cast, rated.rating(), 85, "good")
    weighed = weighing.weigh(rated.rating())
    assert weighed is not None
    assert weighed.level == "good"
    return rated.rating()


def test_as_proposed_and_as_appraised_needs_no_words(rated: Rated, proposed: Rating) -> None:
    assert making.decide(rated.cast, proposed, "good", because="").reason == ""


def test_another_level_than_the_appraisal_is_explained_even_as_proposed(rated: Rated, proposed: Rating) -> None:
    Rating.objects.filter(pk=proposed.pk).update(appraisal_level="fulfilled")
    proposed.assessments.filter(step="appraisal").update(level="fulfilled")
    with pytest.raises(Refused, match=r"thẩm định") as refused:
        making.decide(rated.cast, rated.rating(), "good", because=" ")
    assert refused.value.field == "because"
    assert making.decide(rated.cast, rated.rating(), "good", because="Xét thêm việc phát sinh").reason


@pytest.mark.parametrize(("points", "needed"), [("80.01", False), ("80", True), ("90", True), ("85", False)])
def test_points_that_differ_by_the_limit_of_the_pack_are_explained(
    rated: Rated, proposed: Rating, points: str, needed: bool
) -> None:
    """366 as the pack has it: from 5 points on."""
    told: dict[str, Any] = {"points": Decimal(points), "because": ""}
    if needed:
        with pytest.raises(Refused) as refused:
            making.decide(rated.cast, proposed, "good", **told)
        assert refused.value.field == "because"
        told["because"] = "Trừ điểm phối hợp"
    assert making.decide(rated.cast, proposed, "good", **told).points == Decimal(points)


def test_points_lie_on_the_scale(rated: Rated, proposed: Rating) -> None:
    for wrong in ("100.5", "-1"):
        with pytest.raises(Refused) as refused:
            making.decide(rated.cast, proposed, "good", points=Decimal(wrong))
        assert refused.value.field == "points"


def test_where_the_pack_rates_by_criteria_no_points_are_recorded(cast: Cast) -> None:
    rated = making.make(cast, "124-2023")
    with pytest.raises(Refused) as refused:
        making.decide(cast, rated.rating(), "good", points=Decimal(80))
    assert refused.value.field == "points"


def test_the_page_asks_for_points_and_shows_them(client: Client, rated: Rated, proposed: Rating) -> None:
    leader = as_user(client, rated.cast.leader)
    data = {"level": "good", "points": "78,5", "document": making.document(rated.cast).pk}
    answer = post(leader, "decide", proposed.pk, data)
    assert answer.status_code == 422
    assert "78,5" in answer.content.decode()
    assert post(leader, "decide", proposed.pk, {**data, "because": "Trừ điểm phối hợp"}).status_code == 303
    assert RatingDecision.objects.get().points == Decimal("78.5")
    assert "78,5" in get(leader, proposed.get_absolute_url())


def test_points_alone_are_corrected(rated: Rated, proposed: Rating) -> None:
    from .test_deciding import correct

    making.decide(rated.cast, proposed, "good", points=Decimal(85), because="")
    correct(rated, "good", points=Decimal(82))
    assert [one.points for one in RatingDecision.objects.order_by("pk")] == [85, 82]
