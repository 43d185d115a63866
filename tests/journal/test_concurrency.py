"""Many at a time: sequence order is commit order, and a double click is done once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from chuyenbien.journal import chain, heads, protection
from chuyenbien.journal.models import Event
from chuyenbien.orgs.models import Person
from tests.journal.parts import Matter, breaks, state

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(*tasks: Callable[[], Any]) -> list[Any]:
    """Run the tasks at the same moment, each with a connection of its own."""
    barrier = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            barrier.wait(10)
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(60) for future in [pool.submit(run, task) for task in tasks]]


def test_what_is_visible_never_has_a_gap() -> None:
    over = threading.Event()
    writers, acts = 6, 8

    def write(number: int) -> None:
        for act in range(acts):
            state(f"{number}-{act}", subject=Matter(number))

    def watch() -> int:
        looks = 0
        while not over.is_set():
            seen = list(Event.objects.order_by("seq").values_list("seq", flat=True))
            assert seen == list(range(1, len(seen) + 1))
            looks += 1
        return looks

    def write_all() -> None:
        try:
            in_threads(*(lambda number=number: write(number) for number in range(writers)))
        finally:
            over.set()

    looks, _nothing = in_threads(watch, write_all)
    assert looks > 1
    assert Event.objects.count() == writers * acts
    assert breaks() == []


def test_the_head_is_kept_after_the_commit_only() -> None:
    state("one")
    assert heads.last() == chain.head()
    with pytest.raises(ZeroDivisionError):
        state("two", subject=1 / 0)
    assert heads.last() == chain.head() == heads.Head(1, chain.head().digest)


@pytest.mark.parametrize("page", ["note", "press"])
def test_a_double_click_is_done_once(person: Person, pages: None, page: str) -> None:
    assert person.user is not None
    browser = Client()
    browser.force_login(person.user, backend="chuyenbien.accounts.backends.AccountBackend")
    data = {"office": "Trưởng phòng", "revision": "1", "command_id": str(uuid.uuid4())}

    def click() -> Any:
        one = Client()
        one.cookies = browser.cookies
        response = one.post(f"/{page}/{person.pk}/", data)
        return response.status_code, response.headers.get("Location")

    answers = in_threads(*[click] * 4)
    assert {status for status, _url in answers} == {303}
    assert len({url for _status, url in answers}) == 1
    assert Event.objects.count() == 1


def test_two_people_with_different_commands_cannot_both_win(person: Person, pages: None) -> None:
    assert person.user is not None
    browser = Client()
    browser.force_login(person.user, backend="chuyenbien.accounts.backends.AccountBackend")

    def send(office: str) -> int:
        one = Client()
        one.cookies = browser.cookies
        data = {"office": office, "revision": "1", "command_id": str(uuid.uuid4())}
        return one.post(f"/note/{person.pk}/", data).status_code

    assert sorted(in_threads(lambda: send("A"), lambda: send("B"))) == [303, 409]
    assert Event.objects.count() == 1


def test_the_triggers_stand_again_after_a_test_with_real_transactions() -> None:
    assert protection.missing(connections["default"]) == []
