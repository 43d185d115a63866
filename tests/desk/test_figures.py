"""The page of figures: published totals from rows, both dates side by side, every number opens to its rows."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.desk import counting
from chuyenbien.desk.counting import By
from chuyenbien.desk.scope import Scope
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import ageing
from chuyenbien.remediation.enums import ActionState, Bucket
from chuyenbien.remediation.models import Action, ActionInvolvement
from chuyenbien.verification.models import Closure
from tests.cast import Cast, as_user
from tests.plugins import statistics
from tests.remediation.making import TODAY, active, clear, make_dossier, make_finding

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def rows(cast: Cast, *facts: dict[str, Any], finding: Finding | None = None, address: Unit | None = None) -> None:
    """Actions as they would stand, seen by the superior and the body, without going through the verbs."""
    common = {
        **clear(cast),
        "finding": finding or make_finding(cast),
        "address": address or cast.body,
        "created_by": cast.editor,
        "state": ActionState.ACTIVE,
        "issued_at": clock.moment_of(TODAY),
    }
    made = Action.objects.bulk_create(
        [Action(**{**common, "original_due": one["due_on"], **one}) for one in facts], batch_size=500
    )
    seen = [(cast.superior, Capacity.SUPERIOR), (cast.body, Capacity.ADDRESS)]
    ActionInvolvement.objects.bulk_create(
        [
            ActionInvolvement(matter=one, unit=unit, capacity=capacity, since=TODAY)
            for one in made
            for unit, capacity in seen
        ],
        batch_size=500,
    )
    if len(facts) > 1000:
        statistics.learn()


def scope(cast: Cast, **narrowed: Any) -> Scope:
    return Scope(Standing.of(cast.leader, on=TODAY), **narrowed)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def links(content: str, wanted: str) -> list[tuple[str, int]]:
    """Addresses of numbers that hold ``wanted``, with the number they show."""
    found = re.findall(r'<a href="([^"]+)"><span[^>]*>([\d.,]+)</span></a>|<a href="([^"]+)">([\d.,]+)</a>', content)
    pairs = [(one or two, first or second) for one, first, two, second in found]
    return [(href, int(re.sub(r"\D", "", number))) for href, number in pairs if wanted in href]


def test_quang_nam_2020_on_the_page(client: Client, cast: Cast) -> None:
    """833 tasks: 585 done, 181 overdue, 67 within the deadline; each number opens to as many rows."""
    due, late = dt.date(2020, 7, 6), dt.date(2020, 7, 5)
    finished = clock.moment_of(due, 23, 59)
    rows(
        cast,
        *[{"state": ActionState.DONE, "due_on": due, "completed_at": finished}] * 585,
        *[{"due_on": late}] * 181,
        *[{"due_on": due}] * 67,
    )
    as_user(client, cast.leader)
    with clock.at(due):
        told = counting.counted(scope(cast))
        assert {bucket: n for bucket, n in told.approved.items() if n} == {
            Bucket.DONE_ON_TIME: 585,
            Bucket.OVERDUE: 181,
            Bucket.IN_TIME: 67,
        }
        assert told.total == 585 + 181 + 67 == 833
        content = page(client, reverse("desk:figures"))
        for bucket, number in (("done_on_time", 585), ("overdue", 181), ("in_time", 67)):
            opened = dict(links(content, f"bucket={bucket}"))
            assert set(opened.values()) == {number}
            for href in opened:
                assert str(number) in page(client, href)


@pytest.mark.slow
def test_the_government_in_2017_from_rows(cast: Cast) -> None:
    """Report 1270/BC-TCTTTg: 21,914 tasks, 98.63 % of those due are done, 73.25 % of all."""
    day = dt.date(2017, 12, 31)
    done = {"state": ActionState.DONE, "due_on": day - DAY}
    rows(
        cast,
        *[{**done, "completed_at": clock.moment_of(day - DAY)}] * 14_068,
        *[{**done, "completed_at": clock.moment_of(day)}] * 1_983,
        *[{"due_on": day}] * 5_640,
        *[{"due_on": day - DAY}] * 223,
    )
    with clock.at(day):
        told = counting.counted(scope(cast))
        groups, more = counting.groups(scope(cast), By.UNIT, 1)
    assert told.total == 21_914
    of_due, of_all = told.rates[0].of_due, told.rates[0].of_all
    assert (of_due.part, of_due.of, str(of_due.percent)) == (16_051, 16_274, "98.63")
    assert (of_all.of, str(of_all.percent)) == (21_914, "73.25")
    assert [(key, one.approved) for key, one in groups] == [(cast.body.pk, told.approved)]
    assert not more


def test_both_dates_stand_side_by_side_and_add_up(cast: Cast) -> None:
    rows(
        cast,
        {"due_on": TODAY + DAY, "original_due": TODAY - 40 * DAY},
        {"due_on": TODAY - DAY, "state": ActionState.PAUSED},
        {"due_on": TODAY, "state": ActionState.CANCELLED},
        {"due_on": TODAY, "state": ActionState.TRANSFERRED},
        {"due_on": TODAY, "state": ActionState.AWAITING_SUCCESSION},
        {"due_on": TODAY, "state": ActionState.DRAFT},
    )
    with clock.at(TODAY):
        told = counting.counted(scope(cast))
    assert (told.approved[Bucket.IN_TIME], told.approved[Bucket.OVERDUE]) == (1, 0)
    assert (told.original[Bucket.IN_TIME], told.original[Bucket.OVERDUE]) == (0, 1)
    assert sum(told.approved.values()) == sum(told.original.values()) == told.total == 5


@pytest.mark.parametrize("by", list(By))
def test_the_rows_of_every_table_add_up_to_the_whole_and_open_to_themselves(
    client: Client, cast: Cast, by: str
) -> None:
    rows(
        cast,
        {"due_on": dt.date(2022, 11, 30)},
        {"due_on": dt.date(2023, 3, 31), "original_due": dt.date(2022, 12, 31)},
        {"due_on": dt.date(2023, 2, 1), "state": ActionState.PAUSED},
        finding=make_finding(cast, make_dossier(cast)),
    )
    rows(cast, {"due_on": dt.date(2023, 2, 1)}, address=cast.other_body)
    as_user(client, cast.leader)
    with clock.at(TODAY):
        groups, _more = counting.groups(scope(cast), by, 1)
        assert sum(one.total for _key, one in groups) == counting.counted(scope(cast)).total == 4
        content = page(client, f"{reverse('desk:figures')}?by={by}")
        opened = links(content, reverse("remediation:list"))
        assert opened
        for href, number in opened:
            rows_shown = re.search(r"(\d+) (?:actions?, by due date|nhiệm vụ, xếp theo thời hạn)", page(client, href))
            assert rows_shown is not None, href
            assert int(rows_shown.group(1)) == number, href


def test_units_stand_in_official_order(cast: Cast) -> None:
    rows(cast, *[{"due_on": TODAY - DAY}] * 3, address=cast.other_body)
    rows(cast, {"due_on": TODAY + DAY})
    with clock.at(TODAY):
        groups, _more = counting.groups(scope(cast), By.UNIT, 1)
    assert [key for key, _told in groups] == [cast.body.pk, cast.other_body.pk]


def test_a_period_holds_what_was_first_due_in_it(cast: Cast) -> None:
    rows(
        cast,
        {"due_on": dt.date(2023, 6, 30), "original_due": dt.date(2023, 3, 31)},
        {"due_on": dt.date(2023, 4, 1)},
    )
    quarter = {"since": dt.date(2023, 1, 1), "until": dt.date(2023, 3, 31)}
    with clock.at(dt.date(2023, 5, 1)):
        assert counting.counted(scope(cast, **quarter)).approved[Bucket.IN_TIME] == 1
        assert counting.counted(scope(cast, **quarter)).original[Bucket.OVERDUE] == 1


def test_ages_leave_no_day_out(cast: Cast, settings: Any) -> None:
    """0–30, 31–90, 91–180, 181–365, over a year; the limits are a setting."""
    keys = [one.key for one in ageing.classes()]
    assert keys == ["0-30", "31-90", "91-180", "181-365", "366-"]
    ages = (0, 30, 31, 90, 91, 180, 181, 365, 366, 4000)
    late = [{"due_on": TODAY - days * DAY} for days in ages if days]
    rows(cast, *[{**one, "issued_at": clock.moment_of(one["due_on"], 0)} for one in late])
    rows(cast, {"due_on": TODAY, "issued_at": clock.moment_of(TODAY, 0)})
    with clock.at(clock.moment_of(TODAY, 23, 59)):
        told = counting.aged(scope(cast))
        assert [one.open for one in told] == [2, 2, 2, 2, 2]
        assert [one.late for one in told] == [1, 2, 2, 2, 2]
        assert sum(one.late for one in told) == counting.counted(scope(cast)).approved[Bucket.OVERDUE]
    settings.AGE_LIMITS = (10,)
    assert [one.key for one in ageing.classes()] == ["0-10", "11-"]


def test_days_to_close_by_the_nearest_rank(cast: Cast) -> None:
    done = {"state": ActionState.DONE, "due_on": TODAY}
    rows(cast, *[{**done, "completed_at": clock.moment_of(TODAY) + days * DAY} for days in range(1, 11)])
    with clock.at(TODAY):
        told = counting.ended(scope(cast)).actions
    assert (told.of, told.half, told.most) == (10, 5, 9)
    assert counting.ended(scope(cast, since=dt.date(2030, 1, 1))).actions == ageing.Spread(0)


def test_reopened_and_recurring_with_their_denominators(client: Client, cast: Cast) -> None:
    dossier = make_dossier(cast)
    first, second, third = (make_finding(cast, dossier) for _turn in range(3))
    moment = clock.moment_of(TODAY)
    Closure.objects.create(finding=first, reason="Đã khắc phục", by=cast.verifier, at=moment, ended_at=moment)
    Closure.objects.create(finding=second, reason="Đã khắc phục", by=cast.verifier, at=moment)
    Finding.objects.filter(pk=second.pk).update(state=FindingState.CLOSED, closed_at=moment)
    Finding.objects.filter(pk=third.pk).update(recurrence_of=second)
    with clock.at(TODAY):
        told = counting.ended(scope(cast))
        assert (told.reopened.part, told.reopened.of) == (1, 2)
        assert (told.recurring.part, told.recurring.of) == (1, 3)
        as_user(client, cast.leader)
        content = page(client, reverse("desk:figures"))
        for which, number in (("closed", 1), ("ever_closed", 2), ("reopened", 1), ("stated", 3), ("recurring", 1)):
            opened = dict(links(content, f"which={which}"))
            assert set(opened.values()) == {number}, which
            shown = page(client, next(iter(opened)))
            assert len(set(re.findall(r'href="/findings/(\d+)/"', shown))) == number
        assert client.get(f"{reverse('desk:figures_findings')}?which=worst").status_code == 404


@pytest.mark.parametrize(
    ("who", "sees"), [("leader", 1), ("head", 1), ("doer", 1), ("inspector", 1), ("stranger", 0), ("other_head", 0)]
)
def test_only_what_the_reader_may_see_is_counted(cast: Cast, who: str, sees: int) -> None:
    active(cast)
    assert counting.counted(Scope(Standing.of(cast.people()[who]))).total == sees


MATRIX = {
    "doer": {
        "doer": 200,
        "head": 200,
        "leader": 200,
        "officer": 200,
        "editor": 403,
        "verifier": 403,
        "inspector": 403,
    },
    "head": {"head": 200, "leader": 200, "officer": 200},
    "officer": {"officer": 200, "leader": 200},
    "stranger": {"stranger": 200},
}
"""Whose figures, and who reads them. Who sees some of that work is told why not (403); nobody else anything (404)."""


@pytest.mark.parametrize("whose", list(MATRIX))
def test_figures_of_one_person(client: Client, cast: Cast, whose: str) -> None:
    active(cast)
    address = reverse("desk:figures_of_person", args=[cast.people()[whose].pk])
    for who, person in cast.people().items():
        as_user(client, person)
        assert client.get(address).status_code == MATRIX[whose].get(who, 404), (who, whose)
        shown = address in page(client, reverse("orgs:person", args=[cast.people()[whose].pk]))
        assert shown == (MATRIX[whose].get(who) == 200), (who, whose)


def test_what_makes_no_sense_in_the_address_is_left_out(client: Client, cast: Cast) -> None:
    active(cast)
    as_user(client, cast.leader)
    for query in (
        "by=worst&unit=x&field=99999999999999999999&cycle=-1&since=9999-12-31&until=0001-01-01&page=0",
        "since=31/02/2023&until=&page=99999999999999999999",
    ):
        page(client, f"{reverse('desk:figures')}?{query}")
        page(client, f"{reverse('remediation:list')}?{query}&age=x&late=99999-0&outside=%00")


@pytest.mark.parametrize("by", ["unit", "field", "cycle", "month"])
def test_costs_the_same_at_one_and_three(client: Client, cast: Cast, by: str) -> None:
    as_user(client, cast.leader)
    address = f"{reverse('desk:figures')}?by={by}"

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    active(cast)
    before = cost()
    rows(cast, {"due_on": TODAY}, {"due_on": TODAY + 60 * DAY}, address=cast.other_body)
    assert cost() == before
