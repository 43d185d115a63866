from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from chuyenbien.accounts.models import User
from chuyenbien.orgs.models import Person
from tests.journal.parts import types_of_tests


@pytest.fixture(autouse=True)
def known_types() -> Iterator[None]:
    """Types that only these tests record."""
    with types_of_tests():
        yield


@pytest.fixture
def pages(settings: Settings) -> None:
    """The test's own pages instead of the program's."""
    settings.ROOT_URLCONF = "tests.journal.pages"


@pytest.fixture
def person(db: None) -> Person:
    """Somebody with an account."""
    user = User.objects.create_user("someone")
    return Person.objects.create(full_name="Nguyễn Văn An", office="Chánh Văn phòng", user=user)


@pytest.fixture
def clerk(client: Client, person: Person, pages: None) -> Client:
    """Their browser, signed in, on the test's own pages."""
    assert person.user is not None
    client.force_login(person.user, backend="chuyenbien.accounts.backends.AccountBackend")
    return client
