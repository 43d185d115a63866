"""What the record brings on an agenda, each action once with all its reasons, and the order people give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.followup import operations, rules
from chuyenbien.followup.models import Meeting, MeetingItem
from chuyenbien.journal.models import Event
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user, by
from tests.followup.holding import LATER, decide, hold, obstacle, petition, plan
from tests.remediation.making import DUE, active, report, submit

pytestmark = pytest.mark.django_db

FAR = LATER + dt.timedelta(days=300)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def reasons(meeting: Meeting) -> dict[int, list[str]]:
    return {item.action_id: item.reasons for item in meeting.items.all()}


def test_an_action_stands_once_with_all_its_reasons(cast: Cast) -> None:
    action = active(cast)
    obstacle(cast, action, within=True)
    meeting = plan(cast, silent_days=30)
    item = meeting.items.get()
    assert item.reasons == ["blocked", "overdue", "silent"]
    assert [kind for kind, _words in item.why] == ["warn", "bad", "neutral"]


@pytest.mark.parametrize(("days_ago", "told"), [(29, {}), (30, ["silent"]), (100, ["silent"])])
def test_no_report_for_so_many_days(cast: Cast, days_ago: int, told: object) -> None:
    """The number is the meeting's own; without one the agenda does not look for it."""
    action = active(cast, due_on=FAR)
    with clock.at(clock.moment_of(LATER - dt.timedelta(days=days_ago), 23)):
        report(cast, action)
    assert reasons(plan(cast, silent_days=30)) == ({action.pk: told} if told else {})
    assert reasons(plan(cast)) == {}


@pytest.mark.parametrize(("ahead", "told"), [(-3, True), (0, True), (7, True), (8, False)])
def test_a_reply_that_is_due_or_past(cast: Cast, ahead: int, told: bool) -> None:
    action = active(cast, due_on=FAR)
    with clock.at(LATER - dt.timedelta(days=60)):
        petition(cast, action, LATER + dt.timedelta(days=ahead))
    assert ("reply" in reasons(plan(cast, reply_days=7))[action.pk]) is told


def test_a_promise_of_an_earlier_meeting_comes_back_when_its_day_has_passed(cast: Cast) -> None:
    action = active(cast)
    first = plan(cast)
    until = LATER + dt.timedelta(days=10)
    decide(first.items.get(), cast, "urge", due_by=until)
    hold(first, cast)
    with clock.at(until):
        assert reasons(plan(cast)) == {action.pk: ["overdue"]}
    with clock.at(until + dt.timedelta(days=1)):
        assert reasons(plan(cast)) == {action.pk: ["promise", "overdue"]}
        report(cast, action)
        submit(cast, action)
        assert reasons(plan(cast)) == {}


def test_a_later_promise_stands_for_the_earlier_one(cast: Cast) -> None:
    action = active(cast, due_on=FAR)
    for days, until in ((0, 10), (11, 30)):
        with clock.at(LATER + dt.timedelta(days=days)):
            meeting = plan(cast)
            with journal.recording(by=by(cast.head)):
                item = meeting.items.first() or operations.add_item(meeting, action, by=by(cast.head))
            decide(item, cast, "urge", due_by=LATER + dt.timedelta(days=until))
            hold(meeting, cast)
    with clock.at(LATER + dt.timedelta(days=20)):
        assert reasons(plan(cast)) == {}
    with clock.at(LATER + dt.timedelta(days=31)):
        assert reasons(plan(cast)) == {action.pk: ["promise"]}


def test_what_was_left_undecided_returns_from_the_last_meeting_only(cast: Cast) -> None:
    action = active(cast, due_on=FAR)
    first = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.add_item(first, action, by=by(cast.head))
    hold(first, cast)
    with clock.at(LATER + dt.timedelta(days=7)):
        second = plan(cast)
        assert reasons(second) == {action.pk: ["returned"]}
        decide(second.items.get(), cast, "remind")
        hold(second, cast)
    with clock.at(LATER + dt.timedelta(days=14)):
        assert reasons(plan(cast)) == {}


def test_bringing_it_up_to_date_tells_anew_why_and_keeps_what_was_chosen(cast: Cast) -> None:
    action = active(cast, due_on=LATER + dt.timedelta(days=2))
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.add_item(meeting, action, by=by(cast.head))
    with clock.at(LATER + dt.timedelta(days=3)), journal.recording(by=by(cast.head)):
        assert operations.refresh_agenda(meeting, by=by(cast.head)) == 0
    assert reasons(meeting) == {action.pk: ["overdue", "chosen"]}


def test_proposing_is_one_query_whatever_the_number(cast: Cast) -> None:
    active(cast)
    meeting = plan(cast)
    with journal.recording(by=None), CaptureQueriesContext(connection) as one:
        operations.fill_agenda(meeting)
    for _number in range(3):
        active(cast)
    with journal.recording(by=None), CaptureQueriesContext(connection) as many:
        operations.fill_agenda(meeting)
    assert len(many) == len(one) + 1  # the new items are written at once


# --- its order


def agenda(cast: Cast, number: int = 3) -> tuple[Meeting, list[Action]]:
    actions = [active(cast, task=f"Nhiệm vụ thứ {place} của kế hoạch") for place in range(1, number + 1)]
    return plan(cast), actions


def order(meeting: Meeting) -> list[int]:
    return list(meeting.items.values_list("action_id", flat=True))


@pytest.mark.parametrize(
    ("which", "sent", "becomes"),
    [
        (0, {"step": "down"}, (1, 0, 2)),
        (2, {"step": "up"}, (0, 2, 1)),
        (0, {"step": "up"}, (0, 1, 2)),
        (2, {"place": "1"}, (2, 0, 1)),
        (0, {"place": "3"}, (1, 2, 0)),
    ],
)
def test_the_chair_puts_the_agenda_in_order(
    client: Client, cast: Cast, which: int, sent: dict[str, str], becomes: tuple[int, ...]
) -> None:
    meeting, actions = agenda(cast)
    item = meeting.items.get(action=actions[which])
    as_user(client, cast.head)
    before = Event.objects.count()
    assert client.post(reverse("followup:move", args=[item.pk]), sent).status_code == 303
    assert order(meeting) == [actions[place].pk for place in becomes]
    assert Event.objects.count() == before + 1
    later = active(cast)
    with journal.recording(by=by(cast.head)):
        operations.refresh_agenda(meeting, by=by(cast.head))
    assert order(meeting) == [*(actions[place].pk for place in becomes), later.pk], "the order is kept"


@pytest.mark.parametrize("place", ["0", "4", "x", "", "-1", "9" * 30])
def test_a_place_that_is_none_is_refused_with_what_was_typed(client: Client, cast: Cast, place: str) -> None:
    meeting, actions = agenda(cast)
    as_user(client, cast.head)
    answer = client.post(reverse("followup:move", args=[meeting.items.first().pk]), {"place": place})  # type: ignore[union-attr]
    assert answer.status_code == 422
    assert f'value="{place}"' in answer.content.decode() or not place
    assert order(meeting) == [one.pk for one in actions]


def test_a_second_click_moves_nothing_further(client: Client, cast: Cast) -> None:
    meeting, actions = agenda(cast)
    as_user(client, cast.head)
    sent = {"step": "down", "command_id": "7b0c2e52-6df5-4f0b-9d7a-0f0f6d1f2a11"}
    for _click in range(2):
        url = reverse("followup:move", args=[meeting.items.get(action=actions[0]).pk])
        assert client.post(url, sent).status_code == 303
    assert order(meeting) == [actions[1].pk, actions[0].pk, actions[2].pk]


ARRANGING = {
    "head": 303,
    "editor": 303,
    "doer": 403,
    "leader": 404,
    "officer": 404,
    "verifier": 404,
    "other_head": 404,
    "admin": 404,
    "stranger": 404,
}
"""Who puts the agenda of the body's meeting in order; the doer attends it and may not."""


def test_who_puts_it_in_order(client: Client, cast: Cast) -> None:
    meeting, _actions = agenda(cast)
    with journal.recording(by=by(cast.head)):
        operations.record_attendance(meeting, by=by(cast.head), present=[cast.doer])
    url = reverse("followup:move", args=[MeetingItem.objects.filter(meeting=meeting).latest("pk").pk])
    found = {name: as_user(client, cast.people()[name]).post(url, {"place": "2"}).status_code for name in ARRANGING}
    assert found == ARRANGING
    hold(meeting, cast)
    meeting.refresh_from_db()
    assert not rules.can_arrange(by(cast.head), meeting)
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.move_item(meeting.items.latest("pk"), 1, by=by(cast.head))


def test_planning_asks_for_the_numbers_as_last_time(client: Client, cast: Cast) -> None:
    as_user(client, cast.head)
    url = reverse("followup:new")
    first = client.get(url).context["form"]
    assert (first["silent_days"].value(), first["reply_days"].value()) == (30, 7)
    plan(cast, silent_days=45)
    again = client.get(url).context["form"]
    assert (again["silent_days"].value(), again["reply_days"].value()) == (45, None)


def test_the_page_costs_the_same_at_one_and_three_items(client: Client, cast: Cast) -> None:
    active(cast)
    meeting = plan(cast, silent_days=30)
    as_user(client, cast.head)
    url = meeting.get_absolute_url()
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _number in range(2):
        active(cast)
    operations.fill_agenda(meeting)
    with CaptureQueriesContext(connection) as three:
        assert client.get(url).status_code == 200
    assert meeting.items.count() == 3
    assert len(three) == len(one)


def test_an_action_that_a_reader_may_not_see_is_named_and_not_linked(client: Client, cast: Cast) -> None:
    action = active(cast, lead_person=cast.editor, lead_unit=cast.body)
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.record_attendance(meeting, by=by(cast.head), present=[cast.stranger])
    page = as_user(client, cast.stranger).get(meeting.get_absolute_url()).content.decode()
    assert action.task in page
    assert action.get_absolute_url() not in page
    assert DUE < LATER
