"""A body writes down a limitation of its own."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import CauseKind, FindingState, Nature, Source, Track
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity
from tests.cast import as_user
from tests.findings.making import draft, facts_typed, post
from tests.reviews.conftest import Review, events_since, last_seq


def test_it_is_a_draft_only_the_body_sees(review: Review) -> None:
    seq = last_seq()
    finding = draft(
        review,
        causes=[(CauseKind.OBJECTIVE, "Quy định thay đổi"), (CauseKind.SUBJECTIVE, "Chậm phân công")],
        responsible=[review.cast.head],
    )
    assert finding.state == FindingState.DRAFT
    assert finding.source == Source.SELF
    assert [row.kind for row in finding.causes.all()] == [CauseKind.OBJECTIVE, CauseKind.SUBJECTIVE]
    assert [row.degree for row in finding.responsibilities.all()] == [""]
    assert list(finding.involvements.values_list("capacity", flat=True)) == [Capacity.ADDRESS]
    assert events_since(seq) == ["findings.drafted"]


def test_the_timeline_of_the_review_does_not_tell_it(review: Review) -> None:
    from chuyenbien import journal

    draft(review)
    assert "findings.drafted" not in [entry.type for entry in journal.timeline(review.dossier)]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"statement": "  "}, "statement"),
        ({"nature": Nature.REQUIREMENT}, "derived_limitation"),
        ({"track": Track.COMMITMENT}, "promise"),
        ({"track": Track.COMMITMENT, "promise": "Sẽ làm"}, "promise_due"),
        ({"source": Source.INSPECTION}, "source"),
        ({"classification": "code_only", "statement": ""}, "code"),
        ({"classification": "code_only", "code": "M-01"}, "statement"),
    ],
)
def test_it_refuses_what_is_incomplete(review: Review, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft(review, **facts)
    assert refusal.value.field == field
    assert not Finding.objects.exists()


def test_text_is_stored_composed(review: Review) -> None:
    finding = draft(review, statement="Cha\u0323\u0302m giao đất")
    assert finding.statement == "Chậm giao đất"


def test_the_form_does_it_once(client: Client, review: Review) -> None:
    as_user(client, review.cast.editor)
    url = reverse("findings:draft", args=[review.dossier.pk])
    data = facts_typed(objective="Một\n\nHai", open_since="03/2021")
    command = str(uuid.uuid4())
    first, second = post(client, url, data, command), post(client, url, data, command)
    finding = Finding.objects.get()
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"] == finding.get_absolute_url()
    assert finding.causes.count() == 2
    assert finding.since_words == "tháng 03/2021"


def test_a_refused_form_keeps_what_was_typed(client: Client, review: Review) -> None:
    as_user(client, review.cast.editor)
    url = reverse("findings:draft", args=[review.dossier.pk])
    answer = post(client, url, facts_typed(nature=Nature.REQUIREMENT, open_since="ngày xưa"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Đất dịch vụ chậm được giao cho các hộ dân" in page
    assert "ngày xưa" in page
    answer = post(client, url, facts_typed(nature=Nature.REQUIREMENT))
    assert answer.status_code == 422
    assert "hạn chế rút ra từ yêu cầu đó" in answer.content.decode()


def test_secret_text_is_refused(client: Client, review: Review) -> None:
    as_user(client, review.cast.editor)
    url = reverse("findings:draft", args=[review.dossier.pk])
    assert post(client, url, facts_typed(statement="TỐI MẬT\nNội dung")).status_code == 422
    assert not Finding.objects.exists()
