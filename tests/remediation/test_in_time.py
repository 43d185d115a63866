"""The plan over months: both dates, pauses, the end, turns; only what the reader sees."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.draw import gantt
from chuyenbien.core.draw.gantt import Span, Strip
from chuyenbien.remediation import timing
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionOccurrence, Pause
from tests.cast import Cast, as_user

from .making import DUE, TODAY, active

JANUARY, JUNE = dt.date(2023, 1, 1), dt.date(2023, 6, 30)


def drawn(**facts: object) -> str:
    strip = Strip(**{"label": "Việc", "kind": "open", "start": JANUARY, "due": JUNE, "original": JUNE, **facts})  # type: ignore[arg-type]  # the facts of each case
    return str(gantt.strip(strip, Span.of([strip], JANUARY), JANUARY))


def test_a_span_is_whole_months_and_today_while_anything_is_open() -> None:
    strip = Strip("Việc", "open", dt.date(2023, 1, 15), dt.date(2023, 3, 10), dt.date(2023, 3, 10))
    assert Span.of([strip], dt.date(2023, 5, 5)) == Span(JANUARY, dt.date(2023, 5, 31))
    ended = Strip("Việc", "done", dt.date(2023, 1, 15), dt.date(2023, 3, 10), dt.date(2023, 3, 10))
    assert Span.of([ended], dt.date(2023, 5, 5)).last == dt.date(2023, 3, 31)
    assert Span.of([], dt.date(2024, 2, 5)) == Span(dt.date(2024, 2, 1), dt.date(2024, 2, 29))


def test_positions_fill_the_span() -> None:
    span = Span(JANUARY, JUNE)
    assert (span.at(JANUARY), span.at(JUNE, end=True)) == (0, 100)
    assert span.at(dt.date(2020, 1, 1)) == 0
    assert span.months()[:2] == [JANUARY, dt.date(2023, 2, 1)]
    assert len(Span(JANUARY, dt.date(2043, 1, 1)).months()) <= 7


def test_each_fact_has_its_mark_and_no_style_of_its_own() -> None:
    assert "gantt-extended" in drawn(original=dt.date(2023, 3, 31))
    assert "gantt-extended" not in drawn()
    assert "gantt-over" in drawn(kind="late", done=dt.date(2023, 7, 20))
    assert "gantt-over" not in drawn(kind="done", done=JUNE)
    assert "hatch-pause" in drawn(pauses=[(dt.date(2023, 2, 1), None)])
    turned = drawn(turns=[(dt.date(2023, 2, 28), True), (dt.date(2023, 3, 31), False)])
    assert (turned.count("gantt-turn"), turned.count("is-done")) == (2, 1)
    assert "gantt-today" in turned
    assert "style=" not in turned
    assert "&lt;b&gt;" in drawn(label="<b>")


@pytest.mark.django_db
def test_the_page_says_the_same_in_words(client: Client, cast: Cast) -> None:
    one, other = active(cast), active(cast)
    Action.objects.filter(pk=one.pk).update(due_on=DUE + dt.timedelta(days=31), state=ActionState.PAUSED)
    Pause.objects.create(action=one, since=dt.date(2023, 3, 1), reason="Chờ", decided_by=cast.leader)
    for number, done_at in ((1, clock.moment_of(TODAY)), (2, None)):
        ActionOccurrence.objects.create(action=one, number=number, due_on=DUE, done_at=done_at)
    assert other.plan is not None
    address = reverse("remediation:plan_in_time", args=[other.plan.pk])
    as_user(client, cast.head)
    with clock.at(DUE + dt.timedelta(days=2)):
        page = client.get(address).content.decode()
    assert "31/07/2023" in page  # the approved date, beside the original one
    assert page.count("30/06/2023") >= 2
    assert "01/03/2023" in page  # the pause
    assert page.count('class="canvas gantt"') == 3
    assert address in client.get(other.plan.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_draft_is_not_in_it(cast: Cast) -> None:
    one = active(cast)
    assert one.plan is not None
    _axis, rows = timing.rows_of(Action.objects.filter(plan=one.plan), TODAY)
    assert [row.action for row in rows] == [one]


@pytest.mark.django_db
def test_who_sees_the_plan_sees_it_in_time(client: Client, cast: Cast) -> None:
    one = active(cast)
    assert one.plan is not None
    may = {"leader", "officer", "verifier", "head", "editor"}
    for who, person in cast.people().items():
        as_user(client, person)
        plan = client.get(one.plan.get_absolute_url()).status_code
        assert client.get(reverse("remediation:plan_in_time", args=[one.plan.pk])).status_code == plan, who
        assert (plan == 200) or who not in may, who


@pytest.mark.django_db
def test_costs_the_same_at_one_and_three(client: Client, cast: Cast) -> None:
    one = active(cast)
    assert one.plan is not None
    as_user(client, cast.head)
    costs = []
    for more in (0, 2):
        for _turn in range(more):
            active(cast)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("remediation:plan_in_time", args=[one.plan.pk])).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
