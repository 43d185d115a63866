"""Who is responsible, and why it came about. A degree is only ever quoted."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.findings import operations
from chuyenbien.findings.enums import CauseKind, Degree
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity
from tests.cast import as_user, by
from tests.findings.making import document, draft, post, state
from tests.reviews.conftest import Review, events_since, last_seq

QUOTED = "Đồng chí Trưởng phòng chịu trách nhiệm trực tiếp."


def do(review: Review, verb: Any, *args: Any, **arguments: Any) -> Any:
    actor = by(review.cast.leader)
    with journal.recording(by=actor):
        return verb(*args, by=actor, **arguments)


def test_naming_without_a_degree(review: Review) -> None:
    finding, seq = state(review), last_seq()
    do(review, operations.set_responsible, finding, review.cast.doer)
    assert finding.responsibilities.get().degree == Degree.NOT_STATED
    assert finding.involvements.filter(person=review.cast.doer, capacity=Capacity.RESPONSIBLE).exists()
    assert events_since(seq) == ["findings.responsible_named"]


def test_of_a_draft_the_person_does_not_learn(review: Review) -> None:
    finding = draft(review)
    do(review, operations.set_responsible, finding, review.cast.doer)
    assert not finding.involvements.filter(person=review.cast.doer).exists()


def test_a_degree_with_its_quotation(review: Review) -> None:
    finding, paper = state(review), document(review.cast)
    seq = last_seq()
    do(
        review,
        operations.set_responsible,
        finding,
        review.cast.doer,
        degree=Degree.DIRECT,
        quoted_document=paper,
        quotation=QUOTED,
    )
    row = finding.responsibilities.get()
    assert (row.degree, row.quoted_document, row.quotation) == (Degree.DIRECT, paper, QUOTED)
    assert events_since(seq) == ["findings.degree_quoted"]


def test_a_degree_without_document_or_sentence_is_refused(review: Review) -> None:
    finding = state(review)
    with pytest.raises(Refused) as refusal:
        do(review, operations.set_responsible, finding, review.cast.doer, degree=Degree.DIRECT, quotation=QUOTED)
    assert refusal.value.field == "quoted_document"
    with pytest.raises(Refused) as refusal:
        do(
            review,
            operations.set_responsible,
            finding,
            review.cast.doer,
            degree=Degree.DIRECT,
            quoted_document=document(review.cast),
        )
    assert refusal.value.field == "quotation"


def test_dropping_needs_a_reason_and_ends_the_sight(review: Review) -> None:
    finding = state(review, responsible=[review.cast.doer])
    with pytest.raises(Refused):
        do(review, operations.drop_responsible, finding, review.cast.doer, because="")
    do(review, operations.drop_responsible, finding, review.cast.doer, because="Ghi nhầm người")
    assert not finding.responsibilities.exists()
    assert not finding.involvements.filter(person=review.cast.doer, until=None).exists()
    with pytest.raises(Refused):
        do(review, operations.drop_responsible, finding, review.cast.doer, because="Lần nữa")


def test_through_the_pages(client: Client, review: Review) -> None:
    finding, paper = state(review), document(review.cast)
    as_user(client, review.cast.officer)
    url = reverse("findings:responsible", args=[finding.pk])
    data = {"person": review.cast.doer.pk, "degree": Degree.DIRECT, "quotation": QUOTED}
    assert client.get(url).status_code == 200
    refused = post(client, url, data)
    assert refused.status_code == 422
    assert QUOTED in refused.content.decode()
    assert post(client, url, {**data, "quoted_document": paper.pk}).status_code == 303
    page = client.get(finding.get_absolute_url()).content.decode()
    assert QUOTED in page
    assert "trực tiếp" in page
    again = reverse("findings:responsible_of", args=[finding.pk, review.cast.doer.pk])
    assert QUOTED in client.get(again).content.decode()
    drop = reverse("findings:drop_responsible", args=[finding.pk, review.cast.doer.pk])
    assert client.get(drop).status_code == 200
    assert post(client, drop, {"because": "Ghi nhầm"}).status_code == 303
    assert post(client, drop, {"because": "Ghi nhầm"}).status_code == 404


def test_causes_come_and_go(client: Client, review: Review) -> None:
    finding, seq = state(review), last_seq()
    cause = do(review, operations.add_cause, finding, kind=CauseKind.SUBJECTIVE, text="Chậm phân công")
    do(review, operations.remove_cause, cause)
    assert events_since(seq) == ["findings.cause_added.subjective", "findings.cause_removed"]
    with pytest.raises(Refused):
        do(review, operations.remove_cause, cause)
    as_user(client, review.cast.editor)
    url = reverse("findings:add_cause", args=[finding.pk])
    assert client.get(url).status_code == 200
    assert post(client, url, {"kind": "objective", "text": "Quy định thay đổi"}).status_code == 303
    made = finding.causes.get()
    assert "Quy định thay đổi" in client.get(finding.get_absolute_url()).content.decode()
    remove = reverse("findings:remove_cause", args=[finding.pk, made.pk])
    assert post(client, remove).status_code == 303
    assert not finding.causes.exists()


@pytest.mark.parametrize(("kind", "text", "field"), [("other", "Lý do", "kind"), ("objective", " ", "text")])
def test_a_cause_says_its_kind_and_its_text(review: Review, kind: str, text: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        do(review, operations.add_cause, state(review), kind=kind, text=text)
    assert refusal.value.field == field


def test_of_a_closed_finding_nothing_is_changed(review: Review) -> None:
    finding = state(review)
    do(review, operations.close_finding, finding)
    with pytest.raises(Refused):
        do(review, operations.add_cause, finding, kind=CauseKind.OBJECTIVE, text="Muộn")
    with pytest.raises(Refused):
        do(review, operations.set_responsible, finding, review.cast.doer)


def test_of_a_code_only_finding_no_text_is_kept(review: Review) -> None:
    finding = state(review, classification="code_only", code="M-07", statement="")
    with pytest.raises(Refused):
        do(review, operations.add_cause, finding, kind=CauseKind.OBJECTIVE, text="Có chữ")
    with pytest.raises(Refused):
        do(review, operations.set_responsible, finding, review.cast.doer, quotation="Có chữ")
    assert Finding.objects.get().shown_title == "M-07"
