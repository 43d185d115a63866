"""The whole story as the ground that the house tests walk on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.desk import story
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle
from tests.plugins import statistics

PEOPLE = [name for name, _who in story.ACCOUNTS]
STORY_DAY = dt.date(2023, 1, 31)

COMPANIONS = {
    "soanthao05": "Bí thư Đơn vị minh họa 05",
    "thuchien06": "Trưởng phòng chuyên môn Đơn vị minh họa 06",
    "dungdau16": "Bí thư Đơn vị minh họa 16",
    "dungdau17": "Bí thư Đơn vị minh họa 17",
    "dungdau22": "Bí thư Đơn vị minh họa 22",
    "dungdau25": "Bí thư Đơn vị minh họa 25",
    "bantm01": "Trưởng Ban tham mưu minh họa 01",
    "truongdoan7": "Trưởng đoàn công tác số 7 (minh họa)",
    "truongdoan8": "Trưởng đoàn công tác số 8 (minh họa)",
}
"""People of the story who get an account for the tests only: with them the walks reach what the others may not do."""


def tell_story() -> None:
    """Build the story through its verbs, give the companions their accounts, and put one body in by mistake."""
    story.build()
    with clock.at(STORY_DAY), journal.recording(by=None):
        for username, office in COMPANIONS.items():
            orgs.open_account(Person.objects.get(office=office), username, by=None, password=story.PASSWORD)
        stray = Unit.objects.filter(name="Phòng chuyên môn — Đơn vị minh họa 01")
        reviews.add_bodies(ReviewCycle.objects.get(name="Kiểm điểm năm 2022"), stray, by=None, is_illustrative=True)


def person_of(username: str) -> Person:
    return Person.objects.get(user__username=username)


def signed_in(name: str, language: str) -> Client:
    client = Client()
    user = User.objects.get(username=name)
    user.language = language
    user.save()
    client.force_login(user, backend="chuyenbien.accounts.backends.AccountBackend")
    return client


@pytest.fixture(scope="module")
def story_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("story")


@pytest.fixture(scope="module")
def story_told(django_db_setup: None, django_db_blocker: DjangoDbBlocker, story_files: Path) -> Iterator[None]:
    """The story, built once for the tests of a module and taken back after them."""
    with (
        django_db_blocker.unblock(),
        override_settings(
            STORY_TODAY=STORY_DAY,
            FILES_DIR=story_files / "files",
            STAGING_DIR=story_files / "staged",
            JOURNAL_HEAD_FILE=story_files / "journal.head",
        ),
        transaction.atomic(),
    ):
        tell_story()
        statistics.learn()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(story_told: None, db: None, settings: Settings, story_files: Path) -> None:
    """The story on its own day, with its files."""
    settings.STORY_TODAY = STORY_DAY
    settings.FILES_DIR = story_files / "files"
