"""A draft is edited and adopted; a stated finding is amended, confirmed or withdrawn, the former value visible."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.findings import operations, queries
from chuyenbien.findings.enums import FindingState, FollowUpLevel
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity
from tests.cast import as_user, by
from tests.findings.making import draft, facts_typed, post, state
from tests.reviews.conftest import Review, events_since, last_seq


def do(review: Review, verb: Any, finding: Finding, **arguments: Any) -> Any:
    actor = by(review.cast.leader)
    with journal.recording(by=actor):
        return verb(finding, by=actor, **arguments)


def test_editing_a_draft(review: Review) -> None:
    finding, seq = draft(review), last_seq()
    do(review, operations.edit_finding, finding, statement="Nội dung khác", revision=1)
    finding.refresh_from_db()
    assert (finding.statement, finding.revision) == ("Nội dung khác", 2)
    assert finding.search_text.startswith("noi dung khac")
    assert events_since(seq) == ["findings.edited"]


def test_editing_without_a_change_records_nothing(review: Review) -> None:
    finding, seq = draft(review), last_seq()
    do(review, operations.edit_finding, finding, statement=finding.statement)
    assert events_since(seq) == []


def test_a_stated_finding_is_not_edited(review: Review) -> None:
    with pytest.raises(Refused):
        do(review, operations.edit_finding, state(review), statement="Khác")


def test_an_unknown_fact_is_a_programming_error(review: Review) -> None:
    with pytest.raises(ValueError, match="state"):
        do(review, operations.edit_finding, draft(review), state="closed")


def test_a_stale_revision_is_refused_with_both_versions(client: Client, review: Review) -> None:
    finding = draft(review)
    do(review, operations.edit_finding, finding, statement="Bản của người khác")
    with pytest.raises(Stale) as stale:
        do(review, operations.edit_finding, finding, statement="Bản của tôi", revision=1)
    assert stale.value.stored["statement"] == "Bản của người khác"
    as_user(client, review.cast.editor)
    url = reverse("findings:edit", args=[finding.pk])
    assert client.get(url).status_code == 200
    answer = post(client, url, facts_typed(statement="Bản của tôi", revision=1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của tôi" in page
    assert "Bản của người khác" in page


def test_adopting_keeps_it_the_bodys_own(review: Review) -> None:
    finding, seq = draft(review, responsible=[review.cast.doer]), last_seq()
    do(review, operations.adopt_finding, finding)
    finding.refresh_from_db()
    assert finding.state == FindingState.STATED
    assert finding.stated_at is not None
    capacities = set(finding.involvements.values_list("capacity", flat=True))
    assert capacities == {Capacity.ADDRESS, Capacity.RESPONSIBLE}
    assert events_since(seq) == ["findings.adopted"]
    with pytest.raises(Refused):
        do(review, operations.adopt_finding, finding)


def test_amending_keeps_the_former_value_visible(client: Client, review: Review) -> None:
    finding, seq = state(review), last_seq()
    do(
        review,
        operations.amend_finding,
        finding,
        because="Kết luận bổ sung",
        statement="Đất dịch vụ chậm giao cho 120 hộ",
        follow_up=FollowUpLevel.KEY,
    )
    assert events_since(seq) == ["findings.amended"]
    (amended,) = queries.amendments(finding)
    assert amended.because == "Kết luận bổ sung"
    assert amended.changes["follow_up"] == ["regular", "key"]
    as_user(client, review.cast.head)
    page = client.get(finding.get_absolute_url()).content.decode()
    for words in ("Đất dịch vụ chậm được giao cho các hộ dân", "Theo dõi trọng tâm", "Kết luận bổ sung"):
        assert words in page


@pytest.mark.parametrize("changes", [{}, {"statement": "Đất dịch vụ chậm được giao cho các hộ dân"}])
def test_amending_nothing_is_refused(review: Review, changes: dict[str, str]) -> None:
    with pytest.raises(Refused):
        do(review, operations.amend_finding, state(review), because="Lý do", **changes)


def test_amending_needs_a_reason_and_an_open_finding(review: Review) -> None:
    with pytest.raises(Refused) as refusal:
        do(review, operations.amend_finding, state(review), because=" ", statement="Khác")
    assert refusal.value.field == "because"
    with pytest.raises(Refused):
        do(review, operations.amend_finding, draft(review), because="Lý do", statement="Khác")


def test_a_new_address_sees_it_and_the_former_no_longer(review: Review) -> None:
    finding = state(review)
    do(review, operations.amend_finding, finding, because="Nhầm đơn vị", address=review.cast.other_body)
    assert finding.involved_units(Capacity.ADDRESS) == {review.cast.other_body.pk}


def test_amending_through_the_page(client: Client, review: Review) -> None:
    finding = state(review)
    as_user(client, review.cast.leader)
    url = reverse("findings:amend", args=[finding.pk])
    assert client.get(url).status_code == 200
    data = facts_typed(statement="Nội dung đã sửa", address=review.cast.body.pk, because="Đúng kết luận", revision=1)
    command = str(uuid.uuid4())
    assert post(client, url, data, command).status_code == 303
    assert post(client, url, data, command).status_code == 303
    finding.refresh_from_db()
    assert finding.statement == "Nội dung đã sửa"
    assert len(queries.amendments(finding)) == 1


def test_confirming(review: Review) -> None:
    finding, seq = state(review), last_seq()
    do(review, operations.confirm_finding, finding, dossier=review.other)
    assert events_since(seq) == ["findings.confirmed"]
    with pytest.raises(Refused):
        do(review, operations.confirm_finding, draft(review))


def test_withdrawing_strikes_it_out(client: Client, review: Review) -> None:
    finding, seq = state(review), last_seq()
    do(review, operations.withdraw_finding, finding, because="Đã kết luận lại")
    assert events_since(seq) == ["findings.withdrawn"]
    as_user(client, review.cast.head)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert "<s>" in page
    assert "Đã kết luận lại" in page
    with pytest.raises(Refused):
        do(review, operations.withdraw_finding, finding, because="Lần nữa")


def test_withdrawing_needs_a_reason(client: Client, review: Review) -> None:
    finding = draft(review)
    with pytest.raises(Refused):
        do(review, operations.withdraw_finding, finding, because="")
    as_user(client, review.cast.head)
    url = reverse("findings:withdraw", args=[finding.pk])
    assert post(client, url, {"because": ""}).status_code == 422
    assert post(client, url, {"because": "Ghi nhầm", "revision": 1}).status_code == 303
    finding.refresh_from_db()
    assert finding.state == FindingState.WITHDRAWN


def test_closing_and_reopening_move_the_state_and_leave_the_telling_to_verification(review: Review) -> None:
    finding, seq = state(review), last_seq()
    do(review, operations.close_finding, finding)
    assert Finding.objects.filter(pk=finding.pk, state=FindingState.CLOSED, closed_at__isnull=False).exists()
    with pytest.raises(Refused):
        do(review, operations.close_finding, finding)
    do(review, operations.reopen_finding, finding)
    assert Finding.objects.filter(pk=finding.pk, state=FindingState.STATED, closed_at=None).exists()
    with pytest.raises(Refused):
        do(review, operations.reopen_finding, finding)
    assert events_since(seq) == []


def test_two_at_the_same_time_cannot_both_close(review: Review) -> None:
    first = state(review)
    second = Finding.objects.get(pk=first.pk)
    do(review, operations.close_finding, first)
    with pytest.raises(Refused):
        do(review, operations.close_finding, second)
    assert second.state == FindingState.CLOSED


def test_adopting_through_the_page_happens_once(client: Client, review: Review) -> None:
    finding, seq = draft(review), last_seq()
    as_user(client, review.cast.head)
    url, command = reverse("findings:adopt", args=[finding.pk]), str(uuid.uuid4())
    assert post(client, url, command=command).status_code == 303
    assert post(client, url, command=command).status_code == 303
    assert events_since(seq) == ["findings.adopted"]
    assert post(client, url).status_code == 403
