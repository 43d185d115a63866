"""Known by a code only: no text, no file, in the program and in the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import StoredFile
from chuyenbien.journal.models import EventPayload
from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.enums import PersonKind
from chuyenbien.selfreviews.models import CheckedPaper, SelfReview, SelfReviewSection
from tests.cast import Cast, as_user
from tests.reviews.conftest import Review

from . import making
from .making import PROMISE, TEXT, act, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def central(review: Review) -> SelfReview:
    return making.opened(review, review.cast.head, PersonKind.CENTRAL, code="TƯ-07")


def test_a_cadre_under_central_management_is_a_code(review: Review, central: SelfReview) -> None:
    assert (central.shown_name, central.shown_title, central.is_code_only) == ("TƯ-07", "TƯ-07", True)
    with pytest.raises(Refused) as told:
        act(review.cast.head, operations.write_section, central, "II", TEXT)
    assert not SelfReviewSection.objects.exists()
    assert told.value.field is None
    for facts in ({"scan": making.scan()}, {"own_level": "good"}, {"commitments": [PROMISE]}):
        with pytest.raises(Refused):
            act(review.cast.head, operations.hand_in_paper, central, handed_in_on=making.DAY, **facts)
    act(review.cast.head, operations.hand_in_paper, central, handed_in_on=making.DAY)
    one = fresh(central)
    assert (one.state, one.scan, one.own_level) == ("on_paper", None, "")
    act(review.cast.leader, operations.return_self_review, one, because="Lời này không được lưu")
    assert fresh(one).return_reason == ""
    assert "không được lưu" not in " ".join(EventPayload.objects.values_list("data", flat=True))


def test_a_code_is_asked_for_one_by_one(review: Review) -> None:
    cast = review.cast
    for people, code, field in (([cast.head], " ", "code"), ([cast.head, cast.editor], "TƯ-07", "people")):
        with pytest.raises(Refused) as told:
            act(cast.officer, operations.open_self_reviews, review.dossier, people, PersonKind.CENTRAL, code=code)
        assert told.value.field == field


def test_somebody_known_by_a_code_keeps_it(review: Review, cast: Cast) -> None:
    with transaction.atomic():
        cast.doer.empty_secret_fields("CB-03")
        cast.doer.save()
    assert making.opened(review, cast.doer).shown_name == "CB-03"


@pytest.mark.parametrize(
    "facts", [{"return_reason": "x"}, {"own_level": "good"}, {"code": ""}, {"classification": "internal"}]
)
def test_the_database_refuses_it_too(central: SelfReview, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfReview.objects.filter(pk=central.pk).update(**facts)


def test_the_database_refuses_a_file(review: Review, central: SelfReview) -> None:
    stored = StoredFile.objects.create(name="x.pdf", sha256="a" * 64, uploaded_by=review.cast.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfReview.objects.filter(pk=central.pk).update(scan=stored)
    for facts in ({"file": stored, "state": "present"}, {"reason": "x", "state": "not_needed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckedPaper.objects.create(
                review=central, key="residence", classification="code_only", code="TƯ-07", **facts
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfReviewSection.objects.create(review=central, key="II", classification="code_only", code="TƯ-07", text="x")


def test_a_sealed_one_has_its_time_and_a_paper_its_scan(review: Review) -> None:
    one = making.written(review)
    for facts in ({"state": "handed_in"}, {"state": "on_paper"}, {"returned_by": review.cast.head}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SelfReview.objects.filter(pk=one.pk).update(**facts)


def test_a_dossier_made_code_only_takes_everything_with_it(review: Review) -> None:
    one = making.written(review)
    act(review.cast.editor, operations.commit, one, [PROMISE])
    act(review.cast.editor, operations.check_paper, one, "residence", "present", upload=making.scan())
    paper = making.on_paper(review, review.cast.doer, review.cast.editor)
    documents_of = StoredFile.objects.exclude(sha256="").count()
    assert documents_of == 2
    review.dossier.refresh_from_db()
    level = {"level": "code_only", "code": "M-09", "because": "Theo quy định"}
    act(review.cast.leader, documents.reclassify, review.dossier, **level)
    assert not SelfReviewSection.objects.exclude(text="").exists()
    assert not StoredFile.objects.exclude(sha256="").exists()
    assert fresh(paper).scan is None
    assert CheckedPaper.objects.get().file is None
    assert fresh(one).commitments.get().text == ""
    assert making.opened(review, review.cast.head).shown_name == "M-09/3"


def test_nobody_writes_of_a_code(review: Review, central: SelfReview) -> None:
    with pytest.raises(Forbidden):
        act(review.cast.editor, operations.write_section, central, "II", TEXT)


def test_one_self_review_is_made_code_only_by_its_page(review: Review, client: Client) -> None:
    one = making.handed_in(review, review.cast.doer)
    as_user(client, review.cast.officer)
    url = making.url("reclassify", one.pk)
    shown = client.get(url).content.decode()
    assert review.cast.doer.full_name in shown
    assert TEXT not in shown
    listed = making.url("of_dossier", review.dossier.pk)
    assert url in client.get(listed).content.decode()
    sent = {"level": "code_only", "because": "Theo quyết định"}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, {**sent, "code": "TK-09"}).status_code == 303
    kept = fresh(one)
    assert (kept.shown_name, kept.is_code_only) == ("TK-09", True)
    assert not SelfReviewSection.objects.exclude(text="").exists()
    assert url not in client.get(listed).content.decode()
