"""In Chromium: written without JavaScript at the width of a phone, kept when a window is closed, accessible, narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.models import SelfReview, SelfReviewSection
from tests.findings.making import state
from tests.reviews.conftest import Review

from . import making
from .making import PROMISE, TEXT, act, fresh, handed_in, on_paper, opened, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Pages = Callable[..., "Page"]
WIDTHS = {"wide": 1280, "narrow": 360}


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form.form button.btn-primary").click()


def test_written_and_handed_in_without_javascript(review: Review, browser_page: Pages) -> None:
    before = making.earlier_dossier(review)
    state(review, dossier=before, responsible=[review.cast.editor])
    one = opened(review)
    page = browser_page(review.cast.editor.user, width=360, javascript=False)
    page.goto(making.url("mine"))
    page.locator(f"main a[href='{one.get_absolute_url()}']").click()
    page.locator("#section-II a").click()
    page.fill("[name=text]", TEXT)
    send(page)
    page.locator("#earlier li a[href*=earlier]").click()
    page.check("[name=outcome][value=under_way]")
    page.fill("[name=text]", "Đã giao hai phần ba diện tích")
    send(page)
    page.locator("#commitments a").click()
    page.fill("[name=text]", PROMISE)
    send(page)
    page.locator("#papers a").first.click()
    page.check("[name=state][value=missing]")
    send(page)
    page.locator(".page-actions a.btn-primary").click()
    page.select_option("[name=own_level]", "good")
    send(page)
    assert page.locator("#readings").count() == 1
    one = fresh(one)
    assert (one.state, one.own_level, one.commitments.get().text) == ("handed_in", "good", PROMISE)


def test_what_was_typed_outlives_a_closed_window(review: Review, browser_page: Pages) -> None:
    one = opened(review)
    page = browser_page(review.cast.editor.user)
    address = making.url("section", one.pk, "II")
    page.goto(address)
    page.fill("[name=text]", TEXT)
    page.wait_for_timeout(900)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    assert again.input_value("[name=text]") == TEXT
    with again.expect_navigation():
        again.locator("main form.form button.btn-primary").click()
    assert SelfReviewSection.objects.get().text == TEXT
    kept = again.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('chuyenbien:'))")
    assert kept == []


def _addresses(review: Review) -> dict[str, list[str]]:
    """By reader the pages of this room, in the states that matter."""
    before = making.earlier_dossier(review)
    last = written(review, dossier=before)
    act(review.cast.editor, operations.commit, last, [PROMISE])
    act(review.cast.editor, operations.hand_in, fresh(last))
    state(review, dossier=before, responsible=[review.cast.editor])
    draft = written(review)
    act(review.cast.editor, operations.check_paper, draft, "declaration", "not_needed", reason="Không thuộc diện")
    sealed = handed_in(review, review.cast.doer)
    act(review.cast.head, operations.return_self_review, sealed, because="Nêu rõ nguyên nhân chủ quan")
    act(review.cast.doer, operations.write_section, fresh(sealed), "II", "Nguyên nhân chủ quan là chính")
    act(review.cast.doer, operations.hand_in, fresh(sealed))
    code = opened(review, review.cast.head, "central", code="TƯ-07")
    elsewhere = on_paper(review, review.cast.other_head, review.cast.officer, dossier=review.other)
    point = draft.earlier_points.order_by("pk").first()
    assert point is not None
    return {
        "editor": [
            *(making.url(name) for name in ("mine", "bodies")),
            *(making.url(name, draft.pk) for name in ("self_review", "print", "blank", "commitments", "hand_in")),
            *(making.url(name, draft.pk) for name in ("on_paper",)),
            making.url("section", draft.pk, "II"),
            making.url("paper", draft.pk, "residence"),
            making.url("answer", point.pk),
        ],
        "head": [
            making.url("self_review", sealed.pk),
            making.url("return", handed(review).pk),
            code.get_absolute_url(),
        ],
        "leader": [making.url("self_review", elsewhere.pk), making.url("print", sealed.pk)],
        "officer": [
            *(making.url(name, review.dossier.pk) for name in ("of_dossier", "open")),
            making.url("on_paper", code.pk),
            review.dossier.get_absolute_url(),
        ],
    }


def handed(review: Review) -> SelfReview:
    return handed_in(review, review.cast.editor, dossier=making.earlier_dossier(review, 2020))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_accessible_and_no_wider_than_the_screen(
    review: Review, browser_page: Pages, axe: Callable[[Any], None], shoot: Callable[[Any, str], None], language: str
) -> None:
    troubles = []
    for who, addresses in _addresses(review).items():
        user = review.people()[who].user
        assert user is not None
        user.language = language
        user.save()
        page = browser_page(user, language=language)
        for place, address in enumerate(addresses):
            for name, width in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": 900})
                answer = page.goto(address, wait_until="load")
                assert answer is not None
                assert answer.status == 200, address
                shoot(page, f"selfreviews-{language}-{who}-{place}-{name}")
                if name == "wide":
                    axe(page)
            page.set_viewport_size({"width": 320, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                troubles.append(address)
        page.context.close()
    assert troubles == []
