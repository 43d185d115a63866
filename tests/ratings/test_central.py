"""Persons under central management: their rating is known by a code only, like their self-review, wherever it shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal import timeline
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.ratings import operations
from chuyenbien.ratings.models import Rating
from chuyenbien.selfreviews.models import SelfReview
from tests.cast import as_user, make_person

from . import making
from .making import Rated
from .test_pages import get, post

CODE = "TWQL-01"
NAME = "Trịnh Bí Mật Danh"


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


@pytest.fixture
def central(rated: Rated) -> Person:
    """Somebody of the body under central management, whose self-review is owed."""
    with journal.recording(by=None):
        who = make_person("central", NAME, "Ủy viên", (rated.cast.body, Role.MEMBER))
    making.owe(rated, who, "central", code=CODE)
    return who


def rating_of(rated: Rated, who: Person) -> Rating:
    return making.fresh(Rating.objects.get(cycle=rated.cycle, person=who))


def test_their_rating_is_code_only_by_their_self_review(rated: Rated, central: Person) -> None:
    rating = making.person(rated, central, group="Cấp phó")
    assert (rating.is_code_only, rating.code, rating.shown_name, rating.group) == (True, CODE, CODE, "")


def test_so_it_is_when_the_ratings_of_all_people_are_opened(rated: Rated, central: Person) -> None:
    making.act(rated.cast.officer, operations.open_people, rated.cycle)
    assert rating_of(rated, central).code == CODE
    named = Rating.objects.filter(cycle=rated.cycle, person__isnull=False).exclude(person=central)
    assert {one.is_code_only for one in named} == {False}
    event = (
        timeline(rated.cycle)[0]
        if timeline(rated.cycle)[0].type == "ratings.people_opened"
        else timeline(rated.cycle)[1]
    )
    assert "…" not in str(event.sentence)


def test_a_self_review_opened_later_empties_the_rating_to_its_code(rated: Rated) -> None:
    with journal.recording(by=None):
        who = make_person("central", NAME, "Ủy viên", (rated.cast.body, Role.MEMBER))
    rating = making.person(rated, who, group="Cấp phó", self_reviewed=False)
    making.own(rated.cast, rating, 80, "good")
    rating.assessments.update(explanation="Nêu tên việc")
    assert rating.shown_name == NAME
    making.owe(rated, who, "central", code=CODE)
    rating = rating_of(rated, who)
    assert (rating.shown_name, rating.group) == (CODE, "")
    assert {(one.code, one.explanation) for one in rating.assessments.all()} == {(CODE, "")}


def test_opened_by_hand_it_needs_the_code(rated: Rated) -> None:
    doer, officer = rated.cast.doer, rated.cast.officer
    told: dict[str, Any] = {"central": True}
    with pytest.raises(Refused) as refused:
        making.act(officer, operations.open_person_rating, rated.dossier, doer, "leader", **told)
    assert refused.value.field == "code"
    made = making.act(officer, operations.open_person_rating, rated.dossier, doer, "leader", code=CODE, **told)
    assert (made.is_code_only, made.shown_name) == (True, CODE)


def test_who_was_one_in_the_cycle_before_is_one_until_the_record_says_otherwise(rated: Rated) -> None:
    earlier = making.make(rated.cast, name="Kiểm điểm năm trước")
    type(earlier.cycle).objects.filter(pk=earlier.cycle.pk).update(period_start="2024-01-01", period_end="2024-12-31")
    making.owe(earlier, rated.cast.doer, "central", code=CODE)
    assert making.person(rated, rated.cast.doer, self_reviewed=False).code == CODE
    Rating.objects.filter(person=rated.cast.doer).delete()
    making.owe(rated, rated.cast.doer, "leader")
    assert not making.person(rated, rated.cast.doer, self_reviewed=False).is_code_only


def test_no_page_list_search_or_journal_names_them(client: Client, rated: Rated, central: Person) -> None:
    cast = rated.cast
    rating = making.person(rated, central)
    assert SelfReview.objects.get(person=central).is_sealed
    making.own(cast, rating, 80, "good")
    making.appraise(cast, rating, 80, "good", explanation="")
    making.decide(cast, rating, "good", because="")
    making.publish(cast, rated.cycle)
    making.act(cast.officer, operations.notify, making.fresh(rating))
    making.act(central, operations.file_petition, making.fresh(rating), text="")
    listed = reverse("ratings:cycle", args=[rated.cycle.pk])
    pages = [reverse(f"ratings:{name}", args=[rating.pk]) for name in ("rating", "tasks", "prior")]
    for person in (cast.officer, cast.leader, cast.head):
        reader = as_user(Client(), person)
        for url in (listed, *pages, reverse("ratings:cycles")):
            page = get(reader, url)
            assert NAME not in page, url
        assert CODE in get(reader, pages[0])
    officer = as_user(client, cast.officer)
    assert CODE not in get(officer, f"{listed}?q=Trịnh")
    assert CODE in get(officer, f"{listed}?q={CODE}")
    assert NAME not in get(officer, reverse("ratings:quota", args=[rated.cycle.pk]))
    told = [str(entry.sentence) + entry.because for entry in timeline(making.fresh(rating))]
    assert not any(NAME in one for one in told)
    assert "ratings.assessed.self" in {entry.type for entry in timeline(making.fresh(rating))}


def test_the_form_takes_the_tick_and_the_code(client: Client, rated: Rated) -> None:
    officer = as_user(client, rated.cast.officer)
    told = {"person": rated.cast.doer.pk, "kind": "leader", "central": "on"}
    assert post(officer, "open_person", rated.dossier.pk, told).status_code == 422
    assert post(officer, "open_person", rated.dossier.pk, {**told, "code": CODE}).status_code == 303
    assert rating_of(rated, rated.cast.doer).code == CODE
