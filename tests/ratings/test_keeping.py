"""What a decision rested on stays readable, whatever the record says later."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django.test import Client

from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.ratings import keeping, operations, weighing
from chuyenbien.ratings.models import RatingDecision
from chuyenbien.remediation.models import Action
from tests.cast import as_user

from . import making
from .making import Rated
from .test_facts import DUE, task


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(making.TODAY):
        yield


def changes(rated: Rated) -> list[keeping.Change] | None:
    weighed = weighing.weigh(rated.rating())
    assert weighed is not None
    return keeping.changes(RatingDecision.objects.get(replaced_at=None), weighed)


def test_every_condition_is_kept_with_the_decision(client: Client, rated: Rated) -> None:
    task(rated.cast, done=DUE)
    making.know(rated.cast, rated.rating(), exceeded=1)
    making.appraise(rated.cast, rated.rating(), 92)
    making.decide(rated.cast, rated.rating(), "good")
    assert changes(rated) == []
    making.act(rated.cast.officer, operations.notify, rated.rating())
    as_user(client, rated.cast.head)
    page = client.get(rated.rating().get_absolute_url()).content.decode()
    assert "Đến nay dữ liệu trong hệ thống không thay đổi." in page
    assert "since-title" not in page


def test_what_the_record_says_otherwise_later_is_named_condition_by_condition(client: Client, rated: Rated) -> None:
    action = task(rated.cast, done=DUE)
    task(rated.cast, done=DUE)
    making.know(rated.cast, rated.rating(), exceeded=1)
    making.appraise(rated.cast, rated.rating(), 92)
    making.decide(rated.cast, rated.rating(), "good")
    Action.objects.filter(pk=action.pk).update(completed_at=clock.moment_of(DUE + dt.timedelta(days=9)))
    found = changes(rated)
    assert found is not None
    on_time = next(one for one in found if one.now.point.key == "good_on_time")
    assert (on_time.then.state, on_time.then.fact.exact) == ("met", Fraction(100))
    assert (on_time.now.state, on_time.now.fact.exact) == ("failed", Fraction(50))
    making.act(rated.cast.officer, operations.notify, rated.rating())
    as_user(client, rated.cast.head)
    page = client.get(rated.rating().get_absolute_url()).content.decode()
    assert "Dữ liệu thay đổi sau khi quyết định" in page
    assert "2/2 (100%)" in page
    assert "1/2 (50%)" in page
    assert RatingDecision.objects.count() == 1, "the decision itself stays"


def test_a_code_only_rating_keeps_nothing_of_it(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating(), "good")
    assert RatingDecision.objects.get().weighed
    making.act(
        rated.cast.leader,
        documents.reclassify,
        rated.rating(),
        level="code_only",
        code="TT-03",
        because="Theo danh mục",
    )
    assert RatingDecision.objects.get().weighed == ""
    assert changes(rated) is None
