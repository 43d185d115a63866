"""Where journeys begin: at an office that has just begun, or among the people that tests of every room share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from chuyenbien.orgs.models import Person
from tests.cast import Cast, build_cast

from .cast import ADMIN, BOARD
from .driver import PASSWORD, Desk, Office, Somebody
from .hands import Keys, Pointer
from .words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def begun(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``chuyenbien init`` leaves behind."""
    monkeypatch.setenv("CHUYENBIEN_INIT_PASSWORD", ADMIN.password)
    call_command(
        "init",
        no_input=True,
        unit=str(BOARD),
        kind="ban-thuong-vu",
        name=ADMIN.name,
        office=ADMIN.office,
        username=ADMIN.username,
        verbosity=0,
    )


@pytest.fixture
def open_office(begun: None, browser_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Office]:
    """Give ``open_office(language="en", keys=True, javascript=False)``."""

    def make(*, language: str = "vi", keys: bool = False, javascript: bool = True, thorough: bool = False) -> Office:
        def page_of(**options: Any) -> Any:
            return browser_page(javascript=javascript, **options)

        return Office(page_of, Words(language), Keys() if keys else Pointer(), tmp_path, thorough)

    return make


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast()


@pytest.fixture
def desk_of(browser_page: Callable[..., Any]) -> Callable[..., Desk]:
    """Give somebody's browser, signed in; ``page`` is a further tab of one."""

    def make(person: Person, page: Page | None = None, *, words: Words | None = None, **options: Any) -> Desk:
        assert person.user is not None
        words = words or Words("vi")
        person.user.set_password(PASSWORD)
        person.user.language = words.language
        somebody = Somebody(person.full_name, person.office, person.user.username)
        if page is None:
            person.user.save()
            page = browser_page(user=person.user, language=words.language, **options)
        return Desk(page, words, Pointer(), somebody, set())

    return make
