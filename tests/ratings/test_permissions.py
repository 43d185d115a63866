"""Who may open and do what: reading the table is reading the policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.ratings import operations
from chuyenbien.ratings.models import Rating, RatingPetition
from tests.cast import as_user

from . import making
from .making import Rated

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
NAMES = (*("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger"),)

SEEN = "leader officer head"
OPEN: dict[str, dict[int, str]] = {
    "rating": {ALLOWED: SEEN},
    "tasks": {ALLOWED: SEEN},
    "prior": {ALLOWED: SEEN},
    "confirm": {ALLOWED: "officer head editor", REFUSED: "leader"},
    "withdraw": {REFUSED: "leader officer head editor"},
    "enter_fact": {ALLOWED: "officer", REFUSED: "leader head"},
    "group": {ALLOWED: "officer", REFUSED: "leader head"},
    "assess_self": {ALLOWED: "head officer", REFUSED: "leader"},
    "appraise": {ALLOWED: "leader officer", REFUSED: "head"},
    "count_ballots": {ALLOWED: "officer", REFUSED: "leader head"},
    "decide": {ALLOWED: "leader officer", REFUSED: "head"},
    "correct": {REFUSED: SEEN},
    "publish": {REFUSED: SEEN},
    "notify": {REFUSED: SEEN},
    "petition": {REFUSED: SEEN},
    "reclassify": {ALLOWED: "leader officer", REFUSED: "head"},
}
"""Being prepared. The office of the superior enters for its leaders and for the body’s head."""

DECIDED: dict[str, dict[int, str]] = {
    "rating": {ALLOWED: SEEN},
    "assess_self": {REFUSED: SEEN},
    "appraise": {REFUSED: SEEN},
    "decide": {REFUSED: SEEN},
    "correct": {ALLOWED: "leader officer", REFUSED: "head"},
    "publish": {ALLOWED: "leader officer", REFUSED: "head"},
    "notify": {ALLOWED: "leader officer", REFUSED: "head"},
    "petition": {REFUSED: SEEN},
}

READERS = "leader officer verifier head editor inspector"
PUBLISHED: dict[str, dict[int, str]] = {
    "rating": {ALLOWED: READERS},
    "tasks": {ALLOWED: READERS},
    "petition": {ALLOWED: "head officer editor", REFUSED: "leader verifier inspector"},
    "correct": {ALLOWED: "leader officer", REFUSED: "head verifier editor inspector"},
    "publish": {REFUSED: READERS},
}
"""Published: those involved read it. The editor enters for the head."""

OF_A_PERSON: dict[str, dict[int, str]] = {
    "rating": {ALLOWED: "leader officer head doer"},
    "assess_self": {ALLOWED: "doer officer", REFUSED: "leader head"},
    "appraise": {ALLOWED: "leader officer", REFUSED: "head doer"},
    "decide": {ALLOWED: "leader officer", REFUSED: "head doer"},
}

CYCLE: dict[str, dict[int, str]] = {
    "cycle": {ALLOWED: "leader officer head other_head"},
    "quota": {ALLOWED: "leader officer"},
    "publish_cycle": {ALLOWED: "leader officer"},
}


def check(client: Client, rated: Rated, url: str, expected: dict[int, str]) -> None:
    told = {who: status for status, people in expected.items() for who in people.split()}
    found = {}
    for who in NAMES:
        as_user(client, rated.cast.people()[who])
        with clock.at(making.TODAY):
            found[who] = client.get(url).status_code
    assert found == {who: told.get(who, HIDDEN) for who in NAMES}


def of(name: str, rating: Rating) -> str:
    return reverse(f"ratings:{name}", args=[rating.pk])


@pytest.mark.parametrize("name", OPEN)
def test_being_prepared(client: Client, rated: Rated, name: str) -> None:
    check(client, rated, of(name, rated.rating()), OPEN[name])


@pytest.mark.parametrize("name", DECIDED)
def test_decided(client: Client, rated: Rated, name: str) -> None:
    making.decide(rated.cast, rated.rating())
    check(client, rated, of(name, rated.rating()), DECIDED[name])


@pytest.mark.parametrize("name", PUBLISHED)
def test_published(client: Client, rated: Rated, name: str) -> None:
    check(client, rated, of(name, making.published(rated.cast, rated)), PUBLISHED[name])


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_of_a_person(client: Client, rated: Rated, name: str) -> None:
    check(client, rated, of(name, making.person(rated, rated.cast.doer)), OF_A_PERSON[name])


@pytest.mark.parametrize("name", CYCLE)
def test_of_a_cycle(client: Client, rated: Rated, name: str) -> None:
    check(client, rated, reverse(f"ratings:{name}", args=[rated.cycle.pk]), CYCLE[name])


def test_under_another_pack(client: Client, rated: Rated) -> None:
    check(client, rated, reverse("ratings:under", args=[rated.rating().pk, "124-2023"]), {ALLOWED: SEEN})


def test_the_decision_on_a_share(client: Client, rated: Rated) -> None:
    url = f"{reverse('ratings:quota_decide', args=[rated.cycle.pk])}?group=bodies:"
    check(client, rated, url, {ALLOWED: "leader officer"})
    as_user(client, rated.cast.leader)
    assert client.get(url.replace("bodies:", "bodies:x")).status_code == HIDDEN


def test_answering_a_petition(client: Client, rated: Rated) -> None:
    making.published(rated.cast, rated)
    making.act(rated.cast.head, operations.file_petition, rated.rating(), text="Đề nghị xem lại")
    url = reverse("ratings:answer", args=[RatingPetition.objects.get().pk])
    check(client, rated, url, {ALLOWED: "leader officer", REFUSED: "verifier head editor inspector"})


def test_opening_the_rating_of_a_person(client: Client, rated: Rated) -> None:
    url = reverse("ratings:open_person", args=[rated.dossier.pk])
    expected: dict[int, Any] = {ALLOWED: "officer head editor", REFUSED: "leader verifier inspector"}
    check(client, rated, url, expected)


def test_opening_all_is_for_the_office(client: Client, rated: Rated) -> None:
    url = reverse("ratings:open_all", args=[rated.cycle.pk])
    told = {}
    for who in NAMES:
        as_user(client, rated.cast.people()[who])
        told[who] = client.post(url).status_code
    assert told.pop("officer") == 422  # every body has its rating
    assert set(told.values()) == {REFUSED, HIDDEN}
