"""Fixtures that tests of every room share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_settings
from pytest_django.fixtures import Settings

from tests.cast import Cast, build_cast

pytest_plugins = ["tests.plugins.journal"]

# how long an example takes depends on the machine and on what else it does; speed is for benchmarks
property_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """Every test has folders of its own for files, staged uploads, rule packs and the head of the journal."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STAGING_DIR = tmp_path / "staged"
    settings.PACKS_DIR = tmp_path / "packs"
    settings.JOURNAL_HEAD_FILE = tmp_path / "journal.head"


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """What a page was asked in last stays active in its thread; it must not reach the next test."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:
    """The shared people and units, made anew for the test."""
    return build_cast()
