"""The whole story as the ground that the house tests walk on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from chuyenbien.accounts.models import User
from chuyenbien.desk import story

PEOPLE = [name for name, _who in story.ACCOUNTS]


@pytest.fixture
def told(db: None, settings: Settings) -> None:
    """The story, built through the verbs, on its own day."""
    settings.STORY_TODAY = dt.date(2023, 1, 31)
    story.build()


def signed_in(name: str, language: str) -> Client:
    client = Client()
    user = User.objects.get(username=name)
    user.language = language
    user.save()
    client.force_login(user, backend="chuyenbien.accounts.backends.AccountBackend")
    return client
