"""A superior states a finding."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState, Nature, Precision, Source
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity
from tests.cast import as_user
from tests.findings.making import document, facts_typed, post, state
from tests.reviews.conftest import Review, events_since, last_seq


def test_everybody_concerned_sees_it(review: Review) -> None:
    seq = last_seq()
    finding = state(review, responsible=[review.cast.doer])
    seen = {(row.capacity, row.unit_id or 0, row.person_id or 0) for row in finding.involvements.all()}
    assert seen == {
        (Capacity.ADDRESS, review.cast.body.pk, 0),
        (Capacity.SUPERIOR, review.cast.superior.pk, 0),
        (Capacity.DELEGATION, 0, review.chair.pk),
        (Capacity.DELEGATION, 0, review.scribe.pk),
        (Capacity.DELEGATION, 0, review.delegate.pk),
        (Capacity.RESPONSIBLE, 0, review.cast.doer.pk),
    }
    assert finding.state == FindingState.STATED
    assert events_since(seq) == ["findings.stated"]


def test_the_time_comes_in(review: Review) -> None:
    moment = clock.moment_of(dt.date(2022, 12, 30))
    assert state(review, at=moment).stated_at == moment


def test_a_requirement_shows_the_limitation_derived_from_it(client: Client, review: Review) -> None:
    with pytest.raises(Refused):
        state(review, nature=Nature.REQUIREMENT, statement="Đẩy nhanh tiến độ các dự án")
    finding = state(
        review,
        nature=Nature.REQUIREMENT,
        statement="Đẩy nhanh tiến độ các dự án",
        derived_limitation="Các dự án chậm so với kế hoạch",
    )
    as_user(client, review.cast.head)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert "Đẩy nhanh tiến độ các dự án" in page
    assert "Các dự án chậm so với kế hoạch" in page
    assert "chưa có số" in page


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (dt.date(2021, 3, 5), Precision.DAY, "từ 05/03/2021"),
        (dt.date(2021, 3, 1), Precision.MONTH, "tháng 03/2021"),
        (dt.date(2021, 1, 1), Precision.YEAR, "từ năm 2021"),
        (dt.date(2003, 1, 1), Precision.APPROXIMATE, "từ khoảng 2003"),
        (None, Precision.DAY, ""),
    ],
)
def test_since_says_no_more_than_is_known(review: Review, day: dt.date | None, precision: str, words: str) -> None:
    finding = state(review, open_since=day, open_since_precision=precision, open_since_note="gần 20 năm")
    assert finding.since_words == words
    assert finding.open_since_note == "gần 20 năm"


def test_outside_a_review_only_the_body_and_the_persons_see_it(review: Review) -> None:
    finding = state(review, dossier=None, source=Source.INSPECTION)
    assert set(finding.involvements.values_list("capacity", flat=True)) == {Capacity.ADDRESS}


def test_the_office_states_it_by_form(client: Client, review: Review) -> None:
    as_user(client, review.cast.officer)
    paper = document(review.cast)
    url = reverse("findings:state", args=[review.dossier.pk])
    assert client.get(url).status_code == 200
    data = facts_typed(
        source=Source.INSPECTION,
        address=review.cast.body.pk,
        concluding_document=paper.pk,
        open_since="2003",
        open_since_about="on",
    )
    assert post(client, url, data).status_code == 303
    finding = Finding.objects.get()
    assert (finding.source, finding.concluding_document) == (Source.INSPECTION, paper)
    assert finding.since_words == "từ khoảng 2003"


def test_a_new_seat_of_the_delegation_sees_it_and_one_who_left_does_not(review: Review) -> None:
    from chuyenbien import journal
    from chuyenbien.orgs.access import Standing
    from chuyenbien.reviews import operations as reviews
    from tests.cast import by, make_person

    finding = state(review)
    with journal.recording(by=by(review.cast.leader)):
        new = make_person("newcomer", "Tô Văn Mới", "Thành viên đoàn")
        reviews.change_delegation(review.delegation, review.chair, review.scribe, [new], by=by(review.cast.leader))
    visible = Finding.objects.visible_to
    assert visible(Standing.of(new)).filter(pk=finding.pk).exists()
    assert visible(Standing.of(review.chair)).filter(pk=finding.pk).exists()
    assert not visible(Standing.of(review.delegate)).filter(pk=finding.pk).exists()
