"""Who may open and do what: reading the table is reading the policy."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.ratings import operations
from chuyenbien.ratings.models import Rating, RatingPetition
from chuyenbien.ratings.urls import urlpatterns
from tests.cast import as_user

from . import making
from .making import Rated

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
NAMES = (*("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger"),)

Table = dict[str, dict[int, str]]

SEEN = "leader officer head"
OPEN: Table = {
    "rating": {ALLOWED: SEEN},
    "tasks": {ALLOWED: SEEN},
    "prior": {ALLOWED: SEEN},
    "under": {ALLOWED: SEEN},
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

PREPARE = "leader officer"
DECIDED: Table = {
    "rating": {ALLOWED: SEEN},
    "tasks": {ALLOWED: PREPARE},
    "prior": {ALLOWED: PREPARE},
    "under": {ALLOWED: PREPARE},
    "confirm": {ALLOWED: "officer head editor", REFUSED: "leader"},
    "withdraw": {REFUSED: "leader officer head editor"},
    "enter_fact": {ALLOWED: "officer", REFUSED: "leader"},
    "group": {REFUSED: PREPARE},
    "assess_self": {REFUSED: PREPARE},
    "appraise": {REFUSED: PREPARE},
    "count_ballots": {REFUSED: PREPARE},
    "decide": {REFUSED: PREPARE},
    "correct": {ALLOWED: PREPARE},
    "publish": {ALLOWED: PREPARE},
    "notify": {ALLOWED: PREPARE},
    "petition": {REFUSED: PREPARE},
    "reclassify": {ALLOWED: PREPARE},
}
"""Decided, and nobody told: of the result the head of the body sees nothing, only that it is being appraised."""

READERS = "leader officer verifier head editor inspector"
PUBLISHED: Table = {
    "rating": {ALLOWED: READERS},
    "tasks": {ALLOWED: READERS},
    "prior": {ALLOWED: READERS},
    "under": {ALLOWED: READERS},
    "confirm": {ALLOWED: "officer head editor", REFUSED: "leader verifier inspector"},
    "withdraw": {REFUSED: READERS},
    "enter_fact": {ALLOWED: "officer", REFUSED: "leader verifier head editor inspector"},
    "group": {REFUSED: READERS},
    "assess_self": {REFUSED: READERS},
    "appraise": {REFUSED: READERS},
    "count_ballots": {REFUSED: READERS},
    "decide": {REFUSED: READERS},
    "correct": {ALLOWED: "leader officer", REFUSED: "head verifier editor inspector"},
    "publish": {REFUSED: READERS},
    "notify": {ALLOWED: "leader officer", REFUSED: "head verifier editor inspector"},
    "petition": {ALLOWED: "head officer editor", REFUSED: "leader verifier inspector"},
    "reclassify": {ALLOWED: "leader officer", REFUSED: "head verifier editor inspector"},
}
"""Published: those involved read it. The editor enters for the head."""

CONCERNED = "leader officer head doer"
OF_A_PERSON: Table = {
    "rating": {ALLOWED: CONCERNED},
    "tasks": {ALLOWED: CONCERNED},
    "prior": {ALLOWED: CONCERNED},
    "under": {ALLOWED: CONCERNED},
    "confirm": {ALLOWED: "officer head editor", REFUSED: "leader doer"},
    "withdraw": {REFUSED: "leader officer head editor doer"},
    "enter_fact": {ALLOWED: "officer", REFUSED: "leader head doer"},
    "group": {ALLOWED: "officer", REFUSED: "leader head doer"},
    "assess_self": {ALLOWED: "doer officer", REFUSED: "leader head"},
    "appraise": {ALLOWED: "leader officer", REFUSED: "head doer"},
    "count_ballots": {ALLOWED: "officer", REFUSED: "leader head doer"},
    "decide": {ALLOWED: "leader officer", REFUSED: "head doer"},
    "correct": {REFUSED: CONCERNED},
    "publish": {REFUSED: CONCERNED},
    "notify": {REFUSED: CONCERNED},
    "petition": {REFUSED: CONCERNED},
    "reclassify": {ALLOWED: "leader officer", REFUSED: "head doer"},
}
OF_A_PERSON_PUBLISHED: Table = {
    **OF_A_PERSON,
    "group": {REFUSED: CONCERNED},
    "assess_self": {REFUSED: CONCERNED},
    "appraise": {REFUSED: CONCERNED},
    "count_ballots": {REFUSED: CONCERNED},
    "decide": {REFUSED: CONCERNED},
    "correct": {ALLOWED: "leader officer", REFUSED: "head doer"},
    "notify": {ALLOWED: "leader officer", REFUSED: "head doer"},
    "petition": {ALLOWED: "doer officer", REFUSED: "leader head"},
}
"""The result of a person stays with the person, the head of the body and those who decide, published or not."""

CYCLE: Table = {
    "cycle": {ALLOWED: "leader officer head other_head"},
    "open_people": {ALLOWED: "officer", REFUSED: "leader head other_head"},
    "quota": {ALLOWED: "leader officer"},
    "publish_cycle": {ALLOWED: "leader officer"},
}


PUBLISHED_CYCLE: Table = {
    **CYCLE,
    "cycle": {ALLOWED: f"{READERS} other_head"},
    "open_people": {ALLOWED: "officer", REFUSED: "leader verifier head editor inspector other_head"},
}

ABOUT_ONE = {one.name for one in urlpatterns if str(one.pattern).startswith("<int:pk>/")}
READ = ("rating", "tasks", "prior", "under")


def check(client: Client, rated: Rated, url: str, expected: dict[int, str]) -> None:
    told = {who: status for status, people in expected.items() for who in people.split()}
    found = {}
    for who in NAMES:
        as_user(client, rated.cast.people()[who])
        with clock.at(making.TODAY):
            found[who] = client.get(url).status_code
    assert found == {who: told.get(who, HIDDEN) for who in NAMES}


def check_all(client: Client, rated: Rated, rating: Rating, table: Table) -> None:
    """Every page and verb of one rating. Whoever may not open a form may not send it either."""
    assert set(table) == ABOUT_ONE, "every page and verb stands in the table"
    told, found = {}, {}
    before = Event.objects.count()
    for who in NAMES:
        as_user(client, rated.cast.people()[who])
        for name, expected in table.items():
            wanted = next((status for status, people in expected.items() if who in people.split()), HIDDEN)
            url = reverse(f"ratings:{name}", args=[rating.pk, "124-2023"] if name == "under" else [rating.pk])
            told[who, name] = (wanted, wanted if wanted != ALLOWED and name not in READ else None)
            with clock.at(making.TODAY):
                sent = client.post(url, {"command_id": str(uuid.uuid4())}).status_code if told[who, name][1] else None
                found[who, name] = (client.get(url).status_code, sent)
    assert found == told
    assert Event.objects.count() == before


def test_being_prepared(client: Client, rated: Rated) -> None:
    check_all(client, rated, rated.rating(), OPEN)


def test_decided(client: Client, rated: Rated) -> None:
    making.decide(rated.cast, rated.rating())
    check_all(client, rated, rated.rating(), DECIDED)


def test_published(client: Client, rated: Rated) -> None:
    check_all(client, rated, making.published(rated.cast, rated), PUBLISHED)


def test_of_a_person(client: Client, rated: Rated) -> None:
    check_all(client, rated, making.person(rated, rated.cast.doer), OF_A_PERSON)


def test_of_a_person_published(client: Client, rated: Rated) -> None:
    rating = making.person(rated, rated.cast.doer)
    making.decide(rated.cast, rating)
    making.publish(rated.cast, making.fresh(rating))
    check_all(client, rated, making.fresh(rating), OF_A_PERSON_PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED_CYCLE)
def test_of_a_cycle_with_a_published_rating(client: Client, rated: Rated, name: str) -> None:
    making.published(rated.cast, rated)
    check(client, rated, reverse(f"ratings:{name}", args=[rated.cycle.pk]), PUBLISHED_CYCLE[name])


def test_of_a_published_cycle_everybody_reads_only_their_own_rows(client: Client, rated: Rated) -> None:
    making.published(rated.cast, rated)
    for who, both in (("officer", True), ("leader", True), ("head", False), ("editor", False), ("inspector", False)):
        as_user(client, rated.cast.people()[who])
        page = client.get(reverse("ratings:cycle", args=[rated.cycle.pk])).content.decode()
        assert "Đơn vị minh họa 01" in page
        assert ("Đơn vị minh họa 02" in page) is both, who
        assert ("distribution-title" in page) is both, who


@pytest.mark.parametrize("name", CYCLE)
def test_of_a_cycle(client: Client, rated: Rated, name: str) -> None:
    check(client, rated, reverse(f"ratings:{name}", args=[rated.cycle.pk]), CYCLE[name])


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
