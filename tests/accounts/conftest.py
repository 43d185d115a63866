from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.signals import setting_changed
from pytest_django.fixtures import Settings

from chuyenbien.accounts.models import User
from chuyenbien.orgs.models import Person
from tests.journal.parts import types_of_tests

PASSWORD = "bốn từ dễ nhớ 1"


@pytest.fixture(autouse=True)
def pages(settings: Settings) -> None:
    """The rooms up to accounts with one form, so that these tests need no room above; and quick hashing."""
    settings.ROOT_URLCONF = "tests.journal.pages"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    setting_changed.send(sender=None, setting="PASSWORD_HASHERS", value=None, enter=True)


@pytest.fixture(autouse=True)
def known_types() -> Iterator[None]:
    """The form of these tests records a type of the journal's tests."""
    with types_of_tests():
        yield


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("Officer", PASSWORD, email="officer@example.test")


@pytest.fixture
def person(user: User) -> Person:
    return Person.objects.create(full_name="Trần Thị Văn", office="Chuyên viên", user=user)


def sign_in(client: Client, name: str = "officer", password: str = PASSWORD, **more: str) -> Client:
    """Through the page, as people do."""
    response = client.post("/accounts/sign-in/", {"username": name, "password": password, **more})
    assert response.status_code == 303, response.content.decode()
    return client


@pytest.fixture
def signed_in(client: Client, person: Person) -> Client:
    return sign_in(client)
