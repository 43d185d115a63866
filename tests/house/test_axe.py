"""Every route and every page for what went wrong, in Chromium: accessible, and no wider than a narrow phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.urls import reverse
from pytest_django.fixtures import Settings

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.core import clock, samples
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import Person
from tests.plugins.browser import Watch

from .conftest import STORY_DAY, tell_story
from .test_pages import readable, walks

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NARROW = 320
DOWNLOADS = {"documents:file", "notices:calendar", "selfreviews:paper_file", "selfreviews:scan"}
Pages = Callable[..., "Page"]


class Inspector:
    """Looks at a page twice: with axe at the width of a desk, and for its width on a narrow phone."""

    def __init__(self, axe: Callable[[Page], None]) -> None:
        self.axe = axe
        self.troubles: list[str] = []

    def open(self, page: Page, path: str, status: int = 200) -> None:
        answer = page.goto(path, wait_until="load")
        assert answer is not None
        self.look(page, path, answer.status, status)

    def look(self, page: Page, name: str, status: int = 200, wanted: int = 200) -> None:
        if status != wanted:
            self.troubles.append(f"{name}: {status} instead of {wanted}")
        try:
            self.axe(page)
        except AssertionError as violations:
            self.troubles.append(f"{name}: {violations}")
        page.set_viewport_size({"width": NARROW, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            self.troubles.append(f"{name}: {width} px wide on a screen of {NARROW} px")
        page.set_viewport_size({"width": 1280, "height": 900})

    def conclude(self) -> None:
        assert not self.troubles, "\n\n".join(self.troubles)


@pytest.fixture
def inspector(axe: Callable[[Page], None]) -> Inspector:
    return Inspector(axe)


@pytest.fixture
def told(transactional_db: None, settings: Settings) -> None:
    settings.STORY_TODAY = STORY_DAY
    tell_story()


def one_page_of_each_route() -> Iterator[tuple[str, list[str]]]:
    """For each person the pages to look at: one of each route, as the first person who reached it."""
    seen: set[str] = set()
    for name, found in walks("vi"):
        assert not found.troubles, found.troubles
        yield name, [path for route, path in found.routes.items() if route not in seen | DOWNLOADS]
        seen.update(found.routes)
    assert not readable() - seen, readable() - seen


def test_every_route(told: None, browser_page: Pages, inspector: Inspector) -> None:
    for name, paths in list(one_page_of_each_route()):
        page = browser_page(User.objects.get(username=name) if name else None)
        for path in paths:
            inspector.open(page, path)
        page.context.close()
    inspector.conclude()


def test_pages_for_what_went_wrong(
    told: None, browser_page: Pages, inspector: Inspector, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser_page(User.objects.get(username="quantri"))
    inspector.open(page, "/nowhere/", 404)
    inspector.open(browser_page(User.objects.get(username="chutri")), reverse("orgs:unit_new"), 403)
    _refused_form(page, inspector)
    _stale_form(page, inspector)
    _old_form(page, browser_page(), inspector)
    watch.expect_status(500)
    for trouble, status in ((BadRequest(), 400), (RequestDataTooBig(), 413), (RuntimeError(), 500)):
        monkeypatch.setattr(samples, "page", _raising(trouble))
        inspector.open(page, "/style/", status)
    _kept_form(page, inspector)
    inspector.conclude()


def _raising(trouble: Exception) -> Callable[[], Any]:
    def fail() -> Any:
        raise trouble

    return fail


def _send(page: Page) -> int:
    """Send the form of the page, whatever the browser thinks of it."""
    page.eval_on_selector("main form", "form => { form.noValidate = true; }")
    with page.expect_navigation() as sent:
        page.locator("main form button.btn-primary").click()
    answer = sent.value
    assert answer is not None
    return answer.status


def _refused_form(page: Page, inspector: Inspector) -> None:
    page.goto(reverse("orgs:unit_new"))
    inspector.look(page, "a refused form", _send(page), 422)


def _stale_form(page: Page, inspector: Inspector) -> None:
    """Somebody else corrects the same person meanwhile."""
    one = Person.objects.get(office="Bí thư Đơn vị minh họa 03")
    page.goto(reverse("orgs:person_correct", args=[one.pk]))
    with clock.at(STORY_DAY), journal.recording(by=None):
        orgs.correct_person(one, by=None, full_name="", office="Bí thư Đơn vị minh họa 03 (đã sửa)")
    page.fill("[name=office]", "Phó Bí thư Đơn vị minh họa 03")
    inspector.look(page, "a stale form", _send(page), 409)


def _old_form(page: Page, stranger: Page, inspector: Inspector) -> None:
    """The safety mark no longer fits: what was typed is offered again, unless it is a password."""
    spoil = "marks => marks.forEach(mark => { mark.value = 'x'; })"
    page.goto(reverse("orgs:unit_new"))
    page.eval_on_selector_all("[name=csrfmiddlewaretoken]", spoil)
    inspector.look(page, "a form without its safety mark", _send(page), 200)
    stranger.goto(reverse("accounts:login"))
    stranger.eval_on_selector_all("[name=csrfmiddlewaretoken]", spoil)
    inspector.look(stranger, "a sign-in without its safety mark", _send(stranger), 403)


def _kept_form(page: Page, inspector: Inspector) -> None:
    """What was sent after the sign-in had ended waits to be sent again."""
    page.goto(reverse("orgs:unit_new"))
    page.fill("[name=name]", "Đơn vị minh họa gửi muộn")
    cookies = [one for one in page.context.cookies() if one["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    _send(page)
    inspector.look(page, "the sign-in page after a late form")
    page.fill("[name=username]", "quantri")
    page.fill("[name=password]", "chuyen-bien-2023")
    page.locator("main form button[type=submit], main form button.btn-primary").first.click()
    page.wait_for_url("**" + reverse("accounts:resume") + "*")
    inspector.look(page, "a late form kept")
