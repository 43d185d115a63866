"""The pages of the account in Chromium: readable, wide and narrow, in both languages, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from chuyenbien.accounts import operations
from chuyenbien.accounts.models import User
from chuyenbien.journal.models import Event
from chuyenbien.orgs.models import Person
from tests.accounts.conftest import PASSWORD, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Shoot = Callable[["Page", str], None]
Axe = Callable[["Page"], None]


def enter(page: Page, password: str = PASSWORD) -> None:
    page.locator("[name=username]").fill("officer")
    page.locator("[name=password]").fill(password)
    page.locator("main .form button[type=submit]").click()


@pytest.mark.parametrize(("width", "language"), [(1280, "vi"), (360, "en")])
def test_every_page_is_accessible(
    browser_page: Callable[..., Page], person: Person, axe: Axe, shoot: Shoot, width: int, language: str
) -> None:
    User.objects.update(language=language)
    page = browser_page(width=width, language=language)

    def look(path: str, name: str) -> None:
        if path:
            page.goto(path)
        axe(page)
        assert page.locator("html").get_attribute("lang") == language
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{name} scrolls sideways at {width} px"
        shoot(page, f"accounts-{name}-{language}-{width}")

    page.goto("/accounts/sign-in/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    look("", "sign-in")
    enter(page, "wrong")
    look("", "sign-in-refused")
    look("/accounts/reset/", "ask-reset")
    look("/accounts/reset/asked/", "reset-asked")
    look("/accounts/reset/x/y/", "reset-over")
    look(operations.reset_path(User.objects.get()), "reset")
    page.goto("/accounts/sign-in/?next=/accounts/me/")
    enter(page)
    sign_in(Client())
    look("/accounts/me/", "profile")
    look("/accounts/me/email/", "email")
    look("/accounts/me/password/", "password")
    page.locator("main .form button[type=submit]").click()
    look("", "password-refused")
    look("/accounts/resume/", "resume-empty")


def test_the_lock_out_page_is_accessible(
    browser_page: Callable[..., Page], person: Person, axe: Axe, shoot: Shoot, settings: Settings
) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    page = browser_page(width=360)
    page.goto("/accounts/sign-in/")
    enter(page, "wrong")
    assert page.locator("h1").inner_text() == "Nhập sai quá nhiều lần"
    axe(page)
    shoot(page, "accounts-locked-out")


@pytest.mark.parametrize(("javascript", "forgets"), [(True, "everything"), (False, "sessionid")])
def test_nothing_typed_is_lost_when_the_sign_in_ends(
    browser_page: Callable[..., Page], person: Person, shoot: Shoot, axe: Axe, javascript: bool, forgets: str
) -> None:
    page = browser_page(width=360, javascript=javascript)
    page.goto(f"/accounts/sign-in/?next=/note/{person.pk}/")
    enter(page)
    page.locator("[name=office]").fill("Đã khởi công hạng mục 1, đạt 50 % khối lượng")
    paper = {"name": "anh-hien-truong.txt", "mimeType": "text/plain", "buffer": "ảnh".encode()}
    page.locator("[name=papers]").set_input_files(paper)  # type: ignore[arg-type]
    if forgets == "everything":
        page.context.clear_cookies()
    else:
        page.context.clear_cookies(name="sessionid")
    page.locator("main .form button[type=submit]").click()
    page.get_by_text("Không mất gì cả").wait_for()
    shoot(page, "accounts-sign-in-kept")
    enter(page)
    if javascript:
        axe(page)
    shoot(page, "accounts-resume")
    assert not Event.objects.exists()
    page.get_by_role("button", name="Gửi lại").click()
    page.wait_for_url("**/done/**")
    person.refresh_from_db()
    assert person.office == "Đã khởi công hạng mục 1, đạt 50 % khối lượng"
