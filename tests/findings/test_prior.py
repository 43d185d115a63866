"""Earlier findings come into a later review; section III; commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.findings import operations, queries
from chuyenbien.findings.enums import Kept, Track
from chuyenbien.findings.models import CarryOver, Finding, PriorReport
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import as_user, by
from tests.findings.making import draft, post, state
from tests.reviews.conftest import Review, events_since, last_seq


def do(review: Review, verb: Any, *args: Any, **arguments: Any) -> Any:
    actor = by(review.cast.head)
    with journal.recording(by=actor):
        return verb(*args, by=actor, **arguments)


def commitment(review: Review, **facts: Any) -> Finding:
    told = {"track": Track.COMMITMENT, "promise": "Họp chi bộ hằng tháng", "promise_due": dt.date(2023, 6, 30)}
    return state(review, **{**told, **facts})


@pytest.fixture
def promised(review: Review, later: ReviewDossier) -> Finding:
    """A commitment that the next review has taken in."""
    finding = commitment(review)
    do(review, operations.carry_into, later)
    return finding


def test_open_ones_and_those_closed_since_are_taken_in_once(review: Review, later: ReviewDossier) -> None:
    finding, own = state(review), draft(review)
    do(review, operations.adopt_finding, own)
    closed, withdrawn = state(review), state(review)
    do(review, operations.close_finding, closed)
    do(review, operations.withdraw_finding, withdrawn, because="Nhầm")
    seq = last_seq()
    taken = do(review, operations.carry_into, later)
    assert {one.finding for one in taken} == {finding, own, closed}
    assert do(review, operations.carry_into, later) == []
    assert events_since(seq) == ["findings.carried"]
    assert not queries.not_yet_carried(later).exists()


def test_not_into_its_own_review_nor_a_closed_one(review: Review, later: ReviewDossier) -> None:
    state(review)
    assert do(review, operations.carry_into, review.dossier) == []
    later.state = DossierState.CLOSED
    with pytest.raises(Refused):
        do(review, operations.carry_into, later)


def test_section_iii_hides_the_bodys_own_from_the_superior(review: Review, later: ReviewDossier) -> None:
    finding, own = state(review), draft(review)
    do(review, operations.adopt_finding, own)
    do(review, operations.carry_into, later)
    of_body = queries.prior_of(later, standing=Standing.of(review.cast.editor))
    of_superior = queries.prior_of(later, standing=Standing.of(review.cast.officer))
    assert [(one.finding, one.own) for one in of_body] == [(finding, False), (own, True)]
    assert [one.finding for one in of_superior] == [finding]


def test_the_delegation_of_the_later_review_sees_what_is_carried(review: Review, later: ReviewDossier) -> None:
    from chuyenbien.reviews import operations as reviews
    from tests.cast import make_person

    finding = state(review)
    do(review, operations.carry_into, later)
    with journal.recording(by=None):
        new = make_person("newcomer", "Tô Văn Mới", "Trưởng đoàn")
        leader = by(review.cast.leader)
        delegation = reviews.form_delegation(later.cycle, 1, new, None, [], by=leader)
        reviews.assign_delegation(delegation, later, by=leader)
    assert Finding.objects.visible_to(Standing.of(new)).filter(pk=finding.pk).exists()


def test_reporting_is_read_by_the_superior_once_submitted(review: Review, later: ReviewDossier) -> None:
    finding = state(review)
    do(review, operations.carry_into, later)
    seq = last_seq()
    do(review, operations.report_prior, finding, later, kept=Kept.UNDER_WAY, text="Đã giao 80 trên 120 hộ")
    do(review, operations.report_prior, finding, later, kept=Kept.UNDER_WAY, text="Đã giao 90 trên 120 hộ")
    assert PriorReport.objects.get().text == "Đã giao 90 trên 120 hộ"
    assert events_since(seq) == ["findings.prior_reported"] * 2
    officer = Standing.of(review.cast.officer)
    assert queries.prior_of(later, standing=officer)[0].report is None
    assert queries.reports_on(finding, officer) == []
    review.bring_to(DossierState.SUBMITTED, later)
    later.refresh_from_db()
    report = queries.prior_of(later, standing=officer)[0].report
    assert report is not None
    assert report.kept == Kept.UNDER_WAY
    assert len(queries.reports_on(finding, officer)) == 1


@pytest.mark.parametrize(("kept", "text", "field"), [("perhaps", "Có", "kept"), ("done", " ", "text")])
def test_a_report_says_state_and_result(review: Review, later: ReviewDossier, kept: str, text: str, field: str) -> None:
    finding = state(review)
    do(review, operations.carry_into, later)
    with pytest.raises(Refused) as refusal:
        do(review, operations.report_prior, finding, later, kept=kept, text=text)
    assert refusal.value.field == field


def test_a_report_on_what_was_not_taken_in_or_too_late_is_refused(review: Review, later: ReviewDossier) -> None:
    finding = state(review)
    with pytest.raises(Refused):
        do(review, operations.report_prior, finding, later, kept=Kept.DONE, text="Xong")
    do(review, operations.carry_into, later)
    later = review.bring_to(DossierState.SCHEDULED, later)
    with pytest.raises(Refused):
        do(review, operations.report_prior, finding, later, kept=Kept.DONE, text="Xong")


def test_of_a_code_only_finding_only_the_state_is_reported(review: Review, later: ReviewDossier) -> None:
    finding = state(review, classification="code_only", code="M-08", statement="")
    do(review, operations.carry_into, later)
    with pytest.raises(Refused):
        do(review, operations.report_prior, finding, later, kept=Kept.DONE, text="Có chữ")
    report = do(review, operations.report_prior, finding, later, kept=Kept.DONE)
    assert (report.text, report.code) == ("", "M-08")


def test_through_the_pages(client: Client, review: Review, later: ReviewDossier) -> None:
    finding = state(review)
    as_user(client, review.cast.editor)
    assert post(client, reverse("findings:carry", args=[later.pk])).status_code == 303
    assert CarryOver.objects.count() == 1
    url = reverse("findings:report_prior", args=[later.pk, finding.pk])
    assert client.get(url).status_code == 200
    assert post(client, url, {"kept": "done", "text": ""}).status_code == 422
    assert post(client, url, {"kept": "done", "text": "Đã giao đủ 120 hộ"}).status_code == 303
    page = client.get(later.get_absolute_url()).content.decode()
    assert "Đã giao đủ 120 hộ" in page


def test_a_commitment_is_not_judged_before_the_next_review(client: Client, review: Review) -> None:
    finding = commitment(review)
    with pytest.raises(Refused):
        do(review, operations.keep_promise, finding, kept=Kept.DONE, because="Căn cứ")
    as_user(client, review.cast.leader)
    url = reverse("findings:promise", args=[finding.pk])
    assert post(client, url, {"kept": "done", "because": "Căn cứ"}).status_code == 403
    assert Finding.objects.get(pk=finding.pk).is_open


def test_what_a_superior_concluded_does_not_become_a_promise(review: Review) -> None:
    finding = state(review)
    told = {"promise": "Sẽ làm", "promise_due": dt.date(2023, 6, 30)}
    with pytest.raises(Refused) as refused:
        do(review, operations.amend_finding, finding, because="Đổi", track=Track.COMMITMENT, **told)
    assert refused.value.field == "track"


def test_a_promise_may_become_full_follow_up(review: Review) -> None:
    finding = commitment(review)
    do(review, operations.amend_finding, finding, because="Cần theo dõi đầy đủ", track=Track.FULL)
    assert Finding.objects.get(pk=finding.pk).track == Track.FULL


def test_a_commitment_is_judged_at_the_next_review(client: Client, review: Review, promised: Finding) -> None:
    finding, seq = promised, last_seq()
    do(review, operations.keep_promise, finding, kept=Kept.UNDER_WAY, because="Đã họp 3 trên 6 tháng")
    assert finding.is_open
    assert events_since(seq) == ["findings.promise_kept.under_way"]
    as_user(client, review.cast.leader)
    url = reverse("findings:promise", args=[finding.pk])
    assert client.get(url).status_code == 200
    assert post(client, url, {"kept": "done", "because": "Biên bản đủ 6 tháng"}).status_code == 303
    judged = Finding.objects.get(pk=finding.pk)
    assert judged.promise_kept == Kept.DONE
    assert not judged.is_open
    assert not Finding.objects.open().filter(address=review.cast.body).exists()
    assert "Cam kết: Đã hoàn thành" in client.get(finding.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("facts", "kept", "because"),
    [
        ({"track": Track.FULL}, Kept.DONE, "Căn cứ"),
        ({}, "perhaps", "Căn cứ"),
        ({}, Kept.DONE, " "),
    ],
)
def test_a_judgment_is_refused(
    review: Review, later: ReviewDossier, facts: dict[str, Any], kept: str, because: str
) -> None:
    finding = commitment(review, **facts)
    do(review, operations.carry_into, later)
    with pytest.raises(Refused):
        do(review, operations.keep_promise, finding, kept=kept, because=because)


def test_a_withdrawn_commitment_is_not_judged(review: Review, promised: Finding) -> None:
    finding = promised
    do(review, operations.withdraw_finding, finding, because="Nhầm")
    with pytest.raises(Refused):
        do(review, operations.keep_promise, finding, kept=Kept.DONE, because="Căn cứ")
