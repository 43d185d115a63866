"""Delegations and suggestions: whose they are to see."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations
from chuyenbien.reviews.queries.people import delegations_of, visible_delegations, visible_suggestions
from tests.cast import by
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db

NOBODY = Standing.of(None)


def test_who_has_no_person_sees_no_delegation_and_no_suggestion(review: Review) -> None:
    review.suggest()
    assert not visible_delegations(NOBODY).exists()
    assert not visible_suggestions(NOBODY).exists()


def test_a_delegation_is_seen_by_superior_members_and_the_body_it_attends(review: Review) -> None:
    seeing = {"leader", "officer", "verifier", "head", "editor", "inspector", "chair", "scribe", "delegate"}
    found = {name for name, person in review.people().items() if visible_delegations(Standing.of(person)).exists()}
    assert found == seeing
    assert [one.number for one in delegations_of(review.cycle, Standing.of(review.cast.officer))] == [1]
    assert not delegations_of(review.cycle, Standing.of(review.cast.stranger)).exists()


def test_a_draft_suggestion_is_seen_by_who_prepares_it_only(review: Review) -> None:
    review.suggest(issue=False)
    found = {name for name, person in review.people().items() if visible_suggestions(Standing.of(person)).exists()}
    assert found <= {"leader", "officer"}
    assert "officer" in found
    with journal.recording(by=by(review.cast.leader)):
        operations.issue_by_letter(
            review.dossier.suggestions.get(),
            by=by(review.cast.leader),
            number="7-CV/TU",
            issued_on=review.cycle.period_end,
        )
    for name in ("head", "editor", "chair"):
        assert visible_suggestions(Standing.of(review.people()[name])).exists(), name
    for name in ("other_head", "stranger", "admin"):
        assert not visible_suggestions(Standing.of(review.people()[name])).exists(), name
