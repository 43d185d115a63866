"""What is refused of a conference, a direction, a conclusion once it has moved on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from chuyenbien.conferences import operations, rules
from chuyenbien.conferences.enums import Disposition, Effect
from chuyenbien.conferences.models import Conclusion, ConclusionLine, Conference, Direction
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.enums import DossierState
from tests.cast import by
from tests.conferences.making import DAY, add, call, conclude, concluded, direct, do, hold
from tests.conferences.test_conclusion import further_round
from tests.findings.making import document
from tests.reviews.conftest import Review, last_seq

pytestmark = pytest.mark.django_db

EMPTY = {"statement": "", "field": None}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def said(verdict: Verdict) -> str:
    assert not verdict
    return str(verdict.reason)


def test_an_issued_conclusion_is_changed_by_nothing(review: Review) -> None:
    conclusion = concluded(review)
    line = conclusion.lines.get()
    before = list(ConclusionLine.objects.values()), list(Conclusion.objects.values()), last_seq()
    attempts: tuple[Callable[[], Any], ...] = (
        lambda: do(
            review.scribe, operations.edit_conclusion, conclusion, strengths="Khác", summary="Khác", plan_due=None
        ),
        lambda: add(review, conclusion, statement="Thêm sau khi ban hành"),
        lambda: do(review.scribe, operations.remove_line, line),
        lambda: do(review.chair, operations.issue_conclusion, conclusion),
    )
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert (list(ConclusionLine.objects.values()), list(Conclusion.objects.values()), last_seq()) == before
    assert Finding.objects.count() == 1


def test_of_two_who_issue_at_the_same_time_one_is_refused(review: Review) -> None:
    conclusion = conclude(review)
    add(review, conclusion)
    stale = Conclusion.objects.get(pk=conclusion.pk)
    do(review.chair, operations.issue_conclusion, conclusion)
    with pytest.raises(Refused):
        do(review.chair, operations.issue_conclusion, stale)
    assert Finding.objects.count() == 1


def test_a_line_about_a_finding_has_a_known_effect_and_an_open_finding(review: Review) -> None:
    conclusion, (first, _second, _third) = further_round(review)
    with pytest.raises(ValueError, match="no such effect"):
        add(review, conclusion, effect="praises", finding=first, **EMPTY)
    with pytest.raises(Refused) as refusal:
        add(review, conclusion, finding=first)
    assert refusal.value.field == "finding"
    first.state = FindingState.WITHDRAWN
    for effect in (Effect.CONFIRMS, Effect.AMENDS, Effect.WITHDRAWS):
        with pytest.raises(Refused) as refusal:
            add(review, conclusion, effect=effect, finding=first, note="Lý do", **EMPTY)
        assert refusal.value.field == "finding"
    first.state = FindingState.CLOSED
    with pytest.raises(Refused):
        add(review, conclusion, effect=Effect.AMENDS, finding=first, note="Lý do", statement="Khác", field=None)
    add(review, conclusion, effect=Effect.CONFIRMS, finding=first, **EMPTY)


def test_what_was_taken_up_is_not_explained_away(review: Review) -> None:
    conclusion = conclude(review)
    direction = direct(review)
    assert rules.can_explain_direction(by(review.scribe), direction)
    add(review, conclusion, direction=direction)
    direction.refresh_from_db()
    assert "taken into the conclusion" in said(rules.can_explain_direction(by(review.scribe), direction))
    assert not rules.can_explain_direction(by(review.cast.head), direction)


def test_after_the_conclusion_no_direction_is_dealt_with(review: Review) -> None:
    hold(review)
    direction = direct(review)
    do(review.scribe, operations.explain_direction, direction, because="Đã có trong kế hoạch năm")
    concluded(review)
    with pytest.raises(Refused):
        do(review.scribe, operations.explain_direction, direction, because="Nghĩ lại")
    direction.refresh_from_db()
    assert (direction.disposition, direction.explanation) == (Disposition.EXPLAINED, "Đã có trong kế hoạch năm")


def test_of_a_code_only_direction_no_explanation_is_kept(review: Review) -> None:
    type(review.dossier).objects.update(classification="code_only", code="HS-01")
    review.dossier.refresh_from_db()
    conference = call(review, place="")
    with clock.at(DAY):
        do(review.scribe, operations.mark_held, conference)
    review.dossier.refresh_from_db()
    direction = direct(review, "")
    with pytest.raises(Refused) as refusal:
        do(review.scribe, operations.explain_direction, direction, because="Chữ không được giữ")
    assert refusal.value.field == "because"
    do(review.scribe, operations.explain_direction, direction, because="")
    assert Direction.objects.get().disposition == Disposition.EXPLAINED


def test_without_a_delegation_the_direction_is_of_who_records_it(review: Review) -> None:
    review.bring_to(DossierState.HELD)
    type(review.dossier).objects.filter(pk=review.dossier.pk).update(delegation=None)
    review.dossier.refresh_from_db()
    direction = do(review.cast.officer, operations.record_direction, review.dossier, "Rà soát đấu thầu")
    assert direction.given_by == review.cast.officer
    conclusion = do(review.cast.officer, operations.draft_conclusion, review.dossier, summary="Đã kiểm điểm")
    paper = document(review.cast)
    do(review.cast.officer, operations.explain_direction, direction, because="Đã có trong kế hoạch năm")
    do(review.cast.leader, operations.issue_conclusion, conclusion, document=paper)
    assert paper.involved_units(Capacity.ADDRESS) >= {review.cast.body.pk}
    assert paper.involved_units(Capacity.SUPERIOR) >= {review.cast.superior.pk}
    assert not paper.involvements.filter(capacity=Capacity.DELEGATION).exists()


def test_whom_it_concerns_reads_the_document(review: Review) -> None:
    conclusion = conclude(review)
    add(review, conclusion)
    paper = document(review.cast)
    do(review.chair, operations.issue_conclusion, conclusion, document=paper)
    seats = set(paper.involvements.filter(capacity=Capacity.DELEGATION).values_list("person_id", flat=True))
    assert seats == {review.chair.pk, review.scribe.pk, review.delegate.pk}


def test_amending_leaves_what_the_line_does_not_say(review: Review) -> None:
    conclusion, (kept, changed, dropped) = further_round(review)
    Finding.objects.filter(pk=changed.pk).update(open_since=dt.date(2020, 5, 4), open_since_precision="month")
    add(review, conclusion, effect=Effect.CONFIRMS, finding=kept, **EMPTY)
    add(review, conclusion, effect=Effect.WITHDRAWS, finding=dropped, note="Không đủ căn cứ", **EMPTY)
    changed.refresh_from_db()
    add(review, conclusion, effect=Effect.AMENDS, finding=changed, note="Rõ hơn", statement="Nói rõ hơn", field=None)
    do(review.chair, operations.issue_conclusion, conclusion)
    changed.refresh_from_db()
    assert (changed.statement, changed.open_since, changed.open_since_precision) == (
        "Nói rõ hơn",
        dt.date(2020, 5, 4),
        "month",
    )


def test_the_conference_is_called_once_a_round_and_moved_before_it_is_held(review: Review) -> None:
    officer = by(review.cast.officer)
    assert not rules.can_schedule(by(review.cast.head), review.dossier)
    conference = call(review)
    review.dossier.refresh_from_db()
    assert "already been called" in said(rules.can_schedule(officer, review.dossier))
    for person, may in ((review.cast.officer, True), (review.scribe, True), (review.cast.head, False)):
        assert bool(rules.can_hold(by(person), conference)) is may, person
    assert rules.can_move(officer, conference)
    do(review.cast.officer, operations.cancel, conference, because="Trùng lịch")
    conference.refresh_from_db()
    assert not rules.can_move(officer, conference)
    assert not rules.can_keep(officer, conference)
    assert rules.can_schedule(officer, review.dossier)
    with pytest.raises(Refused):
        do(review.scribe, operations.write_minutes, conference, "Biên bản của hội nghị đã hoãn")


def test_a_conclusion_is_begun_once_after_the_conference(review: Review) -> None:
    scribe = by(review.scribe)
    call(review)
    review.dossier.refresh_from_db()
    assert "after the conference" in said(rules.can_draft(scribe, review.dossier))
    assert not rules.can_draft(by(review.cast.head), review.dossier)
    review.bring_to(DossierState.HELD)
    assert rules.can_draft(scribe, review.dossier)
    conclude(review)
    assert "already been begun" in said(rules.can_draft(scribe, review.dossier))


def test_nothing_that_is_refused_leaves_an_event(review: Review) -> None:
    conference = hold(review)
    seq = last_seq()
    for verb, facts in (
        (operations.mark_held, {}),
        (operations.cancel, {"because": "Muộn rồi"}),
    ):
        with pytest.raises(Refused):
            do(review.scribe, verb, conference, **facts)
    assert Event.objects.filter(seq__gt=seq).count() == 0
    assert Conference.objects.get().state == "held"
