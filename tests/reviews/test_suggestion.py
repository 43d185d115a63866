"""A suggestion is prepared by the office, issued with a numbered letter, and only then seen by the body."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList
from chuyenbien.reviews import operations, queries
from chuyenbien.reviews.enums import DossierState, SuggestionState
from chuyenbien.reviews.models import Suggestion
from tests.cast import by, code
from tests.reviews.conftest import Review, events_since, last_seq

DAY = dt.date(2022, 11, 1)


def test_a_draft_is_numbered_and_seen_by_who_prepares_it(review: Review) -> None:
    seq = last_seq()
    suggestion = review.suggest("Một", "  ", "Hai", issue=False)
    assert events_since(seq) == ["reviews.suggestion_drafted"]
    assert [(item.number, item.text) for item in suggestion.items.all()] == [(1, "Một"), (2, "Hai")]
    seeing = {
        name for name, person in review.people().items() if queries.visible_suggestions(Standing.of(person)).exists()
    }
    assert seeing == {"leader", "officer"}


def test_items_may_name_a_field_or_be_known_by_a_code(review: Review) -> None:
    actor, land = by(review.cast.officer), code(CodeList.FIELD, "dat-dai")
    with journal.recording(by=actor):
        suggestion = operations.draft_suggestion(
            review.dossier, [("Đất dịch vụ", land), {"code": "GY-02"}], by=actor, basis="Nghị quyết", answer_by=DAY
        )
    first, second = suggestion.items.all()
    assert (first.field, second.shown_title, second.text) == (land, "GY-02", "")
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.draft_suggestion(review.dossier, [{"code": "GY-02", "text": "nội dung"}], by=actor)


def test_without_a_point_it_is_refused(review: Review) -> None:
    with pytest.raises(Refused) as refusal:
        review.suggest("   ", issue=False)
    assert refusal.value.field == "text_1"


def test_a_draft_is_edited_with_its_revision(review: Review) -> None:
    suggestion, actor = review.suggest(issue=False), by(review.cast.officer)
    seq = last_seq()
    with journal.recording(by=actor):
        operations.edit_suggestion(suggestion, [("Mới", None)], by=actor, basis="Căn cứ", answer_by=DAY, revision=1)
    assert events_since(seq) == ["reviews.suggestion_edited"]
    assert [item.text for item in suggestion.items.all()] == ["Mới"]
    with pytest.raises(Stale), journal.recording(by=actor):
        operations.edit_suggestion(suggestion, [("Cũ", None)], by=actor, revision=1)


def test_issued_with_its_letter_the_body_and_the_delegation_see_it(review: Review) -> None:
    suggestion, leader = review.suggest(issue=False), by(review.cast.leader)
    seq = last_seq()
    with journal.recording(by=leader):
        operations.issue_by_letter(suggestion, by=leader, number="12-CV/TU", issued_on=DAY, signer="Phó Bí thư")
    assert events_since(seq) == ["documents.registered", "reviews.suggestion_issued"]
    stored = Suggestion.objects.get()
    assert (stored.state, stored.issued_by) == (SuggestionState.ISSUED, review.cast.leader)
    assert stored.letter is not None
    assert stored.letter.number == "12-CV/TU"
    for name in ("leader", "officer", "verifier", "head", "editor", "inspector", "chair", "scribe", "delegate"):
        standing = Standing.of(review.people()[name])
        assert queries.visible_suggestions(standing).exists(), name
    for name in ("doer", "other_head", "admin", "stranger"):
        assert not queries.visible_suggestions(Standing.of(review.people()[name])).exists(), name
    for name in ("head", "chair", "officer"):
        assert Document.objects.visible_to(Standing.of(review.people()[name])).filter(pk=stored.letter.pk).exists()


def test_a_letter_without_number_needs_a_reason(review: Review) -> None:
    suggestion, leader = review.suggest(issue=False), by(review.cast.leader)
    with pytest.raises(Refused) as refusal, journal.recording(by=leader):
        operations.issue_suggestion(suggestion, by=leader, letter=None)
    assert refusal.value.field == "number"
    seq = last_seq()
    with journal.recording(by=leader):
        operations.issue_suggestion(suggestion, by=leader, letter=None, because="Bài báo không nêu số")
    assert events_since(seq) == ["reviews.suggestion_issued_unnumbered"]


def test_it_is_issued_once(review: Review) -> None:
    suggestion, leader = review.suggest(), by(review.cast.leader)
    stale = Suggestion.objects.get(pk=suggestion.pk)
    stale.state = SuggestionState.DRAFT
    for one in (suggestion, stale):
        with pytest.raises(Refused), journal.recording(by=leader):
            operations.issue_suggestion(one, by=leader, letter=None, because="Lần nữa")
    with pytest.raises(Refused), journal.recording(by=leader):
        operations.edit_suggestion(suggestion, [("Khác", None)], by=leader)


@pytest.mark.parametrize("state", [DossierState.HELD, DossierState.CONCLUDED, DossierState.CLOSED])
def test_after_the_conference_the_review_is_reopened_first(review: Review, state: str) -> None:
    waiting = review.suggest(issue=False)
    dossier = review.bring_to(state)
    actor = by(review.cast.leader)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.draft_suggestion(dossier, [("Một", None)], by=actor)
    waiting.dossier.refresh_from_db()
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.issue_suggestion(waiting, by=actor, letter=None, because="Muộn")


def test_without_a_point_left_it_cannot_be_issued(review: Review) -> None:
    suggestion, leader = review.suggest(issue=False), by(review.cast.leader)
    suggestion.items.all().delete()
    with pytest.raises(Refused), journal.recording(by=leader):
        operations.issue_by_letter(suggestion, by=leader, number="1", issued_on=DAY)


def test_code_only_holds_no_text_and_its_letter_neither(review: Review) -> None:
    officer, leader = by(review.cast.officer), by(review.cast.leader)
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.draft_suggestion(review.dossier, [("chữ", None)], by=officer, classification="code_only")
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.draft_suggestion(
            review.dossier, [{}], by=officer, classification="code_only", code="M1", basis="chữ"
        )
    with journal.recording(by=officer):
        hidden = operations.draft_suggestion(
            review.dossier, [{}, {}], by=officer, classification="code_only", code="M1"
        )
    assert [item.shown_title for item in hidden.items.all()] == ["M1.1", "M1.2"]
    with journal.recording(by=leader):
        operations.issue_by_letter(hidden, by=leader, number="", issued_on=DAY)
    hidden.refresh_from_db()
    assert hidden.letter is not None
    assert (hidden.letter.number, hidden.letter.abstract, hidden.letter.shown_title) == ("", "", "M1")


def test_what_belongs_to_a_code_only_dossier_is_code_only(review: Review) -> None:
    review.dossier.empty_secret_fields("HS-1")
    review.dossier.save()
    officer = by(review.cast.officer)
    with journal.recording(by=officer):
        hidden = operations.draft_suggestion(review.dossier, [{}], by=officer)
    assert hidden.shown_title == "HS-1"
    with pytest.raises(Refused), journal.recording(by=officer):
        operations.draft_suggestion(review.dossier, [("chữ", None)], by=officer, classification="internal")
