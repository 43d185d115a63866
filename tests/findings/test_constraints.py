"""What the database itself forbids, on either database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chuyenbien.documents import operations as documents
from chuyenbien.findings.enums import Degree, FindingState, Nature, Track
from chuyenbien.findings.models import Finding, FindingCause, FindingResponsibility
from tests.cast import by
from tests.findings.making import document, state
from tests.reviews.conftest import Review


@pytest.mark.parametrize(
    "facts",
    [
        {"nature": Nature.REQUIREMENT},
        {"track": Track.COMMITMENT},
        {"track": Track.COMMITMENT, "promise": "Sẽ làm"},
        {"state": FindingState.CLOSED},
        {"classification": "code_only", "code": "M-01"},
        {"classification": "code_only", "statement": "", "code": ""},
        {"classification": "code_only", "statement": "", "open_since_note": "lâu", "code": "M-01"},
    ],
)
def test_an_incomplete_finding_is_not_stored(review: Review, facts: dict[str, Any]) -> None:
    finding = state(review)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**facts)


def test_a_complete_one_is(review: Review) -> None:
    finding = state(review)
    for facts in (
        {"nature": Nature.REQUIREMENT, "derived_limitation": "Còn chậm"},
        {"track": Track.COMMITMENT, "promise": "Sẽ làm", "promise_due": dt.date(2023, 6, 30)},
    ):
        assert Finding.objects.filter(pk=finding.pk).update(**facts) == 1


def test_a_degree_is_quoted_or_not_stored(review: Review) -> None:
    finding = state(review, responsible=[review.cast.doer])
    rows = FindingResponsibility.objects.filter(finding=finding)
    paper = document(review.cast)
    for facts in (
        {"degree": Degree.DIRECT},
        {"degree": Degree.DIRECT, "quotation": "Chịu trách nhiệm trực tiếp"},
        {"degree": Degree.DIRECT, "quoted_document": paper},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**facts)
    assert rows.update(degree=Degree.DIRECT, quoted_document=paper, quotation="Chịu trách nhiệm trực tiếp") == 1


def test_a_person_is_named_once(review: Review) -> None:
    finding = state(review, responsible=[review.cast.doer])
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingResponsibility.objects.create(finding=finding, person=review.cast.doer)


def test_reclassifying_empties_it_and_whatever_speaks_of_it(review: Review) -> None:
    from chuyenbien import journal

    finding = state(review, causes=[("objective", "Lý do mật")], open_since_note="gần 20 năm")
    with journal.recording(by=by(review.cast.leader)):
        documents.reclassify(
            finding, level="code_only", code="M-09", because="Theo danh mục", by=by(review.cast.leader)
        )
    finding.refresh_from_db()
    assert (finding.statement, finding.open_since_note, finding.shown_title) == ("", "", "M-09")
    assert finding.search_text == "m-09"
    assert FindingCause.objects.get().text == ""
    assert all("Đất dịch vụ" not in entry.sentence for entry in journal.timeline(finding))
