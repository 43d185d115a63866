"""A point the text leaves open is decided for one cycle: by the board, with value, reason, document, and shown so."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal.models import Event
from chuyenbien.ratings import operations, quotas, reading, weighing
from chuyenbien.ratings.models import CycleReading
from chuyenbien.regulations import engine
from tests.cast import Cast, as_user

from . import making
from .making import Rated
from .test_pages import cost, get

LEVELS = ("good", "excellent")
POINTS = ("excellent_results_collective", "excellent_others_collective")


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


def decide(rated: Rated, key: str, value: Any, who: str = "leader", **changes: Any) -> CycleReading:
    told = {"document": making.document(rated.cast), "because": "Ban Thường vụ thống nhất cách hiểu", **changes}
    made: CycleReading = making.act(rated.cast.people()[who], operations.decide_point, rated.cycle, key, value, **told)
    return made


@pytest.fixture
def criteria(cast: Cast) -> Rated:
    """A cycle under 132 whose body is appraised: no level of a collective is in the text."""
    rated = making.make(cast, "132-2018")
    marks: dict[str, Any] = {"criteria": {"building": "good", "tasks": "excellent", "remedy": "excellent"}}
    making.own(cast, rated.rating(), level="excellent", **marks)
    making.appraise(cast, rated.rating(), level="excellent", **marks)
    return rated


def outcome(rated: Rated) -> tuple[str, str]:
    found = weighing.weigh(rated.rating())
    assert found is not None
    return found.outcome, found.level


def test_what_the_text_leaves_open_is_decided_for_the_open_cycle(criteria: Rated) -> None:
    making.know(criteria.cast, criteria.rating(), {"disciplined": False, "degradation_concluded": False})
    assert outcome(criteria)[0] == engine.NEEDS_DECISION
    before = Event.objects.count()
    for key, value in zip(POINTS, ("good", "good"), strict=True):
        decide(criteria, key, value)
    assert Event.objects.count() == before + 2
    assert outcome(criteria) == (engine.PROPOSED, "excellent")
    pinned = criteria.cycle.book
    assert pinned is not None
    assert pinned.value(POINTS[0]) is None, "the pinned pack stays as it is"


def test_the_last_decision_counts_and_the_former_stays(criteria: Rated) -> None:
    for value in ("good", "excellent"):
        decide(criteria, POINTS[0], value)
    book = reading.book_of(criteria.cycle)
    assert book is not None
    assert book.value(POINTS[0]) == "excellent"
    assert [(one.value, one.replaced_at is None) for one in CycleReading.objects.order_by("pk")] == [
        ("good", False),
        ("excellent", True),
    ]


def test_it_holds_for_this_cycle_alone(criteria: Rated) -> None:
    decide(criteria, POINTS[0], "good")
    other = making.make(criteria.cast, "132-2018", name="Đợt khác")
    book = reading.book_of(other.cycle)
    assert book is not None
    assert book.value(POINTS[0]) is None


def test_the_reading_of_the_share_is_settled(rated: Rated) -> None:
    decide(rated, "quota_denominator", "good_or_better")
    decide(rated, "quota_rounding", "floor")
    assert {one.result.is_settled for one in quotas.groups(rated.cycle) if one.result} == {True}


@pytest.mark.parametrize(
    ("key", "value", "changes", "field"),
    [
        ("excellent_done", 90, {}, None),
        ("rating_before_review", "never", {}, None),
        ("conference_days", 1, {}, None),
        ("quota_rounding", "up", {}, "value"),
        ("quota_rounding", None, {}, "value"),
        ("explanation_limit", Decimal(-1), {}, "value"),
        ("quota_rounding", "floor", {"document": None}, "document"),
        ("quota_rounding", "floor", {"because": " "}, "because"),
    ],
)
def test_a_decision_is_refused(rated: Rated, key: str, value: Any, changes: dict[str, Any], field: str | None) -> None:
    """What the text confirms is not decided, nor what is no matter of ratings; a rating before the review never."""
    with pytest.raises(Refused) as refused:
        decide(rated, key, value, **changes)
    assert refused.value.field == field
    assert not CycleReading.objects.exists()


@pytest.mark.parametrize("name", ["officer", "verifier", "head", "editor", "doer", "admin", "stranger", "inspector"])
def test_nobody_but_a_leader_of_the_board_decides(rated: Rated, name: str) -> None:
    with pytest.raises(Forbidden):
        decide(rated, "quota_rounding", "floor", who=name)


def test_pages_lead_to_it_and_show_it(client: Client, criteria: Rated) -> None:
    cast, cycle = criteria.cast, criteria.cycle
    leader = as_user(client, cast.leader)
    url = reverse("ratings:decide_point", args=[cycle.pk, POINTS[0]])
    assert f'href="{url}"' in get(leader, criteria.rating().get_absolute_url())
    listed = reverse("ratings:points", args=[cycle.pk])
    assert f'href="{url}"' in get(leader, listed)
    assert get(leader, url)
    data = {"value": "good", "document": making.document(cast).pk, "because": "Cách hiểu chung", "command_id": ""}

    assert leader.post(url, {**data, "value": "", "command_id": str(uuid.uuid4())}).status_code == 422
    assert leader.post(url, {**data, "command_id": str(uuid.uuid4())}).status_code == 303
    assert "Cách hiểu chung" in get(leader, listed)
    for reader in (cast.leader, cast.head):
        if reader is cast.head:
            making.decide(cast, criteria.rating(), "good")
            making.publish(cast, criteria.rating())
        page = get(as_user(Client(), reader), criteria.rating().get_absolute_url())
        assert "quyết định cho đợt này" in page
        assert (url in page) is False or reader is cast.leader


def test_only_who_prepares_sees_the_points(rated: Rated) -> None:
    urls = [reverse("ratings:points", args=[rated.cycle.pk])]
    urls.append(reverse("ratings:decide_point", args=[rated.cycle.pk, "quota_rounding"]))
    expected = {"leader": [200, 200], "officer": [200, 200], "head": [404, 404], "stranger": [404, 404]}
    for name, codes in expected.items():
        client = as_user(Client(), rated.cast.people()[name])
        assert [client.get(url).status_code for url in urls] == codes, name
    client = as_user(Client(), rated.cast.leader)
    assert client.get(reverse("ratings:decide_point", args=[rated.cycle.pk, "excellent_done"])).status_code == 404


def test_the_page_asks_no_more_for_more_decisions(client: Client, rated: Rated) -> None:
    leader = as_user(client, rated.cast.leader)
    url = reverse("ratings:points", args=[rated.cycle.pk])
    decide(rated, "quota_rounding", "floor")
    one = cost(leader, url)
    decide(rated, "quota_rounding", "half_up")
    decide(rated, "quota_denominator", "good")
    assert cost(leader, url) == one
