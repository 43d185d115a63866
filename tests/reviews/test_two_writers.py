"""Two people write one section at the same time: both versions are shown and put together, nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.reviews.models import DossierSection
from chuyenbien.reviews.queries import text_at
from chuyenbien.reviews.queries.merging import END, MINE, THEIRS
from tests.cast import as_user
from tests.findings.making import post
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db
BASE = "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba."


@pytest.fixture
def url(review: Review, client: Client) -> str:
    as_user(client, review.cast.editor)
    address = reverse("reviews:section", args=[review.dossier.pk, "I.2"])
    assert post(client, address, {"text": BASE, "revision": "1"}).status_code == 303
    return address


def both_write(client: Client, url: str, first: str, second: str) -> str:
    """What the box holds for the second of two who opened revision 2."""
    assert post(client, url, {"text": first, "revision": "2"}).status_code == 303
    page = post(client, url, {"text": second, "revision": "2"})
    assert page.status_code == 409
    shown = page.content.decode()
    for word in (*first.split(), *second.split()):
        assert word in shown
    form = page.context["form"]
    assert form.data["revision"] == "3"
    return str(form.data["text"])


def test_changes_of_different_paragraphs_are_put_together(review: Review, client: Client, url: str) -> None:
    merged = both_write(
        client, url, BASE.replace("một", "một đã sửa"), BASE.replace("Đoạn ba.", "Đoạn ba.\n\nĐoạn bốn.")
    )
    assert merged.split("\n\n") == ["Đoạn một đã sửa.", "Đoạn hai.", "Đoạn ba.", "Đoạn bốn."]
    assert post(client, url, {"text": merged, "revision": "3"}).status_code == 303
    assert DossierSection.objects.get().text == merged


def test_where_both_changed_the_same_both_stand_between_marks(review: Review, client: Client, url: str) -> None:
    merged = both_write(client, url, BASE.replace("hai", "hai của A"), BASE.replace("hai", "hai của B"))
    assert merged.split("\n\n") == [
        "Đoạn một.", MINE, "Đoạn hai của B.", THEIRS, "Đoạn hai của A.", END, "Đoạn ba.",
    ]  # fmt: skip
    refused = post(client, url, {"text": merged, "revision": "3"})
    assert refused.status_code == 422
    assert "Đoạn hai của B." in refused.content.decode()
    settled = "\n\n".join(one for one in merged.split("\n\n") if one not in (MINE, THEIRS, END))
    assert post(client, url, {"text": settled, "revision": "3"}).status_code == 303


def test_two_who_begin_at_once_keep_both_beginnings(review: Review, client: Client) -> None:
    as_user(client, review.cast.editor)
    address = reverse("reviews:section", args=[review.dossier.pk, "I.3"])
    assert post(client, address, {"text": "Mở đầu A", "revision": "1"}).status_code == 303
    page = post(client, address, {"text": "Mở đầu B", "revision": "1"})
    assert page.status_code == 409
    assert {"Mở đầu A", "Mở đầu B"} <= set(page.context["form"].data["text"].split("\n\n"))


def test_the_text_of_an_earlier_revision_comes_from_the_journal(review: Review, client: Client, url: str) -> None:
    assert post(client, url, {"text": "Mới", "revision": "2"}).status_code == 303
    assert text_at(review.dossier, "I.2", 2) == BASE
    assert text_at(review.dossier, "I.2", 1) == ""
    assert text_at(review.dossier, "I.1", 2) == ""
