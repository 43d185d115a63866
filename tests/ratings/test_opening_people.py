"""The ratings of all people of the bodies under review are opened, part by part, and nobody twice."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import Forbidden
from chuyenbien.journal import timeline
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.ratings import choosing, operations
from chuyenbien.ratings.models import Rating, RatingInvolvement
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import SINCE, Cast, as_user, by, make_person

from . import making
from .making import Rated
from .test_pages import cost, get, post


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(making.TODAY):
        yield


def open_people(rated: Rated, limit: int | None = None) -> list[Rating]:
    made: list[Rating] = making.act(rated.cast.officer, operations.open_people, rated.cycle, limit=limit)
    return made


def of(person: Person) -> Rating:
    return Rating.objects.get(person=person)


def give(person: Person, *roles: tuple[object, str], since: dt.date = SINCE) -> Person:
    with journal.recording(by=None):
        for unit, role in roles:
            orgs.give_role(person, unit, role, since=since, by=None)  # type: ignore[arg-type]
    return person


def deputy(cast: Cast, name: str = "deputy") -> Person:
    with journal.recording(by=None):
        return make_person(name, "Lý Thị Phó", "Phó Bí thư", (cast.body, Role.MEMBER))


def test_everybody_is_rated_as_the_record_places_them(rated: Rated) -> None:
    cast = rated.cast
    member = deputy(cast)
    before = Event.objects.count()
    assert {one.person for one in open_people(rated)} == {cast.head, cast.other_head, cast.doer, member}
    assert (of(cast.head).kind, of(cast.head).is_head, of(cast.head).rank) == ("leader", True, 1)
    assert (of(member).kind, of(member).is_head, of(member).rank) == ("leader", False, 2)
    assert (of(cast.doer).kind, of(cast.doer).is_head) == ("non_leader", False)
    assert of(cast.doer).place == cast.body.official_order
    assert Event.objects.count() == before + 1, "one part, one event"
    (entry,) = timeline(of(cast.doer))
    assert entry.actor_name == cast.officer.full_name
    assert RatingInvolvement.objects.filter(person=cast.doer, matter=of(cast.doer)).exists()


def test_the_person_sees_the_own_rating_and_nobody_elses(rated: Rated) -> None:
    open_people(rated)
    seen = Rating.objects.visible_to(by(rated.cast.doer).standing)
    assert list(seen) == [of(rated.cast.doer)]


def test_an_editor_alone_is_left_to_be_opened_by_hand(rated: Rated) -> None:
    open_people(rated)
    assert not Rating.objects.filter(person=rated.cast.editor).exists()


def test_in_parts_nobody_twice_and_everybody_once(rated: Rated) -> None:
    give(rated.cast.head, (rated.cast.body, Role.MEMBER), (rated.cast.body, Role.STAFF))
    parts = []
    while made := open_people(rated, limit=2):
        parts.append([one.person_id for one in made])
    assert len(parts) > 1
    opened = [pk for part in parts for pk in part]
    assert len(opened) == len(set(opened))
    assert set(opened) == {rated.cast.head.pk, rated.cast.doer.pk, rated.cast.other_head.pk}
    assert of(rated.cast.head).is_head, "all roles of a person are weighed together"
    found = choosing.places(rated.cycle)
    assert (found.opened, found.alone, found.several) == (3, [], [])
    assert open_people(rated) == []


def test_who_was_opened_by_hand_stays_as_opened(rated: Rated) -> None:
    making.person(rated, rated.cast.doer, "leader")
    open_people(rated)
    assert of(rated.cast.doer).kind == "leader"


def test_a_person_in_two_bodies_waits_for_a_decision(rated: Rated) -> None:
    cast = rated.cast
    give(cast.doer, (cast.other_body, Role.STAFF))
    open_people(rated)
    assert not Rating.objects.filter(person=cast.doer).exists()
    (held,) = choosing.places(rated.cycle).several
    assert {one.unit_id for one in held} == {cast.body.pk, cast.other_body.pk}
    making.person(rated, cast.doer, "non_leader")
    assert choosing.places(rated.cycle).several == []


def test_who_came_after_or_left_before_the_period_is_not_rated(rated: Rated) -> None:
    cast = rated.cast
    Membership.objects.filter(person=cast.doer).update(valid_until=dt.date(2024, 12, 31))
    Membership.objects.filter(person=cast.other_head).update(valid_from=dt.date(2026, 1, 1))
    assert [one.person for one in open_people(rated)] == [cast.head]


def test_who_handed_over_the_body_within_the_period_is_a_leader_but_not_its_head(rated: Rated) -> None:
    Membership.objects.filter(person=rated.cast.head).update(valid_until=dt.date(2025, 6, 30))
    open_people(rated)
    assert (of(rated.cast.head).kind, of(rated.cast.head).is_head) == ("leader", False)


def test_of_a_body_or_person_known_by_a_code_only_the_code_is_kept(rated: Rated) -> None:
    ReviewDossier.objects.filter(pk=rated.other.pk).update(classification=Classification.CODE_ONLY, code="TT-09")
    hidden = {"classification": Classification.CODE_ONLY, "code": "CB-17", "full_name": "", "office": "", "contact": ""}
    Person.objects.filter(pk=rated.cast.doer.pk).update(**hidden)
    open_people(rated)
    assert (of(rated.cast.other_head).shown_name, of(rated.cast.doer).shown_name) == ("TT-09", "CB-17")
    assert of(rated.cast.head).classification == rated.dossier.classification


@pytest.mark.parametrize("name", ["leader", "head", "editor", "verifier", "admin", "stranger"])
def test_only_the_office_of_the_superior(rated: Rated, name: str) -> None:
    with pytest.raises(Forbidden):
        making.act(rated.cast.people()[name], operations.open_people, rated.cycle)
    assert not Rating.objects.filter(person__isnull=False).exists()


def test_not_in_a_closed_cycle(rated: Rated) -> None:
    ReviewCycle.objects.filter(pk=rated.cycle.pk).update(state="closed")
    rated.cycle.refresh_from_db()
    with pytest.raises(Forbidden):
        open_people(rated)


def test_the_page_counts_goes_on_and_names_whom_it_leaves(
    rated: Rated, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chuyenbien.ratings.operations.opening_people.CHUNK", 2)
    cast = rated.cast
    give(cast.doer, (cast.other_body, Role.STAFF))
    as_user(client, cast.officer)
    url = reverse("ratings:open_people", args=[rated.cycle.pk])
    page = get(client, url)
    assert "Đã lập: 0/2 hồ sơ" in page
    assert cast.doer.full_name in page
    assert reverse("ratings:open_person", args=[rated.other.pk]) in page
    answer = post(client, "open_people", rated.cycle.pk, {})
    assert (answer.status_code, answer["Location"]) == (303, f"{url}?going=1")
    assert "Mọi cá nhân" in get(client, url)
    assert get(client, reverse("ratings:cycle", args=[rated.cycle.pk])).count(cast.head.full_name) == 1


def test_the_page_costs_as_many_queries_for_many_as_for_one(rated: Rated, client: Client) -> None:
    cast = rated.cast
    give(cast.doer, (cast.other_body, Role.STAFF))
    as_user(client, cast.officer)
    url = reverse("ratings:open_people", args=[rated.cycle.pk])
    before = cost(client, url)
    for name in ("hai", "ba"):
        give(deputy(cast, name), (cast.other_body, Role.STAFF))
    assert cost(client, url) == before


def test_the_command_opens_everything_and_goes_on(rated: Rated) -> None:
    Rating.objects.all().delete()
    told = StringIO()
    call_command("ratings", "open", str(rated.cycle.pk), "--by", "officer", stdout=told)
    assert "2 tập thể" in told.getvalue()
    assert "3/3" in told.getvalue()
    again = StringIO()
    call_command("ratings", "open", str(rated.cycle.pk), "--by", "officer", stdout=again)
    assert "3/3" not in again.getvalue()
    assert Rating.objects.count() == 5


@pytest.mark.parametrize(
    ("cycle", "name"), [("999", "officer"), (None, "nobody"), (None, "leader"), (None, "stranger")]
)
def test_the_command_refuses_in_words(rated: Rated, cycle: str | None, name: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("ratings", "open", cycle or str(rated.cycle.pk), "--by", name)
    assert str(refused.value).endswith(".")
