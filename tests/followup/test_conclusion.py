"""When a meeting ends: its minutes, its notice of conclusion, and what it asked in each person's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.followup.models import Meeting
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user
from tests.followup.holding import LATER, decide, hold, obstacle, plan
from tests.remediation.making import active, report

pytestmark = pytest.mark.django_db

SOON = LATER + dt.timedelta(days=9)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def held(cast: Cast) -> tuple[Meeting, Action, Action]:
    """One item urged until a day, one left undecided."""
    first, second = active(cast, task="Việc có kết luận"), active(cast, task="Việc chưa bàn tới")
    meeting = plan(cast, title="Giao ban tuần 28", secretary=cast.editor, place="Phòng họp số 2")
    decide(meeting.items.get(action=first), cast, "urge", note="Hoàn thành hồ sơ", due_by=SOON)
    return hold(meeting, cast, minutes="Diễn biến cuộc họp"), first, second


@pytest.mark.parametrize(("page", "says"), [("print", ["Diễn biến cuộc họp", "Phòng họp số 2"]), ("conclusion", [])])
def test_the_papers_say_what_who_and_until_when(client: Client, cast: Cast, page: str, says: list[str]) -> None:
    meeting, first, second = held(cast)
    shown = as_user(client, cast.head).get(reverse(f"followup:{page}", args=[meeting.pk])).content.decode()
    for words in (*says, first.task, "Hoàn thành hồ sơ", cast.doer.full_name, "21/07/2023", second.task):
        assert words in shown, words
    assert shown.index(first.task) < shown.index(second.task)
    assert as_user(client, cast.stranger).get(reverse(f"followup:{page}", args=[meeting.pk])).status_code == 404


def test_before_it_is_closed_the_papers_say_so(client: Client, cast: Cast) -> None:
    active(cast)
    meeting = plan(cast)
    for page in ("print", "conclusion"):
        shown = as_user(client, cast.head).get(reverse(f"followup:{page}", args=[meeting.pk])).content.decode()
        assert "note-warn" in shown


def my_work(client: Client) -> str:
    answer = client.get(reverse("desk:my_work"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_asked_waits_in_the_persons_work(client: Client, cast: Cast) -> None:
    meeting, first, _second = held(cast)
    as_user(client, cast.doer)
    assert meeting.title in my_work(client)
    assert "21/07/2023" in my_work(client)
    report(cast, first)
    assert meeting.title in my_work(client), "it waits until it is done"
    Action.objects.filter(pk=first.pk).update(state="submitted", submitted_at=clock.now())
    assert meeting.title not in my_work(client)


def test_a_reminder_without_a_day_waits_for_a_report(client: Client, cast: Cast) -> None:
    action = active(cast)
    meeting = plan(cast, title="Họp nhắc việc")
    decide(meeting.items.get(), cast, "remind")
    as_user(client, cast.doer)
    assert "Họp nhắc việc" in my_work(client)
    with clock.at(LATER + dt.timedelta(days=1)):
        report(cast, action)
        assert "Họp nhắc việc" not in my_work(client)


def test_what_was_given_to_somebody_else_waits_there(client: Client, cast: Cast) -> None:
    action = active(cast)
    meeting = plan(cast, title="Họp giao việc")
    decide(meeting.items.get(), cast, "reassign", to_person=cast.editor)
    assert "Họp giao việc" not in my_work(as_user(client, cast.doer))
    page = my_work(as_user(client, cast.editor))
    assert "Họp giao việc" in page
    assert action.task in page


def test_a_petition_that_was_decided_waits_to_be_sent(client: Client, cast: Cast) -> None:
    action = active(cast)
    obstacle(cast, action, within=False)
    decide(plan(cast).items.get(), cast, "ask_up", authority=cast.ministry, request="Đề nghị hướng dẫn cách làm")
    assert "Đề nghị hướng dẫn cách làm" in my_work(as_user(client, cast.head))
    assert "Đề nghị hướng dẫn cách làm" not in my_work(as_user(client, cast.doer))


def test_my_work_costs_the_same_for_one_and_for_three(client: Client, cast: Cast) -> None:
    def ask(number: int) -> int:
        for _one in range(number):
            active(cast)
        for item in plan(cast).items.all():
            decide(item, cast, "remind")
        as_user(client, cast.doer)
        my_work(client)
        with CaptureQueriesContext(connection) as asked:
            my_work(client)
        return len(asked)

    assert ask(1) == ask(2)
