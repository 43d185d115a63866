"""Points by criterion, as far as the pack names them; the sum is worked out and never beyond the pack's most."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.ratings import operations, scoring
from chuyenbien.ratings.enums import Step
from chuyenbien.ratings.models import Assessment
from chuyenbien.regulations import packs
from tests.cast import Cast, as_user

from . import making
from .making import Rated
from .test_pages import get, post

GENERAL = {"quality": Decimal(9), "thinking": Decimal("8.5"), "correction": Decimal(7)}
AXES = ("tasks", "institutions", "innovation", "building", "people", "defence")


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


def shape(pack: str, kind: str) -> list[tuple[str, int, bool]]:
    return [(one.how, len(one.parts), one.is_required) for one in scoring.groups(packs.get(pack), kind)]


@pytest.mark.parametrize(
    ("pack", "kind", "expected"),
    [
        ("366-2025", "collective", [("total", 0, False), ("sum", 6, False)]),
        ("366-2025", "leader", [("sum", 3, True), ("sum", 6, False)]),
        ("366-2025", "non_leader", [("sum", 3, True), ("sum", 6, False)]),
        ("335-2025", "non_leader", [("total", 0, False), ("mean", 3, True)]),
        ("335-2025", "leader", [("total", 0, False), ("mean", 6, True)]),
        ("132-2018", "leader", []),
        ("124-2023", "collective", []),
    ],
)
def test_what_each_pack_asks_for(pack: str, kind: str, expected: list[tuple[str, int, bool]]) -> None:
    """General criteria of 366 are confirmed; its six axes are not, so the total alone may be given."""
    assert shape(pack, kind) == expected


@given(st.lists(st.decimals(0, 100, places=2), min_size=3, max_size=3))
def test_of_335_the_points_are_seventy_times_the_mean_of_the_shares(shares: list[Decimal]) -> None:
    group = scoring.groups(packs.get("335-2025"), "non_leader")[1]
    points = group.points(dict(zip(("quantity", "quality", "progress"), shares, strict=True)))
    assert 0 <= points <= 70
    assert abs(points - Decimal(70) * sum(shares) / 300) <= Decimal("0.005")
    more = group.points({"quantity": Decimal(100), "quality": shares[1], "progress": shares[2]})
    assert more >= points, "a better share never lowers the points"


def own(rated: Rated, **facts: Any) -> Assessment:
    rating = making.person(rated, rated.cast.doer, "non_leader")
    return assess(rated, rating, **facts)


def assess(rated: Rated, rating: Any, **facts: Any) -> Assessment:
    made: Assessment = making.act(rated.cast.doer, operations.assess, rating, Step.SELF, level="good", **facts)
    return made


def test_a_person_under_366_is_given_points_by_criterion(rated: Rated) -> None:
    made = own(rated, parts={"general": GENERAL}, results=Decimal(55))
    assert (made.general, made.results, made.points.total) == (Decimal("24.5"), Decimal(55), Decimal("79.5"))
    assert made.parts == {"general": {"quality": "9", "thinking": "8.5", "correction": "7"}}


def test_axes_may_be_used_and_then_all_of_them(rated: Rated) -> None:
    rating = making.person(rated, rated.cast.doer, "non_leader")
    axes = dict.fromkeys(AXES, Decimal(10))
    made = assess(rated, rating, parts={"general": GENERAL, "results": axes})
    assert made.results == 60
    with pytest.raises(Refused) as refused:
        assess(rated, making.fresh(rating), parts={"general": GENERAL, "results": {**axes, "defence": None}})
    assert refused.value.field == "part_results_defence"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"general": Decimal(25), "results": Decimal(50)}, "part_general_quality"),
        ({"parts": {"general": {**GENERAL, "quality": Decimal(31)}}, "results": Decimal(50)}, "part_general_quality"),
        ({"parts": {"general": {**GENERAL, "quality": Decimal(-1)}}, "results": Decimal(50)}, "part_general_quality"),
        ({"parts": {"general": dict.fromkeys(GENERAL, Decimal(11))}, "results": Decimal(50)}, "part_general_quality"),
        ({"parts": {"general": {**GENERAL, "other": Decimal(1)}}, "results": Decimal(50)}, "general"),
        ({"parts": {"general": GENERAL}, "general": Decimal(25), "results": Decimal(50)}, "general"),
        ({"parts": {"general": GENERAL}}, "general"),
        ({"parts": {"general": GENERAL}, "results": Decimal(71)}, "results"),
    ],
)
def test_points_are_refused(rated: Rated, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        own(rated, **facts)
    assert refused.value.field == field
    assert not Assessment.objects.exists()


def test_under_335_the_three_shares_are_given_and_shown_with_their_sum(client: Client, cast: Cast) -> None:
    rated = making.make(cast, "335-2025")
    rating = making.person(rated, cast.doer, "non_leader")
    data = {"general": "28", "level": "good", "part_results_quantity": "100", "part_results_quality": "90",
            "revision": rating.revision}  # fmt: skip
    client = as_user(client, cast.doer)
    assert "trung bình cộng" in get(client, f"/ratings/{rating.pk}/self/")
    assert post(client, "assess_self", rating.pk, data).status_code == 422
    assert post(client, "assess_self", rating.pk, {**data, "part_results_progress": "80"}).status_code == 303
    assert Assessment.objects.get().results == 63
    page = get(client, rating.get_absolute_url())
    assert "70 × (100 + 90 + 80)/3% = 63" in page


def test_old_totals_stay_readable(client: Client, rated: Rated) -> None:
    made = own(rated, parts={"general": GENERAL}, results=Decimal(55))
    Assessment.objects.filter(pk=made.pk).update(parts={})
    client = as_user(client, rated.cast.doer)
    assert "24,5" in get(client, made.rating.get_absolute_url())
    assert get(client, f"/ratings/{made.rating_id}/self/")


def test_the_page_of_a_person_asks_criterion_by_criterion(client: Client, rated: Rated) -> None:
    rating = making.person(rated, rated.cast.doer, "non_leader")
    client = as_user(client, rated.cast.doer)
    page = get(client, f"/ratings/{rating.pk}/self/")
    assert 'name="part_general_quality"' in page
    assert 'name="general"' not in page
    assert "chưa xác nhận" in page
    data = {f"part_general_{key}": str(value).replace(".", ",") for key, value in GENERAL.items()}
    data |= {"results": "55", "level": "good", "revision": str(rating.revision)}
    assert post(client, "assess_self", rating.pk, data).status_code == 303
    assert "8,5" in get(client, rating.get_absolute_url())
    assert "8,5" in get(client, f"/ratings/{rating.pk}/self/"), "what was given before is offered again"
