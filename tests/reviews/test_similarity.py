"""A report beside last year's: a figure for those who write it, passages for the delegation, no judgement."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations, queries, similarity
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.similarity import Part
from tests.cast import as_user, by
from tests.reviews.conftest import Review

COPIED = "Ban Thường vụ đã tổ chức 14 hội nghị chuyên đề để bàn việc giải phóng mặt bằng tuyến đường số 5 của huyện."
NEW = "Trong năm nay đơn vị chuyển sang giao đất tại thực địa cho từng hộ và công khai danh sách trên cổng thông tin."
PHRASE = "Thực hiện tốt nguyên tắc tập trung dân chủ, tự phê bình và phê bình, tập thể lãnh đạo, cá nhân phụ trách."
LONG = " ".join(f"từ{place}" for place in range(60))


def found(now: str, before: str, *phrases: str) -> similarity.Similarity:
    return similarity.compare([Part("I.1", now)], [Part("I.2", before)], phrases=phrases)


def test_a_copied_sentence_is_shown_beside_its_source() -> None:
    told = found(f"{NEW} {COPIED.upper()}", f"{COPIED} {LONG}")
    (passage,) = told.passages
    assert (passage.text, passage.former) == (COPIED.upper(), COPIED)
    assert (passage.label, passage.former_label) == ("I.1", "I.2")


def test_the_figure_is_words_in_runs_out_of_words_compared() -> None:
    assert found(LONG, LONG).percent == 100
    assert found(LONG, NEW).percent == 0
    half = f"{LONG}. " + " ".join(f"khác{place}" for place in range(60))
    assert found(half, LONG).percent == 50
    assert found("Quá ngắn", "Quá ngắn").percent is None


def test_statutory_phrases_are_left_out() -> None:
    assert found(PHRASE, PHRASE).passages
    told = found(f"{PHRASE} {LONG}", PHRASE, *similarity.statutory_phrases())
    assert told.passages == ()
    assert told.percent == 0


def test_the_office_adds_phrases_of_its_own(tmp_path: Path, settings: object) -> None:
    settings.PACKS_DIR = tmp_path  # type: ignore[attr-defined]
    before = similarity.statutory_phrases()
    (tmp_path / "phrases.txt").write_text("# ghi chú\nphát huy truyền thống quê hương\n", "utf-8")
    assert set(similarity.statutory_phrases()) - set(before) == {"phát huy truyền thống quê hương"}


@pytest.fixture
def with_last_year(review: Review) -> Review:
    officer = by(review.cast.officer)
    with journal.recording(by=officer):
        before = operations.open_cycle(
            review.cast.superior, "Năm 2021", dt.date(2021, 1, 1), dt.date(2021, 12, 31), "132-2018", by=officer
        )
        former = operations.add_body(before, review.cast.body, by=officer)
    for dossier, text in ((former, f"{COPIED} {LONG}"), (review.dossier, f"{COPIED} {NEW}\n{LONG}")):
        with journal.recording(by=by(review.cast.editor)):
            operations.write_section(dossier, "I.1", text, by=by(review.cast.editor))
    ReviewDossier.objects.filter(pk=former.pk).update(state=DossierState.CLOSED)
    review.bring_to(DossierState.SUBMITTED)
    return review


@pytest.mark.django_db
def test_the_writers_see_the_figure_and_the_delegation_the_passages_only(
    client: Client, with_last_year: Review
) -> None:
    review = with_last_year
    url = reverse("reviews:years", args=[review.dossier.pk])
    told = queries.beside_last_year(review.dossier, Standing.of(review.cast.head)).found
    assert told is not None
    for person, has_figure in ((review.cast.editor, True), (review.cast.head, True), (review.delegate, False)):
        as_user(client, person)
        page = client.get(url).content.decode()
        assert page.count("hội nghị chuyên đề") == 2
        assert (f">{told.percent}%<" in page.split("<main", 1)[1]) == has_figure
        assert ("%" in page.split("<main", 1)[1]) == has_figure


@pytest.mark.django_db
def test_nobody_else_reads_it(client: Client, with_last_year: Review) -> None:
    review = with_last_year
    url = reverse("reviews:years", args=[review.dossier.pk])
    for name, person in review.people().items():
        as_user(client, person)
        allowed = name in ("head", "editor", "chair", "scribe", "delegate")
        seen = name in ("leader", "officer", "verifier", "inspector")
        assert client.get(url).status_code == (200 if allowed else 403 if seen else 404), name


@pytest.mark.django_db
def test_without_an_earlier_report_there_is_nothing_beside_it(client: Client, review: Review) -> None:
    assert queries.former_dossier(review.dossier) is None
    as_user(client, review.cast.head)
    assert client.get(reverse("reviews:years", args=[review.dossier.pk])).status_code == 200
