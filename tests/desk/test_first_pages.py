"""Everybody's first page: who is sent where, what it counts, that its numbers open to their rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import CodeList
from chuyenbien.ratings import operations as ratings
from chuyenbien.ratings.models import RatingPetition
from chuyenbien.remediation import operations as remediation
from tests.cast import Cast, as_user, by, code
from tests.ratings import making
from tests.remediation.making import DUE, active

pytestmark = pytest.mark.django_db

LATER = DUE + dt.timedelta(days=12)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


FIRST = {
    "leader": "desk:overview",
    "officer": "desk:office",
    "verifier": "verification:queue",
    "head": "desk:my_work",
    "editor": "desk:my_work",
    "doer": "desk:my_work",
    "inspector": "desk:journal",
    "admin": "orgs:units",
}


@pytest.mark.parametrize("who", list(FIRST))
def test_each_is_sent_to_what_they_came_for(client: Client, cast: Cast, who: str) -> None:
    as_user(client, cast.people()[who])
    assert client.get("/").headers["Location"] == reverse(FIRST[who])


@pytest.mark.parametrize("page", ["overview", "office", "my_work", "delegation", "search", "journal"])
@pytest.mark.parametrize("who", ["leader", "officer", "doer", "stranger", "admin"])
def test_pages_open_for_everybody_and_show_nobody_more(client: Client, cast: Cast, page: str, who: str) -> None:
    action = active(cast)
    as_user(client, cast.people()[who])
    answer = client.get(reverse(f"desk:{page}"))
    assert answer.status_code == 200
    if who in ("stranger", "admin"):
        assert action.task not in answer.content.decode()


def test_the_overview_counts_what_is_overdue_and_opens_it(client: Client, cast: Cast) -> None:
    action = active(cast)
    as_user(client, cast.leader)
    page = client.get(reverse("desk:overview")).content.decode()
    link = re.search(r'href="([^"]*bucket=overdue[^"]*)"', page)
    assert link is not None
    rows = client.get(link.group(1).replace("&amp;", "&"))
    assert rows.status_code == 200
    assert action.task in rows.content.decode()


def test_an_extension_waits_for_the_leader_until_decided(client: Client, cast: Cast) -> None:
    action = active(cast)
    with journal.recording(by=by(cast.head)):
        extension = remediation.ask_extension(
            action, by=by(cast.head), to_date=LATER + dt.timedelta(days=30), because="Chờ hướng dẫn"
        )
    as_user(client, cast.leader)
    place = reverse("remediation:decide_extension", args=[extension.pk])
    assert place in client.get(reverse("desk:overview")).content.decode()
    with journal.recording(by=by(cast.leader)):
        remediation.decide_extension(extension, by=by(cast.leader), decision="approved", because="Đồng ý")
    assert place not in client.get(reverse("desk:overview")).content.decode()


def test_the_overview_begins_with_what_the_leader_is_charged_with(client: Client, cast: Cast) -> None:
    active(cast)
    with journal.recording(by=None):
        orgs.charge(
            cast.leader, cast.superior, by=None, field=code(CodeList.FIELD, "dat-dai"), since=dt.date(2022, 1, 1)
        )
    as_user(client, cast.leader)
    page = client.get(reverse("desk:overview")).content.decode()
    assert page.index("Đất đai") < page.index('id="waiting"')


def test_my_work_lists_what_i_lead(client: Client, cast: Cast) -> None:
    action = active(cast)
    as_user(client, cast.doer)
    page = client.get(reverse("desk:my_work")).content.decode()
    assert action.task in page
    assert reverse("remediation:report", args=[action.pk]) in page


@pytest.mark.parametrize(
    ("page", "who"), [("overview", "leader"), ("office", "officer"), ("my_work", "doer"), ("journal", "leader")]
)
def test_costs_the_same_at_one_and_three(client: Client, cast: Cast, page: str, who: str) -> None:
    as_user(client, cast.people()[who])
    active(cast)
    client.get(reverse(f"desk:{page}"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(f"desk:{page}"))
    active(cast)
    active(cast)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse(f"desk:{page}"))
    assert len(one) == len(three)


def test_each_step_of_a_rating_waits_where_it_is_done(client: Client, cast: Cast) -> None:
    """Named on the first page of whoever is next, and gone from it once done."""
    rated = making.make(cast)
    rating, cycle = rated.rating(), reverse("ratings:cycle", args=[rated.cycle.pk])
    confirm = reverse("ratings:confirm", args=[rating.pk])
    steps: list[tuple[str, str, str, Callable[[], Any]]] = [
        ("editor", "my_work", f'"{confirm}"', lambda: making.act(cast.editor, ratings.confirm_task_list, rating)),
        ("head", "my_work", f'"{rating.get_absolute_url()}"', lambda: making.own(cast, rating, 75, "good")),
        ("officer", "office", f"{cycle}?step=appraisal", lambda: making.appraise(cast, rating, 75, "good")),
        ("leader", "overview", f"{cycle}?step=decision", lambda: making.decide(cast, rating, "good")),
        ("leader", "overview", f"{cycle}?state=decided", lambda: making.publish(cast, rated.cycle)),
        ("officer", "office", f"{cycle}?#rows", lambda: making.act(cast.officer, ratings.notify, rated.rating())),
    ]
    for who, page, link, act in steps:
        as_user(client, cast.people()[who])
        url = reverse(f"desk:{page}")
        assert link in client.get(url).content.decode(), (who, link)
        act()
        assert link not in client.get(url).content.decode(), (who, link)
    making.act(cast.head, ratings.file_petition, rated.rating(), text="Đề nghị xem lại")
    as_user(client, cast.leader)
    answer = reverse("ratings:answer", args=[RatingPetition.objects.get().pk])
    assert answer in client.get(reverse("desk:overview")).content.decode()
    as_user(client, cast.stranger)
    assert cycle not in client.get(reverse("desk:my_work")).content.decode()
