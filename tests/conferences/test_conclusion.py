"""Directions, the draft of the conclusion, and its issuing, in the first and in further rounds."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.conferences import operations, queries
from chuyenbien.conferences.enums import Disposition, Effect
from chuyenbien.conferences.models import Conclusion, ConclusionLine, Direction
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.findings.enums import FindingState, Nature, Source
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user, code
from tests.conferences.making import DAY, add, call, conclude, concluded, direct, do, hold, post
from tests.findings.making import document
from tests.reviews.conftest import Review, events_since, last_seq


def test_directions_are_numbered_and_the_heads(review: Review) -> None:
    hold(review)
    seq = last_seq()
    first, second = direct(review), direct(review, "Rà soát đấu thầu", given_by=review.delegate)
    assert [(one.number, one.given_by) for one in (first, second)] == [(1, review.chair), (2, review.delegate)]
    assert events_since(seq) == ["conferences.direction_recorded"] * 2


def test_directions_are_refused_before_the_report_empty_and_after_the_conclusion(review: Review) -> None:
    with pytest.raises(Refused):
        direct(review)
    hold(review)
    with pytest.raises(Refused) as refusal:
        direct(review, " ")
    assert refusal.value.field == "text"
    concluded(review)
    with pytest.raises(Refused):
        direct(review)


def test_explaining_a_direction(review: Review) -> None:
    hold(review)
    direction, seq = direct(review), last_seq()
    with pytest.raises(Refused):
        do(review.scribe, operations.explain_direction, direction, because="")
    do(review.scribe, operations.explain_direction, direction, because="Đã có trong kế hoạch năm")
    assert direction.disposition == Disposition.EXPLAINED
    assert events_since(seq) == ["conferences.direction_explained"]


def test_a_line_takes_a_direction_up_and_gives_it_back(review: Review) -> None:
    conclusion, seq = conclude(review), 0
    review.dossier.refresh_from_db()
    direction = direct(review, field=code(CodeList.FIELD, "dat-dai"))
    seq = last_seq()
    line = add(review, conclusion, direction=direction, field=None)
    direction.refresh_from_db()
    assert (direction.disposition, line.source, line.field) == (Disposition.TAKEN, Source.DELEGATION, direction.field)
    with pytest.raises(Refused):
        do(review.scribe, operations.explain_direction, direction, because="Thôi")
    do(review.scribe, operations.remove_line, line)
    direction.refresh_from_db()
    assert direction.disposition == Disposition.OPEN
    assert events_since(seq) == ["conferences.line_added.states", "conferences.line_removed"]
    with pytest.raises(Refused):
        do(review.scribe, operations.remove_line, line)


def test_the_draft_is_begun_once_and_after_the_conference(review: Review) -> None:
    call(review)
    review.dossier.refresh_from_db()
    with pytest.raises(Refused):
        do(review.scribe, operations.draft_conclusion, review.dossier)
    review.bring_to(DossierState.HELD)
    conclusion = conclude(review)
    with pytest.raises(Refused):
        do(review.scribe, operations.draft_conclusion, review.dossier)
    seq = last_seq()
    edit = operations.edit_conclusion
    do(review.scribe, edit, conclusion, strengths="Mới", summary="", plan_due=dt.date(2023, 2, 10), revision=1)
    assert events_since(seq) == ["conferences.conclusion_edited"]
    with pytest.raises(Stale):
        do(review.scribe, edit, conclusion, strengths="Khác", summary="", plan_due=None, revision=1)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"statement": ""}, "statement"),
        ({"nature": Nature.REQUIREMENT}, "derived_limitation"),
        ({"field": None}, "field"),
        ({"effect": Effect.CONFIRMS}, "finding"),
    ],
)
def test_an_incomplete_line_is_refused(review: Review, facts: dict[str, Any], field: str) -> None:
    conclusion = conclude(review)
    with pytest.raises(Refused) as refusal:
        add(review, conclusion, **facts)
    assert refusal.value.field == field


def test_issuing_states_findings_with_all_they_need(review: Review) -> None:
    suggestion = review.suggest("Giải trình việc chậm giao đất")
    item = suggestion.items.get()
    review.answer(item)
    hold(review)
    conclusion = conclude(review, plan_due=dt.date(2023, 2, 10))
    add(review, conclusion, suggestion_item=item, responsible=[review.cast.doer], open_since_note="gần 20 năm")
    paper = document(review.cast)
    do(review.chair, operations.issue_conclusion, conclusion, document=paper)
    finding = Finding.objects.get()
    review.dossier.refresh_from_db()
    conclusion.refresh_from_db()
    assert review.dossier.state == DossierState.CONCLUDED
    assert (conclusion.issued_by, conclusion.document) == (review.chair, paper)
    assert (finding.state, finding.source, finding.suggestion_item) == (FindingState.STATED, Source.SUGGESTION, item)
    assert (finding.address, finding.concluding_document) == (review.cast.body, paper)
    assert finding.open_since_note == "gần 20 năm"
    assert finding.responsibilities.get().person == review.cast.doer
    capacities = set(finding.involvements.values_list("capacity", flat=True))
    assert capacities == {Capacity.ADDRESS, Capacity.SUPERIOR, Capacity.DELEGATION, Capacity.RESPONSIBLE}
    assert conclusion.lines.get().finding == finding
    types = [entry.type for entry in journal.timeline(finding)]
    assert types == ["conferences.concluded", "findings.stated"]


def test_issuing_is_refused_while_a_direction_is_open(review: Review) -> None:
    conclusion = conclude(review)
    direction = direct(review)
    add(review, conclusion)
    with pytest.raises(Refused):
        do(review.chair, operations.issue_conclusion, conclusion)
    assert not Finding.objects.exists()
    do(review.scribe, operations.explain_direction, direction, because="Đã nêu ở mục khác")
    do(review.chair, operations.issue_conclusion, conclusion)
    with pytest.raises(Refused):
        do(review.chair, operations.issue_conclusion, conclusion)
    with pytest.raises(Refused):
        add(review, conclusion)
    assert Finding.objects.count() == 1


def test_an_empty_conclusion_is_not_issued(review: Review) -> None:
    conclusion = conclude(review, strengths="", summary="")
    with pytest.raises(Refused):
        do(review.chair, operations.issue_conclusion, conclusion)


def test_the_number_comes_later(review: Review) -> None:
    conclusion = concluded(review)
    paper, seq = document(review.cast), last_seq()
    do(review.scribe, operations.attach_document, conclusion, paper)
    assert Finding.objects.get().concluding_document == paper
    assert events_since(seq) == ["conferences.document_attached"]
    with pytest.raises(Refused):
        do(review.scribe, operations.attach_document, conclusion, paper)
    draft = Conclusion(issued_at=None)
    with pytest.raises(Refused):
        do(review.scribe, operations.attach_document, draft, paper)


def further_round(review: Review) -> tuple[Conclusion, list[Finding]]:
    """A second round, drafted, with three findings of the first one standing."""
    conclusion = conclude(review)
    for number in range(3):
        add(review, conclusion, statement=f"Hạn chế {number}")
    do(review.chair, operations.issue_conclusion, conclusion)
    review.dossier.refresh_from_db()
    do(review.cast.leader, reviews.reopen_dossier, review.dossier, because="Kiểm điểm chưa sâu")
    review.bring_to(DossierState.SUBMITTED)
    return conclude(review), list(Finding.objects.order_by("pk"))


def test_in_a_further_round_every_finding_is_confirmed_amended_or_withdrawn(review: Review) -> None:
    conclusion, (kept, changed, dropped) = further_round(review)
    assert conclusion.round == 2
    empty = {"statement": "", "field": None}
    add(review, conclusion, effect=Effect.CONFIRMS, finding=kept, **empty)
    with pytest.raises(Refused):
        add(review, conclusion, effect=Effect.CONFIRMS, finding=kept, **empty)
    with pytest.raises(Refused):
        do(review.chair, operations.issue_conclusion, conclusion)
    with pytest.raises(Refused):
        add(review, conclusion, effect=Effect.AMENDS, finding=changed, note="Bổ sung số liệu", **empty)
    with pytest.raises(Refused):
        add(review, conclusion, effect=Effect.WITHDRAWS, finding=dropped, **empty)
    new = {"statement": "Hạn chế 1, rõ hơn", "open_since": dt.date(2021, 1, 1), "open_since_precision": "year"}
    add(review, conclusion, effect=Effect.AMENDS, finding=changed, note="Bổ sung số liệu", field=None, **new)
    add(review, conclusion, effect=Effect.WITHDRAWS, finding=dropped, note="Không đủ căn cứ", **empty)
    assert not queries.unsettled_findings(conclusion).exists()
    do(review.chair, operations.issue_conclusion, conclusion)
    for one in (kept, changed, dropped):
        one.refresh_from_db()
    assert [one.state for one in (kept, changed, dropped)] == ["stated", "stated", "withdrawn"]
    assert (changed.statement, changed.since_words) == ("Hạn chế 1, rõ hơn", "từ năm 2021")
    assert Finding.objects.count() == 3


def test_the_database_wants_a_line_to_name_its_finding(review: Review) -> None:
    line = add(review, conclude(review))
    with pytest.raises(IntegrityError), transaction.atomic():
        ConclusionLine.objects.filter(pk=line.pk).update(effect=Effect.CONFIRMS)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConclusionLine.objects.filter(pk=line.pk).update(classification="code_only", code="M-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.update(classification="code_only", code="M-01")


def test_a_code_only_conclusion_states_only_codes(review: Review) -> None:
    type(review.dossier).objects.update(classification="code_only", code="HS-01")
    review.dossier.refresh_from_db()
    conference = call(review, place="")
    with clock.at(DAY):
        do(review.scribe, operations.mark_held, conference)
    review.dossier.refresh_from_db()
    with pytest.raises(Refused):
        conclude(review)
    with pytest.raises(Refused):
        direct(review)
    direct(review, "")
    conclusion = conclude(review, strengths="", summary="")
    with pytest.raises(Refused):
        add(review, conclusion)
    add(review, conclusion, statement="", direction=Direction.objects.get())
    do(review.chair, operations.issue_conclusion, conclusion)
    finding = Finding.objects.get()
    assert finding.is_code_only
    assert finding.code.startswith("HS-01-")


def test_through_the_pages(client: Client, review: Review) -> None:
    hold(review)
    as_user(client, review.scribe)
    record = reverse("conferences:record_direction", args=[review.dossier.pk])
    assert client.get(record).status_code == 200
    for text in ("Đẩy nhanh giao đất", "Thăm hỏi các hộ"):
        assert post(client, record, {"text": text}).status_code == 303
    first, second = Direction.objects.all()
    begin = reverse("conferences:draft", args=[review.dossier.pk])
    assert client.get(begin).status_code == 200
    assert post(client, begin, {"strengths": "Đoàn kết", "plan_due": "10/02/2023"}).status_code == 303
    conclusion = Conclusion.objects.get()
    page = conclusion.get_absolute_url()
    assert "Đẩy nhanh giao đất" in client.get(page).content.decode()
    line = reverse("conferences:add_line", args=[conclusion.pk])
    assert "Đẩy nhanh giao đất" in client.get(line, {"direction": first.pk}).content.decode()
    data = {
        "direction": first.pk,
        "statement": "Chậm giao đất dịch vụ",
        "nature": "limitation",
        "field": code(CodeList.FIELD, "dat-dai").pk,
        "follow_up": "key",
        "address": review.cast.body.pk,
        "open_since": "2003",
        "open_since_about": "on",
    }
    assert post(client, line, {**data, "statement": ""}).status_code == 422
    assert post(client, line, data).status_code == 303
    explain = reverse("conferences:explain_direction", args=[second.pk])
    assert "Thăm hỏi các hộ" in client.get(explain).content.decode()
    assert post(client, explain, {"because": "Việc thường xuyên"}).status_code == 303
    edit = reverse("conferences:edit", args=[conclusion.pk])
    assert client.get(edit).status_code == 200
    assert post(client, edit, {"strengths": "Đoàn kết, thống nhất", "revision": 1}).status_code == 303
    issue = reverse("conferences:issue", args=[conclusion.pk])
    assert client.get(issue).status_code == 403
    as_user(client, review.chair)
    assert post(client, issue, {"number": "15-TB/TU"}).status_code == 422
    command = str(uuid.uuid4())
    for _twice in range(2):
        assert post(client, issue, {"number": "15-TB/TU", "issued_on": "2023-01-12"}, command).status_code in (303,)
    finding = Finding.objects.get()
    assert finding.since_words == "từ khoảng 2003"
    assert finding.concluding_document is not None
    notice = client.get(reverse("conferences:notice", args=[conclusion.pk])).content.decode()
    for words in ("15-TB/TU", "Chậm giao đất dịch vụ", "Việc thường xuyên", "Đoàn kết"):
        assert words in notice
    assert "15-TB/TU" in client.get(finding.get_absolute_url()).content.decode()


def test_settling_and_removing_through_the_pages(client: Client, review: Review) -> None:
    conclusion, (kept, _changed, _dropped) = further_round(review)
    as_user(client, review.scribe)
    settle = reverse("conferences:settle", args=[conclusion.pk, kept.pk])
    assert "Hạn chế 0" in client.get(conclusion.get_absolute_url()).content.decode()
    assert client.get(settle).status_code == 200
    assert post(client, settle, {"effect": "withdraws"}).status_code == 422
    assert post(client, settle, {"effect": "confirms", "statement": "bị bỏ qua"}).status_code == 303
    line = conclusion.lines.get()
    assert line.statement == ""
    remove = reverse("conferences:remove_line", args=[conclusion.pk, line.pk])
    assert post(client, remove).status_code == 303
    assert post(client, remove).status_code == 404


def test_the_number_through_the_page(client: Client, review: Review) -> None:
    conclusion = concluded(review)
    as_user(client, review.cast.officer)
    url = reverse("conferences:attach", args=[conclusion.pk])
    assert client.get(url).status_code == 200
    assert post(client, url, {}).status_code == 422
    assert post(client, url, {"number": "16-TB/TU", "issued_on": "2022-12-30"}).status_code == 303
    conclusion.refresh_from_db()
    assert conclusion.document is not None
    assert client.get(url).status_code == 403


def test_an_issued_conclusion_without_findings_says_so_and_is_no_draft(client: Client, review: Review) -> None:
    conclusion = conclude(review)
    as_user(client, review.cast.officer)
    assert "Dự thảo chưa có hạn chế" in client.get(conclusion.get_absolute_url()).content.decode()
    do(review.chair, operations.issue_conclusion, conclusion)
    page = client.get(conclusion.get_absolute_url()).content.decode()
    assert "Kết luận không nêu hạn chế" in page
    assert "Dự thảo chưa có" not in page
