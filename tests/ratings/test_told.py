"""What a rating came to is read by its subject when they have been told of it, and not before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.ratings import operations, weighing
from chuyenbien.ratings.models import Rating
from tests.cast import as_user

from . import making
from .making import Rated
from .test_pages import get


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(making.TODAY):
        yield


def seen(who: Person) -> set[int]:
    return set(Rating.objects.visible_to(Standing.of(who)).values_list("pk", flat=True))


def withheld(who: Person) -> set[int]:
    return set(Rating.objects.withheld_from(Standing.of(who)).values_list("pk", flat=True))


def test_until_it_is_appraised_the_subject_reads_all(rated: Rated) -> None:
    making.own(rated.cast, rated.rating())
    assert rated.rating().pk in seen(rated.cast.head)
    assert not withheld(rated.cast.head)


def test_an_appraisal_is_withheld_from_body_and_person(rated: Rated, client: Client) -> None:
    cast, one = rated.cast, rated.rating()
    person = making.person(rated, cast.doer)
    for rating in (one, person):
        making.own(cast, rating, 91)
        making.appraise(cast, rating, 55, "fulfilled")
    assert withheld(cast.head) == {one.pk, person.pk}
    assert withheld(cast.doer) == {person.pk}
    assert not seen(cast.doer)
    assert {one.pk, person.pk} <= seen(cast.officer) & seen(cast.leader)
    assert not withheld(cast.officer)
    as_user(client, cast.doer)
    page = get(client, person.get_absolute_url())
    assert "Đang thẩm định" in page
    assert "Hoàn thành xuất sắc nhiệm vụ" in page, "the own rating is their own word"
    assert "Đối chiếu kết quả thực hiện" not in page
    listed = get(client, reverse("ratings:cycle", args=[rated.cycle.pk]))
    assert person.get_absolute_url() in listed
    assert "Hoàn thành nhiệm vụ" not in listed


def test_a_decision_is_read_once_they_are_told(rated: Rated, client: Client) -> None:
    cast, one = rated.cast, rated.rating()
    making.decide(cast, one, "fulfilled")
    as_user(client, cast.head)
    assert "Xét toàn diện" not in get(client, one.get_absolute_url())
    making.act(cast.officer, operations.notify, making.fresh(one))
    assert one.pk in seen(cast.head)
    assert "Xét toàn diện" in get(client, one.get_absolute_url())


def test_a_corrected_decision_is_withheld_until_they_are_told_of_it(rated: Rated) -> None:
    cast, one = rated.cast, rated.rating()
    making.decide(cast, one, "fulfilled")
    making.act(cast.officer, operations.notify, making.fresh(one))
    told: dict[str, Any] = {
        "document": making.document(cast),
        "correction": "Tính lại số nhiệm vụ",
        "because": "Xét toàn diện",
    }
    making.act(cast.leader, operations.correct_decision, making.fresh(one), "good", **told)
    assert withheld(cast.head) == {one.pk}


def test_what_is_published_is_read_by_all_concerned(rated: Rated) -> None:
    one = making.published(rated.cast, rated)
    assert one.pk in seen(rated.cast.head) & seen(rated.cast.editor)
    assert not withheld(rated.cast.head)


def test_the_level_of_the_body_is_not_read_from_the_rating_of_its_people(rated: Rated) -> None:
    """A condition on the unit says its level; it counts for a reader when they may read the rating of the unit."""
    cast = rated.cast
    person = making.person(rated, cast.head, is_head=True)
    making.decide(cast, rated.rating(), "not_fulfilled")
    levels = {}
    for name in ("head", "officer"):
        weighed = weighing.weigh(making.fresh(person), reader=Standing.of(cast.people()[name]))
        assert weighed is not None
        levels[name] = weighed.record.unit_level
    assert levels == {"head": "", "officer": "not_fulfilled"}
