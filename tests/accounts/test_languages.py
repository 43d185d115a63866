"""The language: chosen in the browser before signing in, one's own afterwards, the page one was on kept."""

from __future__ import annotations

import pytest
from django.test import Client

from chuyenbien.accounts.models import User
from chuyenbien.journal.models import Event
from tests.accounts.conftest import sign_in

pytestmark = pytest.mark.django_db


def language_of(client: Client, page: str) -> str:
    return client.get(page).content.decode().split('<html lang="')[1][:2]


def test_a_stranger_chooses_for_this_browser(client: Client, user: User) -> None:
    response = client.post("/accounts/language/", {"language": "en", "next": "/accounts/reset/?a=1"})
    assert (response.status_code, response["Location"]) == (303, "/accounts/reset/?a=1")
    assert language_of(client, "/accounts/sign-in/") == "en"
    user.refresh_from_db()
    assert user.language == "vi"


def test_whoever_has_signed_in_keeps_it_on_every_machine(signed_in: Client, user: User) -> None:
    assert language_of(signed_in, "/accounts/me/") == "vi"
    signed_in.post("/accounts/language/", {"language": "en", "next": "/accounts/me/"})
    user.refresh_from_db()
    assert user.language == "en"
    assert language_of(sign_in(Client()), "/accounts/me/") == "en"
    assert not Event.objects.exists()


def test_ones_own_language_goes_before_the_browsers(client: Client, user: User) -> None:
    client.cookies["language"] = "en"
    assert language_of(sign_in(client), "/accounts/me/") == "vi"


@pytest.mark.parametrize("told", ["fr", "", "vi-x", "../"])
def test_an_unknown_language_changes_nothing(client: Client, told: str) -> None:
    assert client.post("/accounts/language/", {"language": told}).status_code == 303
    client.cookies["language"] = told
    assert language_of(client, "/accounts/sign-in/") == "vi"


def test_one_request_does_not_speak_for_the_next(client: Client, signed_in: Client, user: User) -> None:
    signed_in.post("/accounts/language/", {"language": "en"})
    assert language_of(Client(), "/accounts/sign-in/") == "vi"
