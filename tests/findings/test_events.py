"""Every event of the room is told in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from chuyenbien.journal.sentences import known_types, sentence_of

DATA = {
    "title": "Chậm giao đất",
    "body": "Đơn vị minh họa 01",
    "person": "Đỗ Thị Làm",
    "document": "15-TB/TU",
    "quotation": "Chịu trách nhiệm",
    "cause": "Chậm phân công",
    "promise": "Họp hằng tháng",
    "count": 3,
    "superior": "Thành ủy minh họa",
}
TYPES = [
    "findings.adopted",
    "findings.amended",
    "findings.carried",
    "findings.cause_added.objective",
    "findings.cause_added.subjective",
    "findings.cause_removed",
    "findings.confirmed",
    "findings.degree_quoted",
    "findings.drafted",
    "findings.edited",
    "findings.prior_reported",
    "findings.promise_kept.done",
    "findings.promise_kept.not_done",
    "findings.promise_kept.under_way",
    "findings.responsible_dropped",
    "findings.responsible_named",
    "findings.sent_up",
    "findings.stated",
    "findings.withdrawn",
]


def test_these_are_all() -> None:
    assert [one for one in known_types() if one.startswith("findings.")] == TYPES


@pytest.mark.parametrize("type", TYPES)
def test_told_in_both_languages(type: str) -> None:
    with translation.override("vi"):
        vietnamese = sentence_of(type, DATA)
    with translation.override("en"):
        english = sentence_of(type, DATA)
    assert "…" not in vietnamese
    assert "%(" not in vietnamese
    assert vietnamese != english
