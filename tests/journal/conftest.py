from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from chuyenbien.accounts.models import User
from chuyenbien.journal import sentences
from chuyenbien.orgs.models import Person


@pytest.fixture(autouse=True)
def known_types() -> Iterator[None]:
    """Types that only these tests record."""
    before = dict(sentences._sentences)
    sentences.register("test.happened", "“%(name)s” happened")
    sentences.register("test.moved", "moved from %(old)s to %(new)s on %(on)s")
    yield
    sentences._sentences.clear()
    sentences._sentences.update(before)


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
