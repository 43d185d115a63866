"""The body explains each point, again and again if need be; the delegation judges the latest."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations, queries
from chuyenbien.reviews.enums import Answer, DossierState
from chuyenbien.reviews.models import Explanation, SuggestionItem
from tests.cast import by
from tests.reviews.conftest import Review, events_since, last_seq


def fresh(item: SuggestionItem) -> SuggestionItem:
    return SuggestionItem.objects.select_related("suggestion__dossier").get(pk=item.pk)


def latest(item: SuggestionItem) -> Explanation:
    rows = Explanation.objects.select_related("item__suggestion__dossier").filter(item=item)
    found = rows.order_by("-pk").first()
    assert found is not None
    return found


def judge(review: Review, told: Explanation, judged: str, because: str = "") -> None:
    with journal.recording(by=by(review.scribe)):
        operations.judge_explanation(told, by=by(review.scribe), judged=judged, because=because)


def test_an_explanation_says_what_why_and_whose(review: Review) -> None:
    item, editor = review.suggest("Một").items.get(), by(review.cast.editor)
    seq = last_seq()
    with journal.recording(by=editor):
        told = operations.explain(item, by=editor, text="Việc", cause="Vì sao", responsibility="Của ai")
    assert events_since(seq) == ["reviews.explained"]
    assert (told.text, told.cause, told.responsibility, told.round) == ("Việc", "Vì sao", "Của ai", 1)
    assert fresh(item).answer == Answer.EXPLAINED


def test_a_newer_one_stands_beside_the_older(review: Review) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item, "Lần đầu")
    review.answer(item, "Lần sau")
    (point,) = queries.points_of(review.dossier, Standing.of(review.cast.head))
    assert point.latest is not None
    assert (point.latest.text, [told.text for told in point.earlier], point.is_current) == (
        "Lần sau",
        ["Lần đầu"],
        True,
    )


def test_it_needs_words_and_an_issued_suggestion(review: Review) -> None:
    item = review.suggest("Một").items.get()
    with pytest.raises(Refused) as refusal:
        review.answer(item, "  ")
    assert refusal.value.field == "text"
    with pytest.raises(Refused):
        review.answer(review.suggest("Hai", issue=False).items.get())


@pytest.mark.parametrize("state", DossierState.values)
def test_until_when_a_point_may_be_explained(review: Review, state: str) -> None:
    item = review.suggest("Một").items.get()
    review.bring_to(state)
    late = state in (DossierState.HELD, DossierState.CONCLUDED, DossierState.REMEDYING, DossierState.CLOSED)
    if late:
        with pytest.raises(Refused):
            review.answer(fresh(item))
    else:
        review.answer(fresh(item))


@pytest.mark.parametrize("state", DossierState.values)
def test_when_it_is_judged(review: Review, state: str) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item)
    review.bring_to(state)
    judging = (DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED, DossierState.HELD)
    if state in judging:
        seq = last_seq()
        judge(review, latest(item), Answer.INSUFFICIENT, "Chưa nêu trách nhiệm cá nhân")
        assert events_since(seq) == ["reviews.explanation_judged.insufficient"]
        assert fresh(item).answer == Answer.INSUFFICIENT
        told = latest(item)
        assert (told.judged_by, told.judged_because) == (review.scribe, "Chưa nêu trách nhiệm cá nhân")
    else:
        with pytest.raises(Refused):
            judge(review, latest(item), Answer.EXPLAINED)


def test_a_judgment_says_what_is_missing_and_is_one_of_three(review: Review) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item)
    review.bring_to(DossierState.SUBMITTED)
    for judged, field in ((Answer.INSUFFICIENT, "because"), (Answer.NONE, "because"), ("perhaps", "judged")):
        with pytest.raises(Refused) as refusal:
            judge(review, latest(item), judged)
        assert refusal.value.field == field
    judge(review, latest(item), Answer.EXPLAINED)


def test_only_the_latest_of_this_round_is_judged(review: Review) -> None:
    item = review.suggest("Một").items.get()
    review.answer(item)
    older = latest(item)
    review.answer(item, "Mới hơn")
    review.bring_to(DossierState.SUBMITTED)
    older = Explanation.objects.select_related("item__suggestion__dossier").get(pk=older.pk)
    with pytest.raises(Refused):
        judge(review, older, Answer.EXPLAINED)


def test_of_a_code_only_point_nothing_is_written(review: Review) -> None:
    officer, leader = by(review.cast.officer), by(review.cast.leader)
    with journal.recording(by=officer):
        suggestion = operations.draft_suggestion(review.dossier, [{"code": "GY-1"}], by=officer)
    with journal.recording(by=leader):
        operations.issue_suggestion(suggestion, by=leader, letter=None, because="Văn bản mật, gửi giấy")
    item = fresh(suggestion.items.get())
    with pytest.raises(Refused):
        review.answer(item, "Có chữ")
    review.answer(item, "")
    review.bring_to(DossierState.SUBMITTED)
    judge(review, latest(item), Answer.INSUFFICIENT, "Không được giữ")
    told = latest(item)
    assert (told.text, told.judged_because, told.code) == ("", "", "GY-1")


def test_an_answer_is_hidden_from_the_delegation_until_submitted(review: Review) -> None:
    review.answer(review.suggest("Một").items.get())
    chair = Standing.of(review.chair)
    assert queries.points_of(review.dossier, chair)[0].latest is None
    assert queries.points_of(review.bring_to(DossierState.SUBMITTED), chair)[0].latest is not None
