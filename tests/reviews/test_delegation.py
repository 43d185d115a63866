"""A delegation sees its bodies and nobody else's; nobody is a delegate to their own body."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.documents.models import Document
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations, queries
from chuyenbien.reviews.enums import CycleState, DelegationRole, DossierState
from chuyenbien.reviews.models import Delegation, ReviewCycle, ReviewDossier
from chuyenbien.reviews.operations import delegations
from tests.cast import SINCE, by
from tests.reviews.conftest import Review, events_since, last_seq, make_cycle


def sees(person: Person, dossier: ReviewDossier) -> bool:
    return ReviewDossier.objects.visible_to(Standing.of(person)).filter(pk=dossier.pk).exists()


def form(review: Review, number: int, head: Person, secretary: Person | None, *members: Person) -> Delegation:
    leader = by(review.cast.leader)
    with journal.recording(by=leader):
        return operations.form_delegation(review.cycle, number, head, secretary, members, by=leader)


def assign(review: Review, delegation: Delegation, dossier: ReviewDossier) -> None:
    with journal.recording(by=by(review.cast.officer)):
        operations.assign_delegation(delegation, dossier, by=by(review.cast.officer))


def test_it_is_formed_with_one_event(review: Review) -> None:
    seq = last_seq()
    made = form(review, 2, review.chair, review.scribe, review.delegate, review.chair)
    assert events_since(seq) == ["reviews.delegation_formed"]
    assert {seat.person: seat.role for seat in made.members.all()} == {
        review.chair: DelegationRole.HEAD,
        review.scribe: DelegationRole.SECRETARY,
        review.delegate: DelegationRole.MEMBER,
    }
    assert ReviewCycle.objects.visible_to(Standing.of(review.delegate)).exists()


@pytest.mark.parametrize(("asked", "cycle"), [(True, False), (False, True)])
def test_it_illustrates_by_itself_or_by_its_cycle(review: Review, asked: bool, cycle: bool) -> None:
    review.cycle.is_illustrative = cycle
    leader = by(review.cast.leader)
    with journal.recording(by=leader):
        made = operations.form_delegation(review.cycle, 2, review.chair, None, [], by=leader, is_illustrative=asked)
    assert made.is_illustrative


def test_it_refuses_what_makes_no_delegation(review: Review) -> None:
    for number, secretary, field in ((0, review.scribe, "number"), (1, review.scribe, "number")):
        with pytest.raises(Refused) as refusal:
            form(review, number, review.chair, secretary)
        assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        form(review, 2, review.chair, review.chair)
    assert refusal.value.field == "secretary"
    Person.objects.filter(pk=review.delegate.pk).update(is_active=False)
    review.delegate.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        form(review, 2, review.chair, None, review.delegate)
    assert refusal.value.field == "members"


def test_its_people_see_its_bodies_only(review: Review) -> None:
    for person in (review.chair, review.scribe, review.delegate):
        assert sees(person, review.dossier)
        assert not sees(person, review.other)


@pytest.mark.parametrize("name", ["head", "doer"])
def test_nobody_is_a_delegate_to_their_own_body_or_what_is_above_their_unit(review: Review, name: str) -> None:
    person = review.cast.people()[name]
    made = form(review, 2, review.chair, review.scribe, person)
    with pytest.raises(Refused) as refusal:
        assign(review, made, review.dossier)
    assert person.shown_title in str(refusal.value)
    assert review.cast.body.name in str(refusal.value)
    assign(review, made, review.other)


def test_changing_the_members_asks_the_same(review: Review) -> None:
    leader = by(review.cast.leader)
    with pytest.raises(Refused), journal.recording(by=leader):
        operations.change_delegation(review.delegation, review.chair, review.scribe, [review.cast.head], by=leader)


def test_who_leaves_a_delegation_no_longer_sees_and_who_comes_does(review: Review) -> None:
    suggestion = review.suggest()
    leader = by(review.cast.leader)
    seq = last_seq()
    with journal.recording(by=leader):
        operations.change_delegation(review.delegation, review.chair, review.cast.verifier, [], by=leader, revision=1)
    assert events_since(seq) == ["reviews.delegation_changed"]
    suggestion.refresh_from_db()
    assert suggestion.letter is not None
    for left in (review.scribe, review.delegate):
        standing = Standing.of(left)
        assert not sees(left, review.dossier)
        assert not ReviewCycle.objects.visible_to(standing).exists()
        assert not Document.objects.visible_to(standing).filter(pk=suggestion.letter.pk).exists()
    assert review.dossier.involvements.filter(person=review.cast.verifier, until=None).exists()
    with pytest.raises(Stale), journal.recording(by=leader):
        operations.change_delegation(review.delegation, review.chair, None, [], by=leader, revision=1)


def test_a_body_moves_from_one_delegation_to_another(review: Review) -> None:
    with journal.recording(by=None):
        orgs.give_role(review.cast.stranger, review.cast.superior, Role.STAFF, since=SINCE, by=None)
    second = form(review, 2, review.cast.stranger, review.scribe)
    seq = last_seq()
    assign(review, second, review.dossier)
    assert events_since(seq) == ["reviews.delegation_assigned"]
    assert ReviewDossier.objects.get(pk=review.dossier.pk).delegation == second
    assert sees(review.cast.stranger, review.dossier)
    assert sees(review.scribe, review.dossier)
    assert not sees(review.chair, review.dossier)
    with pytest.raises(Refused):
        assign(review, second, review.dossier)


def test_many_bodies_are_given_in_one_act(review: Review) -> None:
    second = form(review, 2, review.chair, review.scribe)
    officer, seq = by(review.cast.officer), last_seq()
    with journal.recording(by=officer):
        operations.assign_bodies(second, [review.dossier, review.other], by=officer)
    assert events_since(seq) == ["reviews.bodies_assigned"]
    assert second.dossiers.count() == 2
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.assign_bodies(second, [], by=officer)


def test_a_delegation_of_another_cycle_is_refused(review: Review) -> None:
    leader, other = by(review.cast.leader), make_cycle(review.cast, "Kiểm điểm năm 2023")
    with journal.recording(by=leader):
        foreign = operations.form_delegation(other, 1, review.chair, None, [], by=leader)
    with pytest.raises(Refused):
        assign(review, foreign, review.dossier)


@pytest.mark.parametrize("state", [DossierState.HELD, DossierState.CONCLUDED, DossierState.CLOSED])
def test_after_the_conference_the_delegation_stays(review: Review, state: str) -> None:
    dossier = review.bring_to(state)
    second = form(review, 2, review.chair, review.scribe)
    with pytest.raises(Refused):
        assign(review, second, dossier)
    with pytest.raises(Refused), journal.recording(by=by(review.cast.officer)):
        operations.release_delegation(dossier, by=by(review.cast.officer))


def test_a_body_is_taken_away(review: Review) -> None:
    officer, seq = by(review.cast.officer), last_seq()
    with journal.recording(by=officer):
        operations.release_delegation(review.dossier, by=officer, because="Giao nhầm")
    assert events_since(seq) == ["reviews.delegation_released"]
    assert not sees(review.chair, review.dossier)
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.release_delegation(review.dossier, by=officer)


def test_a_suggested_body_whose_conference_is_scheduled_keeps_one(review: Review) -> None:
    review.suggest()
    dossier = review.bring_to(DossierState.SCHEDULED)
    with pytest.raises(Refused), journal.recording(by=by(review.cast.officer)):
        operations.release_delegation(dossier, by=by(review.cast.officer))


def test_in_a_closed_cycle_nothing_is_formed(review: Review) -> None:
    ReviewCycle.objects.update(state=CycleState.CLOSED)
    review.cycle.refresh_from_db()
    with pytest.raises(Refused):
        form(review, 2, review.chair, review.scribe)


def test_higher_rooms_hear_who_left(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, list[Person]]] = []
    monkeypatch.setattr(delegations, "_followers", [])

    def follow(dossier: ReviewDossier, left: list[Person]) -> None:
        heard.append((dossier.pk, left))

    delegations.when_seats_change(follow)
    delegations.when_seats_change(follow)
    assign(review, form(review, 2, review.chair, review.scribe), review.dossier)
    assert heard == [(review.dossier.pk, [review.delegate])]


def test_suggested_bodies_without_delegation_are_listed(review: Review) -> None:
    review.suggest()
    review.suggest(dossier=review.other)
    assert [dossier.body for dossier in queries.without_delegation(review.cycle)] == [review.cast.other_body]
