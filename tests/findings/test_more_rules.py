"""Refusals that depend on the state of a finding or of its review, each beside the same person's permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.findings import operations, rules
from chuyenbien.findings.enums import CauseKind, FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.reviews.enums import DossierState
from tests.cast import by
from tests.findings.making import draft, state
from tests.findings.test_prior import commitment
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def said(verdict: Verdict) -> str:
    assert not verdict
    return str(verdict.reason)


def test_a_closed_review_takes_no_further_finding(review: Review) -> None:
    editor, officer = by(review.cast.editor), by(review.cast.officer)
    assert rules.can_draft(editor, review.dossier)
    assert rules.can_state(officer, review.dossier)
    review.dossier.state = DossierState.CLOSED
    assert "closed" in said(rules.can_draft(editor, review.dossier))
    assert "closed" in said(rules.can_state(officer, review.dossier))
    assert "Only the head or the editor" in said(rules.can_draft(officer, review.dossier))
    assert "Only the leaders or the office" in said(rules.can_state(editor, review.dossier))


def test_a_draft_is_edited_and_taken_back_by_who_writes_for_the_body(review: Review) -> None:
    finding = draft(review)
    for person in (review.cast.head, review.cast.editor):
        assert rules.can_edit(by(person), finding)
        assert rules.can_withdraw(by(person), finding)
        assert rules.can_reclassify(by(person), finding)
        assert rules.can_name_responsible(by(person), finding)
        assert rules.can_write_causes(by(person), finding)
    for person in (review.cast.leader, review.cast.officer, review.chair, review.scribe):
        for rule in (rules.can_edit, rules.can_withdraw, rules.can_name_responsible, rules.can_write_causes):
            assert not rule(by(person), finding), (person, rule)
    assert rules.can_adopt(by(review.cast.head), finding)
    assert not rules.can_adopt(by(review.cast.editor), finding)
    assert not rules.can_amend(by(review.cast.head), finding)


def test_a_stated_one_is_amended_by_who_stated_it_not_by_the_body(review: Review) -> None:
    finding = state(review)
    assert "amended with a reason" in said(rules.can_edit(by(review.cast.editor), finding))
    assert "Only a draft" in said(rules.can_adopt(by(review.cast.head), finding))
    assert rules.can_amend(by(review.cast.leader), finding)
    assert rules.can_withdraw(by(review.cast.leader), finding)
    for person in (review.cast.head, review.cast.editor, review.cast.other_head, review.cast.stranger):
        assert not rules.can_amend(by(person), finding)
        assert not rules.can_withdraw(by(person), finding)


@pytest.mark.parametrize("end", [FindingState.CLOSED, FindingState.WITHDRAWN])
def test_what_has_ended_is_changed_by_nobody(review: Review, end: str) -> None:
    finding = state(review)
    finding.state = end
    for person in review.people().values():
        for rule in (
            rules.can_edit,
            rules.can_adopt,
            rules.can_amend,
            rules.can_withdraw,
            rules.can_name_responsible,
            rules.can_write_causes,
            rules.can_judge_promise,
        ):
            assert not rule(by(person), finding), (person, rule)


def test_causes_are_written_by_the_body_its_superior_and_the_delegation(review: Review) -> None:
    finding = state(review)
    for person in (review.cast.head, review.cast.editor, review.cast.officer, review.scribe):
        assert rules.can_write_causes(by(person), finding), person
    for person in (review.cast.doer, review.cast.other_head, review.cast.stranger, review.cast.admin):
        assert not rules.can_write_causes(by(person), finding), person


def test_the_causes_of_an_adopted_own_limitation_stay_with_the_body(review: Review) -> None:
    finding = draft(review)
    Finding.objects.filter(pk=finding.pk).update(state=FindingState.STATED)
    finding.refresh_from_db()
    assert rules.is_own(finding)
    assert rules.can_write_causes(by(review.cast.editor), finding)
    for person in (review.cast.officer, review.scribe, review.cast.stranger):
        assert "Only the body, its superior" in said(rules.can_write_causes(by(person), finding))
    assert rules.can_amend(by(review.cast.head), finding)
    for person in (review.cast.editor, review.cast.leader, review.chair):
        assert not rules.can_amend(by(person), finding), person


def test_section_three_is_written_until_the_conference_is_called(review: Review) -> None:
    editor, officer = by(review.cast.editor), by(review.cast.officer)
    assert rules.can_carry(editor, review.dossier)
    assert rules.can_carry(officer, review.dossier)
    assert rules.can_report_prior(editor, review.dossier)
    assert "reports on earlier findings" in said(rules.can_report_prior(officer, review.dossier))
    assert "office of its superior" in said(rules.can_carry(by(review.cast.stranger), review.dossier))
    review.dossier.state = DossierState.HELD
    for verdict in (
        rules.can_carry(editor, review.dossier),
        rules.can_carry(officer, review.dossier),
        rules.can_report_prior(editor, review.dossier),
    ):
        assert "conference has been called" in said(verdict)


def test_only_a_commitment_is_judged_as_kept(review: Review) -> None:
    scribe = by(review.scribe)
    assert "Only a commitment" in said(rules.can_judge_promise(scribe, state(review)))
    promised = commitment(review)
    for person in (review.cast.head, review.cast.doer, review.cast.stranger):
        assert not rules.can_judge_promise(by(person), promised), person
    promised.state = FindingState.CLOSED
    assert "still open" in said(rules.can_judge_promise(scribe, promised))


def test_code_only_does_not_come_back(review: Review) -> None:
    finding = state(review)
    assert rules.can_reclassify(by(review.cast.leader), finding)
    finding.classification, finding.code = "code_only", "HC-01"
    assert "does not come back" in said(rules.can_reclassify(by(review.cast.leader), finding))


def test_the_causes_of_a_closed_finding_stay(review: Review) -> None:
    finding = state(review)
    with journal.recording(by=by(review.cast.leader)):
        actor = by(review.cast.leader)
        cause = operations.add_cause(finding, kind=CauseKind.SUBJECTIVE, text="Chậm phân công", by=actor)
        operations.set_responsible(finding, review.cast.doer, by=actor)
        operations.close_finding(finding, by=actor)
    cause.refresh_from_db()
    attempts: tuple[tuple[Any, Any, dict[str, Any]], ...] = (
        (operations.remove_cause, cause, {}),
        (operations.add_cause, finding, {"kind": CauseKind.OBJECTIVE, "text": "Muộn"}),
        (operations.set_responsible, finding, {"person": review.cast.editor}),
        (operations.drop_responsible, finding, {"person": review.cast.doer, "because": "Muộn"}),
    )
    for verb, subject, facts in attempts:
        with pytest.raises(Refused), journal.recording(by=actor):
            verb(subject, by=actor, **facts)
    assert finding.causes.get() == cause
