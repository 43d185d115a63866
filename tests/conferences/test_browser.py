"""In Chromium: the pages around a draft report and its conference, wide and narrow, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.core import clock
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import by
from tests.conferences.making import call, do
from tests.reviews.conftest import Review

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Pages = Callable[..., "Page"]
WIDTHS = {"wide": 1280, "narrow": 360}
TEXT = "Ban Thường vụ đã tổ chức 14 hội nghị chuyên đề.\n\nĐã hoàn thành 12 trên 15 chỉ tiêu được giao."


def submitted_twice(review: Review) -> None:
    cast = review.cast
    for text in (TEXT, TEXT.replace("12 trên 15", "13 trên 15 (87%)")):
        dossier = ReviewDossier.objects.get(pk=review.dossier.pk)
        do(cast.editor, reviews.write_section, dossier, "I.2", text)
        do(cast.head, reviews.submit_dossier, dossier)
        if dossier.versions.count() == 1:
            do(review.scribe, reviews.ask_more, dossier, because="Nêu rõ tỷ lệ")


def test_the_pages_wide_and_narrow(
    review: Review, browser_page: Pages, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    review.suggest("Giải trình việc chậm giải ngân")
    submitted_twice(review)
    first, second = review.dossier.versions.order_by("number")
    with journal.recording(by=by(review.cast.editor)):
        reviews.send_version(second, by=by(review.cast.editor), sent_on=clock.today(), people=[review.cast.head])
    conference = call(review, ReviewDossier.objects.get(pk=review.dossier.pk))
    do(review.scribe, conferences.record_opinion, conference, "Cần nêu rõ trách nhiệm từng cá nhân")
    copy, _other = do(review.scribe, conferences.issue_copies, conference, people=[review.cast.head], names=["Khách"])
    do(review.cast.leader, reviews.lock_data, review.cycle)
    pages = {
        "version": second.get_absolute_url(),
        "compare": reverse("reviews:compare", args=[first.pk, second.pk]),
        "conference": conference.get_absolute_url(),
        "order": reverse("conferences:order", args=[conference.pk]),
        "copies": reverse("conferences:copies", args=[conference.pk]),
        "kit": reverse("conferences:kit", args=[copy.pk]),
        "dossier": review.dossier.get_absolute_url(),
    }
    for width, pixels in WIDTHS.items():
        page = browser_page(review.scribe.user, width=pixels)
        for name, address in pages.items():
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= pixels, (name, width)
            axe(page)
            shoot(page, f"{name}-{width}")


def test_two_writers_without_javascript(
    review: Review, browser_page: Pages, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    cast, address = review.cast, reverse("reviews:section", args=[review.dossier.pk, "I.2"])
    do(cast.editor, reviews.write_section, review.dossier, "I.2", TEXT)
    page = browser_page(cast.editor.user, width=360, javascript=False)
    page.goto(address)
    do(cast.head, reviews.write_section, review.dossier, "I.2", TEXT.replace("12 trên 15", "13 trên 15"))
    page.fill("[name=text]", f"Đoạn thêm của biên tập.\n\n{TEXT}")
    page.locator("main form.form button.btn-primary").click()
    shoot(page, "merge-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    merged = page.input_value("[name=text]")
    assert "13 trên 15" in merged
    assert "Đoạn thêm của biên tập." in merged
    page.locator("main form.form button.btn-primary").click()
    assert review.dossier.sections.get(section="I.2").text == merged
