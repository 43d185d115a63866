"""Pages of long lists and the figures that are remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.paginator import Paginator
from django.db import models

from chuyenbien.findings import queries
from chuyenbien.findings.models import Finding
from chuyenbien.journal import remembered as memory
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.paging import Pages

Counts = dict[type[models.Model], int]


@pytest.fixture
def last_event(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The digest of the last event, told by the test."""
    told = ["first"]
    monkeypatch.setattr(memory, "_last_digest", lambda: told[0])
    memory.forget()
    yield told
    memory.forget()


@pytest.mark.parametrize("username", ["officer", "officer-commune"])
def test_pages_are_those_of_the_plain_paginator(province: Counts, username: str) -> None:
    standing = Standing.of(Person.objects.get(user__username=username))
    rows = queries.in_official_order(Finding.objects.visible_to(standing))
    plain, quick = Paginator(rows, 5), Pages(rows, 5)
    assert quick.num_pages == plain.num_pages
    for number in {1, 2, plain.num_pages // 2 + 1, plain.num_pages}:
        assert list(quick.page(number)) == list(plain.page(number))
        assert quick.page(number).has_next() == plain.page(number).has_next()
    assert list(quick.get_page("nonsense")) == list(plain.page(1))
    assert list(quick.get_page(999)) == list(plain.page(plain.num_pages))


def test_a_list_of_nothing_has_one_empty_page(province: Counts) -> None:
    pages = Pages(Finding.objects.none(), 5)
    assert (pages.count, list(pages.get_page(1))) == (0, [])


def test_a_figure_is_counted_once_until_something_is_recorded(last_event: list[str]) -> None:
    counted: list[int] = []

    def count() -> int:
        counted.append(1)
        return len(counted)

    assert [memory.remembered("key", count) for _ in range(3)] == [1, 1, 1]
    assert memory.remembered("other", count) == 2
    last_event[0] = "second"
    assert memory.remembered("key", count) == 3
    memory.forget()
    assert memory.remembered("key", count) == 4


def test_the_memory_stays_small(last_event: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 3)
    for key in "abcd":
        memory.remembered(key, lambda: 1)
    assert len(memory._kept) == 3


def test_a_failed_count_is_not_remembered(last_event: list[str]) -> None:
    def fail() -> int:
        raise ValueError

    with pytest.raises(ValueError):
        memory.remembered("key", fail)
    assert memory.remembered("key", lambda: 5) == 5


def test_nothing_is_remembered_in_a_transaction(province: Counts) -> None:
    memory.forget()
    assert memory.remembered("key", lambda: 1) == 1
    assert memory.remembered("key", lambda: 2) == 2
