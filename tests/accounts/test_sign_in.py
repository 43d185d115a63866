"""Signing in: by name or address, refused in words, locked after too many tries, in Vietnamese first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from pytest_django.fixtures import Settings

from chuyenbien.accounts import sign_ins
from chuyenbien.accounts.backends import AccountBackend, find_user
from chuyenbien.accounts.models import SignIn, User
from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/accounts/sign-in/"


@pytest.mark.parametrize("name", ["Officer", "officer", "OFFICER", " officer ", "Officer@Example.TEST"])
def test_the_name_or_the_address_in_any_case(client: Client, user: User, name: str) -> None:
    response = client.post(PAGE, {"username": name, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (303, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("name", "password"),
    [("officer", "wrong"), ("officer", PASSWORD.upper()), ("nobody", PASSWORD), ("", PASSWORD), ("officer", "")],
)
def test_a_wrong_name_or_password_is_422_and_keeps_the_name(
    client: Client, user: User, name: str, password: str
) -> None:
    response = client.post(PAGE, {"username": name, "password": password})
    page = response.content.decode()
    assert response.status_code == 422
    assert "_auth_user_id" not in client.session
    assert f'value="{name}"' in page or not name
    assert not password or password not in page


def test_a_closed_account_does_not_sign_in_and_an_open_session_ends(signed_in: Client, user: User) -> None:
    assert signed_in.get("/accounts/me/").status_code == 200
    User.objects.update(is_active=False)
    assert signed_in.get("/accounts/me/").status_code == 302
    assert signed_in.post(PAGE, {"username": "officer", "password": PASSWORD}).status_code == 422


def test_an_address_of_two_accounts_means_neither(user: User) -> None:
    User.objects.create_user("other", email="OFFICER@example.test")
    assert find_user("officer@example.test") is None
    assert find_user("officer") == user
    assert find_user(" ") is None


def test_a_decomposed_name_is_the_same_name(db: None) -> None:
    made = User.objects.create_user("đu\u031b\u0301c")
    assert find_user("đ\u1ee9c") == made


def test_two_accounts_do_not_differ_by_case_alone(user: User) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        User.objects.create_user("OFFICER")


def test_the_backend_wants_both(user: User) -> None:
    backend = AccountBackend()
    assert backend.authenticate(None) is None
    assert backend.authenticate(None, "officer", None) is None
    assert backend.get_user(user.pk) == user
    assert backend.get_user(user.pk + 1) is None


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/note/1/?a=b", "/note/1/?a=b"),
        ("https://elsewhere.test/", "/"),
        ("//elsewhere.test/", "/"),
        ("javascript:x", "/"),
    ],
)
def test_one_goes_where_one_was_going_but_never_outside(client: Client, user: User, wanted: str, led_to: str) -> None:
    page = client.get(PAGE, {"next": wanted}).content.decode()
    assert 'name="next"' in page
    response = client.post(PAGE, {"username": "officer", "password": PASSWORD, "next": wanted})
    assert response["Location"] == led_to


def test_who_has_signed_in_is_not_asked_again(signed_in: Client) -> None:
    assert signed_in.get(PAGE).status_code == 303


def test_signing_in_is_noted_in_real_time_and_not_in_the_journal(
    client: Client, user: User, settings: Settings
) -> None:
    settings.STORY_TODAY = dt.date(2023, 1, 31)
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0"
    sign_in(client)
    noted = SignIn.objects.get()
    assert (noted.user, noted.device, noted.ip) == (user, "Edge · Windows", "127.0.0.1")
    assert abs(noted.started_at - clock.real_now()) < dt.timedelta(minutes=1)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) CriOS/130.0 Safari/604.1", "Chrome · iOS"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/24.0 Chrome/117.0 Safari/537.36",
            "Samsung Internet · Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/128.0 Chrome/122.0 Safari/537.36", "Cốc Cốc · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_known_by_browser_and_system(agent: str, device: str) -> None:
    assert sign_ins.short_device(agent) == device


def test_signing_out_ends_the_session(signed_in: Client) -> None:
    assert signed_in.get("/accounts/sign-out/").status_code == 405
    assert signed_in.post("/accounts/sign-out/")["Location"] == PAGE
    assert not SignIn.objects.exists()
    assert signed_in.get("/accounts/me/").status_code == 302


def try_in_vain(client: Client, times: int, name: str = "officer") -> Any:
    for _time in range(times):
        response = client.post(PAGE, {"username": name, "password": "wrong"})
    return response


def test_too_many_tries_are_told_when_to_try_again(client: Client, user: User, settings: Settings) -> None:
    assert try_in_vain(client, settings.AXES_FAILURE_LIMIT - 1).status_code == 422
    locked = try_in_vain(client, 1)
    assert locked.status_code == 429
    assert 800 < int(locked["Retry-After"]) <= 900
    page = locked.content.decode()
    assert f"{clock.real_now().astimezone(dt.timezone(dt.timedelta(hours=7))):%d/%m/%Y}" in page
    right = client.post(PAGE, {"username": "officer", "password": PASSWORD})
    assert right.status_code == 429


def test_another_spelling_buys_no_further_tries(client: Client, user: User, settings: Settings) -> None:
    try_in_vain(client, settings.AXES_FAILURE_LIMIT - 1)
    assert try_in_vain(client, 1, "OFFICER@example.test").status_code == 429


def test_after_the_rest_one_may_sign_in(client: Client, user: User, settings: Settings) -> None:
    try_in_vain(client, settings.AXES_FAILURE_LIMIT)
    AccessAttempt.objects.update(attempt_time=clock.real_now() - dt.timedelta(minutes=16))
    sign_in(client)
    assert not AccessAttempt.objects.exists()


def test_what_was_typed_in_vain_is_not_kept_in_clear(client: Client, user: User) -> None:
    client.post(PAGE, {"username": "officer", "password": "my dog Rex 7"})
    assert "Rex" not in str(AccessAttempt.objects.values())


def test_vietnamese_first_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(PAGE, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="vi">' in response.content.decode()
    assert response["Content-Language"] == "vi"
    assert "Đăng nhập" in response.content.decode()


@pytest.mark.parametrize("page", [PAGE, "/accounts/reset/", "/accounts/reset/asked/", "/accounts/reset/x/y/"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_before_the_sign_in_shows(client: Client, page: str, language: str) -> None:
    client.cookies["language"] = language
    response = client.get(page)
    assert response.status_code == (404 if "/x/y/" in page else 200)
    assert f'<html lang="{language}">' in response.content.decode()
