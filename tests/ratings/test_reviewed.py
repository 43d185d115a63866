"""No rating without a finished review: of the body, and of a person their own self-review; also after the decision."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.ratings import operations, records, weighing
from chuyenbien.ratings.enums import HandKey, RatingState, SubjectKind
from chuyenbien.ratings.models import Rating
from chuyenbien.regulations import engine
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.selfreviews.models import SelfReview
from tests.cast import Cast, as_user

from . import making
from .making import Rated
from .test_pages import cost, get, post


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


def reopen(rated: Rated) -> None:
    making.act(rated.cast.leader, reviews.reopen_dossier, dossier(rated), because="Gợi ý bổ sung đến sau")


def dossier(rated: Rated) -> ReviewDossier:
    return ReviewDossier.objects.select_related("cycle__superior", "body").get(pk=rated.dossier.pk)


# --- the body's review, opened again ------------------------------------------------------------------


def test_a_rating_of_a_reopened_review_is_neither_published_nor_told(client: Client, rated: Rated) -> None:
    cast, paper = rated.cast, making.document(rated.cast)
    making.decide(cast, rated.rating())
    reopen(rated)
    with pytest.raises(Refused, match=r"mở lại|opened again"):
        making.publish(cast, rated.rating())
    with pytest.raises(Refused):
        making.act(cast.officer, operations.notify, rated.rating())
    for person, name in ((cast.leader, "publish"), (cast.officer, "notify")):
        answer = post(as_user(client, person), name, rated.rating().pk, {"document": paper.pk})
        assert answer.status_code == 403
        assert "mở lại" in answer.content.decode()
    assert rated.rating().state == RatingState.DECIDED
    ReviewDossier.objects.filter(pk=rated.dossier.pk).update(state="concluded")
    making.publish(cast, rated.rating())
    making.act(cast.officer, operations.notify, rated.rating())


def test_the_publication_of_a_cycle_leaves_it_out_and_says_why(client: Client, rated: Rated) -> None:
    cast = rated.cast
    making.decide(cast, rated.rating())
    making.decide(cast, rated.rating(cast.other_body))
    reopen(rated)
    page = get(as_user(client, cast.leader), reverse("ratings:publish_cycle", args=[rated.cycle.pk]))
    assert "không công bố lần này" in page.lower()
    assert rated.rating().body.name in page
    assert "mở lại" in page
    published = making.publish(cast, rated.cycle)
    assert [one.body for one in published] == [cast.other_body]
    assert rated.rating().state == RatingState.DECIDED
    assert Event.objects.latest("seq").type == "ratings.part_published"
    with pytest.raises(Refused, match=r"mở lại|opened again"):
        making.publish(cast, rated.cycle)


# --- a person's own self-review -----------------------------------------------------------------------


def test_a_person_without_a_self_review_is_not_appraised_and_not_decided(client: Client, rated: Rated) -> None:
    cast = rated.cast
    rating = making.person(rated, cast.doer, SubjectKind.NON_LEADER, self_reviewed=False)
    found = weighing.weigh(rating)
    assert found is not None
    assert (found.outcome, found.record.owed) == (engine.NO_REVIEW, "unopened")
    for verb in (making.appraise, making.decide):
        with pytest.raises(Refused, match=r"tự kiểm điểm|self-review"):
            verb(cast, rating)
    answer = as_user(client, cast.leader).get(reverse("ratings:decide", args=[rating.pk]))
    assert answer.status_code == 403
    assert "tự kiểm điểm" in answer.content.decode()
    making.owe(rated, cast.doer, SubjectKind.NON_LEADER)
    assert records.of(making.fresh(rating)).owed == "waiting"
    with pytest.raises(Refused, match=r"tự kiểm điểm|self-review"):
        making.decide(cast, rating)


def test_on_paper_counts_as_well(rated: Rated) -> None:
    rating = making.person(rated, rated.cast.doer, SubjectKind.NON_LEADER, self_reviewed=False)
    making.owe(rated, rated.cast.doer, SubjectKind.NON_LEADER)
    typed = SelfReview.objects.get(person=rated.cast.doer)
    assert not typed.is_sealed
    hand_in_on_paper(rated)
    assert records.of(making.fresh(rating)).review_finished
    making.decide(rated.cast, rating)


def hand_in_on_paper(rated: Rated) -> None:
    making.hand_in(rated, rated.cast.doer, SubjectKind.NON_LEADER)


def test_where_the_pack_has_no_form_none_is_owed(cast: Cast) -> None:
    rated = making.make(cast, "335-2025")
    rating = making.person(rated, cast.doer, SubjectKind.NON_LEADER, self_reviewed=False)
    assert records.of(rating).owed == ""


def test_who_is_not_reviewed_at_all_needs_none_but_gets_no_level(rated: Rated) -> None:
    cast = rated.cast
    rating = making.person(rated, cast.doer, SubjectKind.NON_LEADER, self_reviewed=False)
    making.enter(cast, rating, HandKey.EXCUSED, True)
    with pytest.raises(Refused) as refused:
        making.decide(cast, rating, "good")
    assert refused.value.field == "level"
    making.decide(cast, rating, "not_rated", exemption="exempt_excused")
    making.publish(cast, making.fresh(rating))


def test_a_cycle_leaves_out_whose_self_review_was_given_back(rated: Rated) -> None:
    cast = rated.cast
    rating = making.person(rated, cast.doer, SubjectKind.NON_LEADER)
    making.decide(cast, rating)
    making.decide(cast, rated.rating())
    SelfReview.objects.filter(person=cast.doer).update(state="writing", handed_in_at=None)
    assert [one.person_id for one in making.publish(cast, rated.cycle)] == [None]
    assert Rating.objects.get(pk=rating.pk).state == RatingState.DECIDED


def test_the_list_asks_once_for_any_number_of_people(client: Client, rated: Rated) -> None:
    making.person(rated, rated.cast.doer, SubjectKind.NON_LEADER, self_reviewed=False)
    url = reverse("ratings:cycle", args=[rated.cycle.pk])
    client = as_user(client, rated.cast.officer)
    one = cost(client, url)
    for who in (rated.cast.editor, rated.cast.head):
        making.act(rated.cast.officer, operations.open_person_rating, rated.dossier, who, "leader",
                   is_head=who == rated.cast.head)  # fmt: skip
    assert cost(client, url) == one
