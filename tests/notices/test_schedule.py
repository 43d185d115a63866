"""The schedule: each work runs when it is due, once however many tick, and one that fails does not stop the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

import pytest
from django.db.utils import OperationalError

from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.notices import operations, schedule
from chuyenbien.notices.models import Notice, Turn
from tests.cast import Cast

from .making import DAY, KIND, document

pytestmark = pytest.mark.django_db

NOW = clock.moment_of(DAY, 8)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(schedule, "_scheduled", {})
    with clock.at(NOW):
        yield


def _note(seen: list[str], name: str, now: dt.datetime) -> None:
    seen.append(name)


class Work:
    """A scheduled work that notes when it was called."""

    def __init__(self, name: str, told: int | None = None, failure: Exception | None = None, order: int = 50) -> None:
        self.calls: list[dt.datetime] = []
        self.told, self.failure = told, failure
        schedule.register(name, self, every=HOUR, order=order)

    def __call__(self, now: dt.datetime) -> int | None:
        self.calls.append(now)
        if self.failure:
            raise self.failure
        return self.told


def test_a_work_runs_when_it_is_due() -> None:
    work = Work("a")
    for minutes in (0, 30, 59, 60, 61):
        schedule.tick(NOW + dt.timedelta(minutes=minutes))
    assert work.calls == [NOW, NOW + HOUR]


def test_after_a_gap_of_days_the_next_tick_runs_it_once() -> None:
    work = Work("a")
    schedule.tick(NOW)
    later = NOW + dt.timedelta(days=9)
    schedule.tick(later)
    schedule.tick(later)
    assert work.calls == [NOW, later]


def test_a_clock_that_was_put_back_does_not_stop_the_schedule() -> None:
    work = Work("a")
    schedule.tick(NOW)
    back = NOW - dt.timedelta(days=2)
    schedule.tick(back)
    assert work.calls == [NOW, back]


def test_a_clock_that_jumps_to_and_fro_tells_nothing_twice(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)

    def remind(now: dt.datetime) -> int:
        day = clock.local_date(now)
        row = operations.NoticeRow.of(cast.doer.pk, subject, kind=KIND, on=day, key=f"ladder:1:{day}")
        return operations.tell_all([row])

    schedule.register("a", remind, every=HOUR)
    for days in (0, 5, 0, 5, 1):
        schedule.tick(NOW + dt.timedelta(days=days))
    assert Notice.objects.count() == 3


def test_works_run_in_their_order() -> None:
    seen: list[str] = []
    for name, order in (("mail", 90), ("ladders", 50), ("deputies", 80)):
        schedule.register(name, partial(_note, seen, name), order=order)
    schedule.tick(NOW)
    assert seen == ["ladders", "deputies", "mail"]


def test_one_that_fails_is_noted_and_comes_again(caplog: pytest.LogCaptureFixture) -> None:
    broken, whole = Work("a", failure=ValueError("broken")), Work("b")
    schedule.tick(NOW)
    schedule.tick(NOW)
    assert len(broken.calls) == 2
    assert len(whole.calls) == 1
    assert Turn.objects.get(name="a").last_error == "ValueError: broken"
    broken.failure = None
    schedule.tick(NOW)
    assert Turn.objects.get(name="a").last_error == ""


def test_a_database_that_is_away_ends_the_tick() -> None:
    Work("a", failure=OperationalError("gone"))
    with pytest.raises(OperationalError):
        schedule.tick(NOW)


def test_nobody_else_begins_what_somebody_is_at() -> None:
    work = Work("a")
    taken = schedule._take(schedule.scheduled()[0], NOW)
    assert taken is not None
    assert schedule.tick(NOW) == 0
    Turn.objects.filter(pk=taken.pk).update(lease_until=clock.real_now() - HOUR)
    assert schedule.tick(NOW) == 1
    assert len(work.calls) == 1


def test_a_tick_that_told_somebody_is_one_event() -> None:
    Work("a", told=1200)
    Work("b", told=0)
    Work("c")
    schedule.tick(NOW)
    assert Event.objects.filter(type="notices.told").count() == 1
    assert Turn.objects.get(name="a").told == 1200
