"""The calendar of a unit: what falls on the days of a month, only what the reader sees, never too long."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.conferences.models import Conference
from chuyenbien.core import clock
from chuyenbien.desk import month
from chuyenbien.desk.month import Day
from chuyenbien.followup import operations as followup
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import CalendarDay, Person, Unit
from chuyenbien.remediation.models import ActionOccurrence
from chuyenbien.reviews.models import Milestone
from tests.cast import Cast, as_user, by
from tests.escalation.making import sent
from tests.remediation.making import DUE, active

pytestmark = pytest.mark.django_db

JUNE = dt.date(2023, 6, 1)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(dt.date(2023, 6, 15)):
        yield


def days(reader: Person, first: dt.date = JUNE, unit: Unit | None = None) -> dict[dt.date, Day]:
    weeks = month.weeks_of(Standing.of(reader), unit, first)
    assert all(len(week) == 7 for week in weeks)
    return {day.date: day for week in weeks for day in week if day}


def kinds(told: dict[dt.date, Day]) -> set[tuple[int, str]]:
    return {(day.day, one.icon) for day, there in told.items() for one in there.entries}


def everything(cast: Cast) -> None:
    """One of each kind in June 2023."""
    action = active(cast)
    ActionOccurrence.objects.create(action=action, number=1, due_on=dt.date(2023, 6, 10))
    assert action.finding is not None
    dossier = action.finding.dossier
    assert dossier is not None
    cycle = dossier.cycle
    cycle.involve(unit=cast.superior, capacity="superior")
    Milestone.objects.create(cycle=cycle, kind="plan", due_on=dt.date(2023, 6, 5))
    late = clock.moment_of(dt.date(2023, 6, 12), 23)
    Conference.objects.create(dossier=dossier, starts_at=late, ends_at=late + dt.timedelta(hours=2))
    request = sent(cast)
    type(request).objects.filter(pk=request.pk).update(answer_due=dt.date(2023, 6, 20))
    with journal.recording(by=by(cast.officer)):
        followup.plan_meeting(
            unit=cast.superior,
            title="Họp tháng 6",
            starts_at=clock.moment_of(dt.date(2023, 6, 30), 23, 30),
            chair=cast.leader,
            by=by(cast.officer),
        )


def test_each_kind_falls_on_its_day(cast: Cast) -> None:
    everything(cast)
    found = kinds(days(cast.leader))
    assert {(30, "check"), (10, "history"), (12, "users"), (5, "flag"), (20, "arrow-up"), (30, "meeting")} <= found


def test_holidays_and_weekends_are_marked_with_their_names(cast: Cast) -> None:
    CalendarDay.objects.create(day=dt.date(2023, 6, 7), name="Ngày nghỉ minh họa")
    CalendarDay.objects.create(day=dt.date(2023, 6, 10), name="Làm bù", is_worked=True)
    told = days(cast.leader)
    assert (told[dt.date(2023, 6, 7)].is_off, told[dt.date(2023, 6, 7)].names) == (True, ["Ngày nghỉ minh họa"])
    assert (told[dt.date(2023, 6, 10)].is_off, told[dt.date(2023, 6, 11)].is_off) == (False, True)
    assert [one.date.day for one in told.values() if one.is_today] == [15]


@pytest.mark.parametrize("first", [JUNE, dt.date(2023, 5, 1), dt.date(2024, 2, 1), dt.date(2026, 2, 1)])
def test_weeks_hold_every_day_of_the_month_once(cast: Cast, first: dt.date) -> None:
    weeks = month.weeks_of(Standing.of(cast.leader), None, first)
    for week in weeks:
        assert all(day is None or day.date.weekday() == place for place, day in enumerate(week))
    told = [day.date for week in weeks for day in week if day]
    assert told[0] == first
    assert all(later - earlier == dt.timedelta(days=1) for earlier, later in itertools.pairwise(told))
    assert (told[-1] + dt.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("who", "sees"), [("leader", True), ("head", True), ("doer", True), ("stranger", False), ("admin", False)]
)
def test_only_what_the_reader_sees(client: Client, cast: Cast, who: str, sees: bool) -> None:
    action = active(cast)
    as_user(client, cast.people()[who])
    content = html.unescape(client.get(f"{reverse('desk:calendar')}?month=06/2023").content.decode())
    assert (action.task[:40] in content) == sees


def test_of_one_unit(cast: Cast) -> None:
    active(cast)
    assert (DUE.day, "check") in kinds(days(cast.leader, unit=cast.lead_unit))
    assert (DUE.day, "check") in kinds(days(cast.leader, unit=cast.body))
    assert not kinds(days(cast.leader, unit=cast.other_body))


def test_a_full_day_names_a_few_and_opens_to_all(client: Client, cast: Cast) -> None:
    for _turn in range(month.FEW + 2):
        active(cast)
    told = days(cast.head, unit=cast.body)[DUE]
    assert (len(told.entries), [one.count for one in told.more]) == (month.FEW, [2])
    as_user(client, cast.head)
    shown = html.unescape(client.get(told.more[0].href).content.decode())
    assert len(set(re.findall(r'href="/remediation/(\d+)/"', shown))) == month.FEW + 2


def test_pages_of_other_months_and_nonsense(client: Client, cast: Cast) -> None:
    as_user(client, cast.leader)
    content = client.get(f"{reverse('desk:calendar')}?month=01/2023").content.decode()
    assert "month=12%2F2022" in content
    assert "month=02%2F2023" in content
    assert reverse("notices:settings") in content
    for query in ("month=13/2023", "month=x&unit=99999999999999999999", "unit=%00"):
        assert client.get(f"{reverse('desk:calendar')}?{query}").status_code == 200


def test_costs_the_same_at_one_and_three(client: Client, cast: Cast) -> None:
    everything(cast)
    as_user(client, cast.leader)
    costs = []
    for more in (0, 2):
        for _turn in range(more):
            active(cast)
        client.get(reverse("desk:calendar"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("desk:calendar")).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
