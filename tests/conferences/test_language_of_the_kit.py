"""The printed kit and its list speak one language at a time."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.conferences import operations
from tests.cast import as_user
from tests.conferences.making import call, do
from tests.house.crawl import read
from tests.house.test_pages import ENGLISH, KEPT, VIETNAMESE
from tests.reviews.conftest import Review


@pytest.mark.parametrize("language", ["vi", "en"])
def test_one_language_at_a_time(client: Client, review: Review, language: str) -> None:
    review.suggest()
    conference = call(review)
    copy, *_others = do(
        review.scribe, operations.issue_copies, conference, people=[review.cast.head], names=["Khách mời"]
    )
    user = review.scribe.user
    assert user is not None
    user.language = language
    user.save()
    as_user(client, review.scribe)
    wrong = VIETNAMESE if language == "en" else ENGLISH
    for page in (reverse("conferences:kit", args=[copy.pk]), reverse("conferences:copies", args=[conference.pk])):
        told = read(client.get(page).content.decode(), language)
        foreign = [
            words
            for lang, words in told.words
            if lang == language and words not in KEPT and wrong.search(words.replace("Chuyển Biến", ""))
        ]
        assert foreign == []
