"""A conference is not held while a suggested point is unanswered, unless a leader of the board lets it pass."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.reviews import operations, queries, transitions
from chuyenbien.reviews.enums import Answer, DossierState, Move
from chuyenbien.reviews.models import HoldOverride
from tests.cast import by
from tests.reviews.conftest import Review, events_since, last_seq


def hold(review: Review) -> None:
    dossier = review.bring_to(DossierState.SCHEDULED)
    with journal.recording(by=by(review.scribe)):
        operations.move(dossier, Move.HOLD, by=by(review.scribe))


def test_an_unanswered_point_blocks_and_is_named(review: Review) -> None:
    suggestion = review.suggest("Một", "Hai", "Ba")
    review.answer(suggestion.items.get(number=2))
    with pytest.raises(Refused) as refusal:
        hold(review)
    assert "1, 3" in str(refusal.value)


def test_all_answered_it_is_held(review: Review) -> None:
    for item in review.suggest().items.all():
        review.answer(item)
    hold(review)
    review.dossier.refresh_from_db()
    assert review.dossier.state == DossierState.HELD


def test_a_draft_suggestion_does_not_block(review: Review) -> None:
    review.suggest(issue=False)
    hold(review)


@pytest.mark.parametrize(("judged", "blocks"), [(Answer.INSUFFICIENT, False), (Answer.NONE, True)])
def test_what_the_delegation_judged_counts(review: Review, judged: str, blocks: bool) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item)
    dossier = review.bring_to(DossierState.SCHEDULED)
    explanation = item.explanations.select_related("item__suggestion__dossier").get()
    with journal.recording(by=by(review.scribe)):
        operations.judge_explanation(explanation, by=by(review.scribe), judged=judged, because="Chưa nêu trách nhiệm")
    assert bool(transitions.possible(dossier, Move.HOLD)) is not blocks


def test_an_answer_of_an_earlier_round_does_not_count(review: Review) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item)
    dossier = review.bring_to(DossierState.HELD)
    with journal.recording(by=by(review.cast.leader)):
        operations.reopen_dossier(dossier, by=by(review.cast.leader), because="Gợi ý bổ sung")
    item.refresh_from_db()
    assert item.answer == Answer.NONE
    assert list(queries.unanswered_items(review.cycle)) == [item]
    with pytest.raises(Refused):
        hold(review)
    item.suggestion.dossier.refresh_from_db()
    review.answer(item)
    hold(review)


def test_a_leader_lets_it_pass_with_a_reason(review: Review) -> None:
    review.suggest("Một")
    dossier = review.bring_to(DossierState.SCHEDULED)
    leader, seq = by(review.cast.leader), last_seq()
    with journal.recording(by=leader):
        operations.override_unanswered(dossier, by=leader, because="Đơn vị xin giải trình tại hội nghị")
    assert events_since(seq) == ["reviews.unanswered_overridden"]
    assert HoldOverride.objects.get().reason == "Đơn vị xin giải trình tại hội nghị"
    with pytest.raises(Refused), journal.recording(by=leader):
        operations.override_unanswered(dossier, by=leader, because="Lần nữa")
    hold(review)


def test_it_lets_pass_one_round_only(review: Review) -> None:
    review.suggest("Một")
    leader = by(review.cast.leader)
    dossier = review.bring_to(DossierState.SCHEDULED)
    with journal.recording(by=leader):
        operations.override_unanswered(dossier, by=leader, because="Giải trình tại hội nghị")
    dossier = review.bring_to(DossierState.HELD)
    with journal.recording(by=leader):
        operations.reopen_dossier(dossier, by=leader, because="Kiểm điểm lại")
    with pytest.raises(Refused):
        hold(review)


def test_there_must_be_a_reason_and_something_to_let_pass(review: Review) -> None:
    leader = by(review.cast.leader)
    dossier = review.bring_to(DossierState.SCHEDULED)
    with pytest.raises(Refused) as refusal, journal.recording(by=leader):
        operations.override_unanswered(dossier, by=leader, because=" ")
    assert refusal.value.field == "because"
    with pytest.raises(Refused), journal.recording(by=leader):
        operations.override_unanswered(dossier, by=leader, because="Không có gì để bỏ qua")


@pytest.mark.parametrize("state", [DossierState.PREPARING, DossierState.HELD, DossierState.CLOSED])
def test_it_is_decided_before_the_conference(review: Review, state: str) -> None:
    review.suggest("Một")
    dossier = review.bring_to(state)
    with pytest.raises(Refused), journal.recording(by=by(review.cast.leader)):
        operations.override_unanswered(dossier, by=by(review.cast.leader), because="Lý do")
