"""Ratings are opened for bodies and for persons."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.ratings import operations
from chuyenbien.ratings.enums import SubjectKind
from chuyenbien.ratings.models import Rating
from chuyenbien.reviews.models import ReviewCycle
from tests.cast import SINCE, Cast

from . import making
from .making import Rated


def test_every_body_gets_one_rating_by_one_event(cast: Cast) -> None:
    before = Event.objects.count()
    rated = making.make(cast)
    assert Rating.objects.filter(cycle=rated.cycle, kind=SubjectKind.COLLECTIVE).count() == 2
    assert list(Event.objects.order_by("-seq").values_list("type", flat=True)[:1]) == ["ratings.opened"]
    assert Event.objects.count() == before + 4  # the cycle, two bodies, the ratings


def test_not_twice(rated: Rated) -> None:
    with pytest.raises(Refused):
        making.act(rated.cast.officer, operations.open_ratings, rated.cycle)
    assert Rating.objects.count() == 2


def test_only_the_office_of_the_superior(rated: Rated) -> None:
    for name in ("leader", "head", "editor", "verifier", "admin", "stranger"):
        with pytest.raises(Forbidden):
            making.act(rated.cast.people()[name], operations.open_ratings, rated.cycle)


def test_not_in_a_closed_cycle(rated: Rated) -> None:
    ReviewCycle.objects.filter(pk=rated.cycle.pk).update(state="closed")
    rated.cycle.refresh_from_db()
    with pytest.raises(Forbidden):
        making.act(rated.cast.officer, operations.open_ratings, rated.cycle)


def test_a_person_of_the_body(rated: Rated) -> None:
    rating = making.person(rated, rated.cast.head, is_head=True, group="Bí thư")
    assert (rating.kind, rating.is_head, rating.group, rating.state) == ("leader", True, "Bí thư", "open")
    assert Event.objects.latest("seq").type == "ratings.person_opened"
    with pytest.raises(Refused):
        making.person(rated, rated.cast.head)


def test_a_person_who_was_not_there_is_refused(rated: Rated) -> None:
    with pytest.raises(Refused) as refused:
        making.person(rated, rated.cast.other_head, self_reviewed=False)
    assert refused.value.field == "person"


def test_a_head_is_a_leader(rated: Rated) -> None:
    with pytest.raises(Refused):
        making.person(rated, rated.cast.head, SubjectKind.NON_LEADER, is_head=True)


def test_of_a_person_known_by_a_code_only_the_code_is_kept(rated: Rated) -> None:
    cast = rated.cast
    with journal.recording(by=None):
        secret = orgs.create_person("", by=None, office="", classification="code_only", code="CB-07")
        orgs.give_role(secret, cast.body, Role.MEMBER, since=SINCE, by=None)
    rating = making.person(rated, secret, group="Cấp phó")
    assert (rating.is_code_only, rating.code, rating.group, rating.shown_title) == (True, "CB-07", "", "CB-07")


def test_the_group_is_changed_with_one_event(rated: Rated) -> None:
    rating = rated.rating()
    before = Event.objects.count()
    making.act(rated.cast.officer, operations.set_group, rating, "Khối phường")
    assert (rated.rating().group, Event.objects.count()) == ("Khối phường", before + 1)
    with pytest.raises(Refused):
        making.act(rated.cast.officer, operations.set_group, rated.rating(), "Khối phường")


def test_before_publication_only_preparers_the_head_and_the_person_see_it(rated: Rated) -> None:
    body = rated.rating()
    doer = making.person(rated, rated.cast.doer, SubjectKind.NON_LEADER)
    assert seen_by(rated, body) == {"leader", "officer", "head"}
    assert seen_by(rated, doer) == {"leader", "officer", "head", "doer"}


def test_after_publication_those_involved_see_it(rated: Rated) -> None:
    doer = making.person(rated, rated.cast.doer, SubjectKind.NON_LEADER)
    for rating in (rated.rating(), doer):
        making.decide(rated.cast, rating)
        making.publish(rated.cast, making.fresh(rating))
    assert seen_by(rated, rated.rating()) == {"leader", "officer", "verifier", "head", "editor", "inspector"}
    assert seen_by(rated, doer) == {"leader", "officer", "head", "doer"}


def seen_by(rated: Rated, rating: Rating) -> set[str]:
    people = rated.cast.people().items()
    return {name for name, one in people if Rating.objects.visible_to(Standing.of(one)).filter(pk=rating.pk).exists()}


def test_who_heads_the_body_is_as_the_record_says(rated: Rated) -> None:
    """A head is weighed by the whole body and not rated above it; a slip of the tick would change that."""
    for who, is_head in ((rated.cast.head, False), (rated.cast.doer, True)):
        with pytest.raises(Refused) as refused:
            making.person(rated, who, is_head=is_head)
        assert refused.value.field == "is_head"
    making.person(rated, rated.cast.head, is_head=True)
    making.person(rated, rated.cast.doer)
