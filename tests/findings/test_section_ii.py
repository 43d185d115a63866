"""Section II of the report: each limitation the body wrote down itself, for whoever may see it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.findings import operations, section_ii
from chuyenbien.findings.enums import CauseKind
from chuyenbien.findings.models import Finding
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user, by
from tests.findings.making import draft, state
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db
OWN = "Chưa kịp thời xử lý vi phạm trật tự xây dựng"
CAUSE = "Phân công chưa rõ người, rõ việc"


def written_down(review: Review, statement: str = OWN) -> Finding:
    cast = review.cast
    found = draft(review, statement=statement, open_since=dt.date(2021, 3, 1), open_since_precision="month")
    with journal.recording(by=by(cast.head)):
        operations.add_cause(found, kind=CauseKind.SUBJECTIVE, text=CAUSE, by=by(cast.head))
        operations.set_responsible(found, cast.doer, by=by(cast.head))
    return found


def pages(review: Review) -> tuple[str, str]:
    return (
        reverse("reviews:report", args=[review.dossier.pk]),
        reverse("reviews:section", args=[review.dossier.pk, "II"]),
    )


def test_it_stands_in_the_editor_and_the_report_with_causes_persons_and_since_when(
    review: Review, client: Client
) -> None:
    written_down(review)
    as_user(client, review.cast.editor)
    for url in pages(review):
        page = client.get(url).content.decode()
        for told in (OWN, CAUSE, str(review.cast.doer), "03/2021", "Hạn chế, khuyết điểm tập thể tự nêu"):
            assert told in page, (url, told)


def test_the_free_text_stays_beside_it(review: Review, client: Client) -> None:
    written_down(review)
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "II", "Đánh giá chung về hạn chế", by=by(review.cast.editor))
    as_user(client, review.cast.editor)
    page = client.get(pages(review)[0]).content.decode()
    assert OWN in page
    assert "Đánh giá chung về hạn chế" in page


def test_nobody_reads_more_than_on_the_page_of_the_finding(review: Review, client: Client) -> None:
    found = written_down(review)
    review.bring_to(DossierState.SUBMITTED)
    for who, person in review.people().items():
        as_user(client, person)
        sees = client.get(found.get_absolute_url()).status_code == 200
        answer = client.get(pages(review)[0])
        if answer.status_code == 200:
            assert (OWN in answer.content.decode()) is sees, who
            assert (CAUSE in answer.content.decode()) is sees, who
    as_user(client, review.cast.leader)
    assert client.get(pages(review)[0]).status_code == 200


def test_the_version_that_is_kept_holds_what_was_sent_up_only(review: Review) -> None:
    sent, kept = written_down(review), written_down(review, "Hạn chế tập thể tự theo dõi")
    with journal.recording(by=by(review.cast.head)):
        operations.adopt_finding(sent, by=by(review.cast.head))
        operations.send_up(sent, by=by(review.cast.head))
    with journal.recording(by=by(review.cast.head)):
        reviews.submit_dossier(review.dossier, by=by(review.cast.head))
    text = review.dossier.versions.get().texts.get(section="II").text
    assert (OWN in text, CAUSE in text, str(review.cast.doer) in text) == (True, True, True)
    assert kept.statement not in text


def test_what_the_superior_stated_or_the_body_withdrew_is_not_in_it(review: Review, client: Client) -> None:
    found = written_down(review)
    state(review, statement="Hạn chế do đoàn kiểm tra nêu")
    with journal.recording(by=by(review.cast.head)):
        operations.withdraw_finding(found, by=by(review.cast.head), because="Nêu trùng")
    as_user(client, review.cast.editor)
    page = client.get(pages(review)[0]).content.decode()
    assert OWN not in page
    assert "Hạn chế do đoàn kiểm tra nêu" not in page
    assert section_ii.as_text(review.dossier) == ""


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow(review: Review, client: Client) -> None:
    as_user(client, review.cast.editor)
    written_down(review)
    one = queries_of(client, pages(review)[0])
    for number in range(2):
        written_down(review, f"Hạn chế khác {number}")
    assert queries_of(client, pages(review)[0]) == one
