"""What somebody is to a dossier, who could do what, and until when a review takes suggestions and delegations."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations, rules
from chuyenbien.reviews.enums import DossierState, Part
from chuyenbien.reviews.models import ReviewDossier, Suggestion
from tests.cast import by
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db

ATTENDED = {
    "head": {Part.BODY_HEAD},
    "officer": {Part.OFFICER},
    "leader": {Part.LEADER},
    "chair": {Part.DELEGATION_HEAD},
    "scribe": {Part.DELEGATION_SECRETARY},
    "delegate": {Part.DELEGATION_MEMBER},
}
ALONE = {
    "head": {Part.BODY_HEAD},
    "officer": {Part.OFFICER, Part.OFFICER_ALONE},
    "leader": {Part.LEADER, Part.LEADER_ALONE},
}
OPEN = (DossierState.PREPARING, DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED)


def without_delegation(review: Review) -> ReviewDossier:
    ReviewDossier.objects.filter(pk=review.dossier.pk).update(delegation=None)
    return ReviewDossier.objects.get(pk=review.dossier.pk)


@pytest.mark.parametrize("alone", [False, True], ids=["attended", "alone"])
def test_what_each_of_them_is(review: Review, alone: bool) -> None:
    dossier = without_delegation(review) if alone else review.dossier
    expected = ALONE if alone else ATTENDED
    people = review.people()
    found = {name: set(rules.parts_of(Standing.of(person), dossier)) for name, person in people.items()}
    assert {name: parts for name, parts in found.items() if parts} == expected
    assert rules.parts_of(Standing.of(None), dossier) == frozenset()


@pytest.mark.parametrize("alone", [False, True], ids=["attended", "alone"])
@pytest.mark.parametrize("part", list(Part))
def test_who_could_do_it_are_those_who_are_it(review: Review, part: Part, alone: bool) -> None:
    dossier = without_delegation(review) if alone else review.dossier
    could = set(rules.people_as([part], dossier))
    expected = ALONE if alone else ATTENDED
    assert could == {review.people()[name] for name, parts in expected.items() if part in parts}


def test_nobody_could_do_what_is_given_to_nobody(review: Review) -> None:
    assert not rules.people_as([], review.dossier).exists()


@pytest.mark.parametrize("state", list(DossierState))
def test_a_review_takes_suggestions_and_delegations_until_it_is_held(review: Review, state: DossierState) -> None:
    dossier = review.bring_to(state, review.other)
    officer, leader = by(review.cast.officer), by(review.cast.leader)
    if state in OPEN:
        with journal.recording(by=officer):
            operations.draft_suggestion(dossier, [("Nội dung", None)], by=officer)
            operations.assign_delegation(review.delegation, dossier, by=officer)
        assert dossier.delegation == review.delegation
        review.bring_to(DossierState.HELD, dossier)
        suggestion = Suggestion.objects.get()
        with pytest.raises(Refused), journal.recording(by=leader):
            operations.issue_suggestion(suggestion, by=leader, letter=None, because="Thư không số")
        return
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.draft_suggestion(dossier, [("Nội dung", None)], by=officer)
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.assign_delegation(review.delegation, dossier, by=officer)
    assert not Suggestion.objects.exists()
