"""Who may open and do what: reading the table is reading the policy."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.desk.events import visible_events
from chuyenbien.orgs.access import Standing
from chuyenbien.preparing import operations
from tests.cast import as_user

from . import making
from .making import Prepared

pytestmark = pytest.mark.django_db

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
NAMES = ("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger")

CYCLE: dict[str, dict[int, str]] = {
    "cycle": {ALLOWED: "leader officer"},
    "signals": {ALLOWED: "officer"},
    "name": {ALLOWED: "leader officer"},
    "decide": {ALLOWED: "leader officer"},
}
"""The officer is named, the leader is not. The office enters decisions for its leaders."""

VERIFIER_NAMED: dict[str, dict[int, str]] = {
    "cycle": {ALLOWED: "leader officer verifier"},
    "signals": {ALLOWED: "verifier"},
    "name": {ALLOWED: "leader officer", REFUSED: "verifier"},
    "decide": {ALLOWED: "leader officer", REFUSED: "verifier"},
}
"""The verifier is named instead of the officer: the office that is not named sees no signal."""


def check(client: Client, one: Prepared, url: str, expected: dict[int, str]) -> None:
    told = {who: status for status, people in expected.items() for who in people.split()}
    found = {}
    for who in NAMES:
        as_user(client, one.cast.people()[who])
        with clock.at(making.TODAY):
            found[who] = client.get(url).status_code
    assert found == {who: told.get(who, HIDDEN) for who in NAMES}


def other_preparer(one: Prepared) -> None:
    making.act(one.cast.leader, operations.withdraw_preparer, one.preparer)
    making.act(one.cast.leader, operations.name_preparer, one.cycle, one.cast.verifier)


@pytest.mark.parametrize("name", CYCLE)
def test_the_pages_of_a_cycle(client: Client, prepared: Prepared, name: str) -> None:
    check(client, prepared, reverse(f"preparing:{name}", args=[prepared.cycle.pk]), CYCLE[name])


@pytest.mark.parametrize("name", VERIFIER_NAMED)
def test_with_somebody_else_named(client: Client, prepared: Prepared, name: str) -> None:
    other_preparer(prepared)
    check(client, prepared, reverse(f"preparing:{name}", args=[prepared.cycle.pk]), VERIFIER_NAMED[name])


def test_the_pages_of_a_body(client: Client, prepared: Prepared) -> None:
    action = making.overdue(prepared.cast)
    pk = prepared.dossier.pk
    urls = [
        reverse("preparing:body", args=[pk]),
        reverse("preparing:rows", args=[pk, "overdue"]),
        reverse("preparing:take", args=[pk, "overdue", action.pk]),
    ]
    for url in urls:
        check(client, prepared, url, {ALLOWED: "officer"})
    other_preparer(prepared)
    for url, status in zip(urls, (ALLOWED, ALLOWED, REFUSED), strict=True):
        check(client, prepared, url, {status: "verifier"})
    as_user(client, prepared.cast.verifier)
    for url in (reverse("preparing:rows", args=[pk, "score"]), reverse("preparing:take", args=[pk, "overdue", 10**30])):
        with clock.at(making.TODAY):
            assert client.get(url).status_code == HIDDEN


def test_after_the_decision(client: Client, prepared: Prepared) -> None:
    made = making.decide(prepared, prepared.dossier)
    check(client, prepared, made.get_absolute_url(), {ALLOWED: "leader officer"})
    check(client, prepared, reverse("preparing:signals", args=[prepared.cycle.pk]), {ALLOWED: "officer"})
    other_preparer(prepared)
    check(client, prepared, made.get_absolute_url(), {ALLOWED: "leader officer verifier"})


def test_withdrawing(client: Client, prepared: Prepared) -> None:
    url = reverse("preparing:withdraw", args=[prepared.preparer.pk])
    check(client, prepared, url, {ALLOWED: "leader officer"})


def test_the_list_is_open_to_all_and_names_only_ones_own_cycles(client: Client, prepared: Prepared) -> None:
    for who in NAMES:
        as_user(client, prepared.cast.people()[who])
        with clock.at(making.TODAY):
            page = client.get(reverse("preparing:cycles")).content.decode()
        assert (prepared.cycle.name in page) is (who in ("leader", "officer")), who


def test_the_journal_tells_only_those_who_may_know(prepared: Prepared) -> None:
    making.decide(prepared, prepared.dossier)
    with clock.at(making.TODAY):
        for who in NAMES:
            standing = Standing.of(prepared.cast.people()[who])
            told = visible_events(standing).filter(type__startswith="preparing.")
            assert told.count() in ((0, 2) if who in ("leader", "officer") else (0,)), who
