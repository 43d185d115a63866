"""Several workers at once, a database that goes away, a keeper that starts a killed one again."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.db.utils import OperationalError

from chuyenbien.core import clock
from chuyenbien.notices import planning, posting, schedule, working
from chuyenbien.notices.models import Delivery
from chuyenbien.notices.posting import Poster
from chuyenbien.orgs.models import Person
from tests.cast import Cast

from .making import DAY, document, tell


def outbox(cast: Cast, number: int) -> None:
    """So many people with one mail each."""
    from chuyenbien.accounts.models import User

    subject = document(cast.body, cast.doer)
    for place in range(number):
        user = User.objects.create(username=f"nguoi{place}", email=f"n{place}@vanphong.example")
        tell(Person.objects.create(full_name=f"Người {place}", user=user), subject)
    planning.plan(clock.moment_of(DAY, 8))
    assert Delivery.objects.count() == number


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_mail(cast: Cast) -> None:
    with clock.at(clock.moment_of(DAY, 8)):
        outbox(cast, 40)
    barrier = threading.Barrier(4)
    taken: list[list[int]] = []

    def take() -> None:
        try:
            poster = Poster(f"worker {threading.get_ident()}")
            barrier.wait(timeout=20)
            taken.append([one.pk for _turn in range(3) for one in poster.claim(7)])
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    every = [pk for one in taken for pk in one]
    assert len(every) == len(set(every)) == 40


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_is_passed_over(cast: Cast) -> None:
    """SKIP LOCKED: an open transaction of another worker does not make this one wait."""
    with clock.at(clock.moment_of(DAY, 8)):
        outbox(cast, 3)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        from django.db import transaction

        try:
            with transaction.atomic():
                Delivery.objects.select_for_update().order_by("pk").first()
                held.set()
                done.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    began = time.monotonic()
    taken = Poster("other").claim(20)
    done.set()
    thread.join(20)
    assert len(taken) == 2
    assert time.monotonic() - began < 5


@pytest.mark.django_db(transaction=True)
def test_notes_are_light_and_everything_else_waits_for_the_disk() -> None:
    def setting() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous")
            return str(cursor.fetchone()[0])

    before = setting()
    with posting.light_commits():
        assert setting() in {"off", "1"}
    assert before == setting()


@pytest.mark.django_db
def test_one_round_ticks_and_sends(cast: Cast) -> None:
    with clock.at(clock.moment_of(DAY, 8)):
        assert cast.doer.user
        cast.doer.user.email = "doer@vanphong.example"
        cast.doer.user.save()
        tell(cast.doer, document(cast.body, cast.doer))
        assert working.once() == 1
        assert working.once() == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_database_that_is_away_for_a_while_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tick fails twice as if the database had gone; the worker connects anew and goes on."""
    calls: list[int] = []

    def tick() -> int:
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("server closed the connection")
        return 0

    monkeypatch.setattr(schedule, "tick", tick)
    monkeypatch.setattr(working, "_rest", lambda seconds, stopping: None)
    monkeypatch.setattr(connection, "close", lambda: None)
    working.work(lambda: len(calls) >= 3)
    assert len(calls) == 3


@pytest.mark.django_db
def test_a_note_is_written_when_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("server closed the connection")

    class Away:
        in_atomic_block = False

        def close(self) -> None:
            """As the real one."""

    monkeypatch.setattr(posting, "connection", Away())
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    posting._insist(write)
    assert len(tries) == 3


def test_the_keeper_starts_a_killed_worker_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    ended = iter([101, 0, 102, 0])
    stop = iter([False, False, False, False, True])
    killed: list[int] = []

    def start(_stop: Any) -> int:
        started.append(101 + len(started))
        return started[-1]

    monkeypatch.setattr(working, "_StopSign", lambda: lambda: next(stop))
    monkeypatch.setattr(working, "_start", start)
    monkeypatch.setattr(connections, "all", lambda initialized_only: [])
    monkeypatch.setattr(os, "waitpid", lambda pid, how: (next(ended, 0), 0))
    monkeypatch.setattr(os, "kill", lambda pid, how: killed.append(pid))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    working.keep(1)
    assert started == [101, 102, 103]
    assert killed == [103]


def test_the_keeper_ends_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_StopSign", lambda: lambda: False)
    monkeypatch.setattr(connections, "all", lambda initialized_only: [])
    working.keep(1, parent=-1)
