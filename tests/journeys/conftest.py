"""An office that has just begun: one unit, one administrator, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from .cast import ADMIN, BOARD
from .driver import Office
from .hands import Keys, Pointer
from .words import Words


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

    def make(*, language: str = "vi", keys: bool = False, javascript: bool = True) -> Office:
        def page_of(**options: Any) -> Any:
            return browser_page(javascript=javascript, **options)

        return Office(page_of, Words(language), Keys() if keys else Pointer(), tmp_path)

    return make
