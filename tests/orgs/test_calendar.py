"""The table of holidays: who keeps it, what it refuses, and that deadlines are reckoned by it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations
from chuyenbien.orgs.models import CalendarDay
from chuyenbien.orgs.queries import working_days
from tests.cast import Cast, as_user, by

MONDAY, SATURDAY = dt.date(2027, 2, 8), dt.date(2027, 2, 13)


def enter(cast: Cast, day: dt.date, name: str = "Tết Nguyên đán", **given: Any) -> CalendarDay:
    with journal.recording(by=by(cast.officer)):
        return operations.save_calendar_day(day, name=name, by=by(cast.officer), **given)


def test_a_day_off_and_a_day_worked_change_what_is_reckoned(cast: Cast) -> None:
    assert working_days().add(dt.date(2027, 2, 5), 1) == MONDAY
    enter(cast, MONDAY)
    assert working_days().add(dt.date(2027, 2, 5), 1) == dt.date(2027, 2, 9)
    enter(cast, SATURDAY, "Làm bù", is_worked=True)
    assert working_days().is_working(SATURDAY)
    assert 2027 in working_days().years
    assert Event.objects.latest("seq").type == "orgs.calendar_day_added"


@pytest.mark.parametrize(
    ("day", "name", "is_worked", "field"),
    [
        (SATURDAY, "Tết", False, "day"),
        (MONDAY, "Làm bù", True, "day"),
        (MONDAY, "  ", False, "name"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, day: dt.date, name: str, is_worked: bool, field: str) -> None:
    with pytest.raises(Refused) as told:
        enter(cast, day, name, is_worked=is_worked)
    assert told.value.field == field


def test_a_day_stands_once_and_may_be_changed(cast: Cast) -> None:
    entry = enter(cast, MONDAY)
    with pytest.raises(Refused):
        enter(cast, MONDAY, "Lần nữa")
    enter(cast, MONDAY, "Mùng ba Tết", entry=entry, is_checked=True)
    entry.refresh_from_db()
    assert (entry.name, entry.is_checked) == ("Mùng ba Tết", True)
    assert "Tết Nguyên đán" in str(journal.timeline(entry)[0])


def test_a_day_is_taken_out_with_a_reason(cast: Cast, client: Client) -> None:
    entry = enter(cast, MONDAY)
    as_user(client, cast.officer)
    url = reverse("orgs:day_remove", args=[entry.pk])
    assert client.post(url, {"because": ""}).status_code == 422
    assert CalendarDay.objects.filter(pk=entry.pk).exists()
    assert client.post(url, {"because": "Nhập nhầm năm"}).status_code == 303
    assert not CalendarDay.objects.filter(pk=entry.pk).exists()
    assert working_days().is_working(MONDAY)


def test_everybody_reads_the_year_and_only_offices_and_administrators_keep_it(cast: Cast, client: Client) -> None:
    entry = enter(cast, MONDAY)
    form = {"day": "09/02/2027", "name": "Tết Nguyên đán"}
    for who, may in (("officer", True), ("admin", True), ("head", False), ("stranger", False), ("leader", False)):
        as_user(client, getattr(cast, who))
        page = client.get(reverse("orgs:calendar"), {"year": 2027})
        assert page.status_code == 200
        assert "08/02/2027" in page.content.decode()
        assert "Năm 2027" in page.content.decode()
        assert (reverse("orgs:day_new") in page.content.decode()) is may
        assert client.get(reverse("orgs:day_new")).status_code == (200 if may else 403)
        assert client.get(reverse("orgs:day_edit", args=[entry.pk])).status_code == (200 if may else 403)
        assert client.post(reverse("orgs:day_remove", args=[entry.pk]), {}).status_code == (422 if may else 403)
    as_user(client, cast.officer)
    assert client.post(reverse("orgs:day_new"), form).status_code == 303
    assert client.post(reverse("orgs:day_new"), {**form, "name": "Lần nữa"}).status_code == 422


def test_a_year_without_a_table_says_so(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    for year in ("2031", "99999999", "x"):
        assert client.get(reverse("orgs:calendar"), {"year": year}).status_code == 200
    assert "Chưa nhập ngày nghỉ lễ" in client.get(reverse("orgs:calendar"), {"year": "2031"}).content.decode()


def test_the_starting_table_is_entered_once_and_keeps_what_was_changed(db: None) -> None:
    first = operations.seed_calendar()
    assert first > 50
    tet = CalendarDay.objects.get(day=dt.date(2023, 1, 20))
    assert (tet.is_worked, tet.is_checked) == (False, False)
    CalendarDay.objects.filter(pk=tet.pk).update(name="Đã sửa")
    assert operations.seed_calendar() == 0
    tet.refresh_from_db()
    assert tet.name == "Đã sửa"
    assert all((one.day.weekday() >= 5) is one.is_worked for one in CalendarDay.objects.all())
