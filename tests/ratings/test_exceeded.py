"""“Exceeded” counts from confirmations and opens to its rows; by hand only what is not marked in the system."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.ratings import weighing
from chuyenbien.ratings.enums import Against, HandKey
from chuyenbien.remediation.models import Action, Submission
from chuyenbien.verification.models import Verification
from tests.cast import as_user

from . import making
from .making import Rated
from .test_facts import DUE, facts, record, task
from .test_pages import cost, get


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


def beyond(rated: Rated, *, confirmed: bool = True) -> Action:
    """A done task whose result was confirmed as exceeding what was asked for, or confirmed plainly."""
    action = task(rated.cast, done=DUE)
    submission = Submission.objects.create(action=action, by=rated.cast.doer, at=clock.moment_of(DUE))
    Verification.objects.create(
        submission=submission, judgment="accepted", by=rated.cast.verifier, exceeded=confirmed,
        exceeded_reason="Vượt 20% khối lượng" if confirmed else "",
    )  # fmt: skip
    return action


def test_marked_tasks_count_without_a_number_typed_by_hand(rated: Rated) -> None:
    marked = beyond(rated)
    beyond(rated, confirmed=False)
    making.know(rated.cast, rated.rating())
    fact = facts(rated.rating())["tasks_exceeded_percent"]
    assert (fact.numerator, fact.denominator) == (1, 2)
    assert record(rated.rating()).own[Against.APPROVED].by["exceeded"] == {marked.pk}


def test_nobody_having_marked_any_is_no_judgment(rated: Rated) -> None:
    beyond(rated, confirmed=False)
    making.know(rated.cast, rated.rating())
    assert "tasks_exceeded_percent" not in facts(rated.rating())
    making.enter(rated.cast, rated.rating(), HandKey.EXCEEDED, 0)
    assert facts(rated.rating())["tasks_exceeded_percent"].numerator == 0


def test_by_hand_only_what_is_not_marked_is_added(rated: Rated) -> None:
    beyond(rated)
    for _number in range(2):
        beyond(rated, confirmed=False)
    making.know(rated.cast, rated.rating())
    with pytest.raises(Refused) as refused:
        making.enter(rated.cast, rated.rating(), HandKey.EXCEEDED, 3)
    assert refused.value.field == "number"
    making.enter(rated.cast, rated.rating(), HandKey.EXCEEDED, 1)
    fact = facts(rated.rating())["tasks_exceeded_percent"]
    assert (fact.numerator, fact.denominator) == (2, 3)


def test_a_marked_task_that_is_not_done_any_more_does_not_count(rated: Rated) -> None:
    action = beyond(rated)
    beyond(rated)
    Action.objects.filter(pk=action.pk).update(state="active", completed_at=None)
    making.know(rated.cast, rated.rating())
    assert facts(rated.rating())["tasks_exceeded_percent"].numerator == 1


def test_of_a_head_the_tasks_of_the_unit_count(rated: Rated) -> None:
    beyond(rated)
    making.know(rated.cast, rated.rating())
    head = making.person(rated, rated.cast.head, is_head=True)
    assert facts(head)["led_exceeded_percent"].numerator == 1


def test_the_page_names_base_and_source_and_opens_to_the_rows(client: Client, rated: Rated) -> None:
    marked = beyond(rated)
    plain = beyond(rated, confirmed=False)
    making.know(rated.cast, rated.rating())
    making.enter(rated.cast, rated.rating(), HandKey.EXCEEDED, 1)
    client = as_user(client, rated.cast.officer)
    page = get(client, rated.rating().get_absolute_url())
    assert "1 xác nhận trong hệ thống, 1 theo văn bản" in page
    assert "mark=exceeded" in page
    rows = get(client, reverse("ratings:tasks", args=[rated.rating().pk]) + "?of=tasks&mark=exceeded")
    assert marked.get_absolute_url() in rows
    assert f'{plain.get_absolute_url()}"' not in rows


def test_it_asks_no_more_of_the_database_for_more_tasks(client: Client, rated: Rated) -> None:
    beyond(rated)
    client = as_user(client, rated.cast.officer)
    url = reverse("ratings:cycle", args=[rated.cycle.pk])
    one = cost(client, url)
    for _number in range(2):
        beyond(rated)
    assert cost(client, url) == one
    assert weighing.weigh(rated.rating()) is not None
