"""Passwords: changed, reset by a link that works once, asked for when due, never recorded."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from chuyenbien import journal
from chuyenbien.accounts import operations
from chuyenbien.accounts.models import SignIn, User
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event, EventPayload
from chuyenbien.orgs.models import Person
from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

NEW = "năm từ mới hẳn 2"
CHANGE = "/accounts/me/password/"


def typed(**more: str) -> dict[str, str]:
    data = {"old_password": PASSWORD, "new_password": NEW, "again_password": NEW, "command_id": str(uuid.uuid4())}
    return {**data, **more}


def test_the_password_is_changed_and_other_devices_are_signed_out(signed_in: Client, user: User) -> None:
    elsewhere = sign_in(Client())
    assert signed_in.post(CHANGE, typed())["Location"] == "/accounts/me/"
    assert signed_in.get("/accounts/me/").status_code == 200
    assert elsewhere.get("/accounts/me/").status_code == 302
    assert SignIn.objects.get().session_key == signed_in.session.session_key
    sign_in(Client(), password=NEW)
    event = Event.objects.get()
    assert (event.type, event.actor_id) == ("accounts.password_changed", user.pk)
    assert NEW not in EventPayload.objects.get().data


def test_a_double_click_changes_it_once(signed_in: Client) -> None:
    data = typed()
    assert signed_in.post(CHANGE, data).status_code == 303
    assert signed_in.post(CHANGE, data).status_code == 303
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"old_password": "wrong"},
        {"again_password": "another"},
        {"new_password": "short", "again_password": "short"},
        {"new_password": "password12", "again_password": "password12"},
        {"new_password": "officer@example", "again_password": "officer@example"},
        {"new_password": PASSWORD, "again_password": PASSWORD},
        {"new_password": "", "again_password": ""},
    ],
)
def test_what_is_no_good_is_refused_beside_its_field(signed_in: Client, data: dict[str, str]) -> None:
    response = signed_in.post(CHANGE, typed(**data))
    page = response.content.decode()
    assert response.status_code == 422
    assert "_error" in page
    assert NEW not in page
    assert PASSWORD not in page
    assert not Event.objects.exists()


def test_a_password_that_is_due_is_asked_for_first(signed_in: Client, user: User) -> None:
    User.objects.update(must_change_password=True)
    assert signed_in.get("/accounts/me/")["Location"] == CHANGE
    assert signed_in.post("/note/1/")["Location"] == CHANGE
    assert signed_in.get(CHANGE).status_code == 200
    assert signed_in.post("/accounts/language/", {"language": "en"}).status_code == 303
    assert signed_in.post(CHANGE, typed())["Location"] == "/"
    user.refresh_from_db()
    assert not user.must_change_password
    assert signed_in.get("/accounts/me/").status_code == 200


def link_in(text: str) -> str:
    found = re.search(r"/accounts/reset/[^\s]+/[^\s]+/", text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(("language", "words"), [("vi", "đặt lại mật khẩu"), ("en", "set a new password")])
def test_a_link_comes_by_mail_in_the_persons_language(client: Client, user: User, language: str, words: str) -> None:
    User.objects.update(language=language)
    response = client.post("/accounts/reset/", {"username": "officer"})
    assert response["Location"] == "/accounts/reset/asked/"
    sent = mail.outbox[0]
    assert sent.to == ["officer@example.test"]
    assert words in sent.subject
    assert "http://testserver/accounts/reset/" in sent.body


@pytest.mark.parametrize("name", ["nobody", "closed", "without"])
def test_the_answer_does_not_tell_who_has_an_account(client: Client, user: User, name: str) -> None:
    User.objects.create_user("closed", email="c@example.test", is_active=False)
    User.objects.create_user("without")
    response = client.post("/accounts/reset/", {"username": name})
    assert response["Location"] == "/accounts/reset/asked/"
    assert mail.outbox == []


def test_where_no_mail_is_sent_the_page_says_whom_to_ask(client: Client, user: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = client.get("/accounts/reset/").content.decode()
    assert "<form" not in page.split("</h1>")[1]
    assert "quản trị hệ thống" in page
    assert client.post("/accounts/reset/", {"username": "officer"}).status_code == 422


def test_a_link_sets_the_password_once(client: Client, user: User, person: Person) -> None:
    elsewhere = sign_in(Client())
    user.refresh_from_db()
    link = operations.reset_path(user)
    assert client.get(link).status_code == 200
    data = {"new_password": NEW, "again_password": NEW, "command_id": str(uuid.uuid4())}
    assert client.post(link, data)["Location"] == "/accounts/sign-in/"
    assert client.get(link).status_code == 404
    assert client.post(link, data).status_code == 404
    assert elsewhere.get("/accounts/me/").status_code == 302
    sign_in(client, password=NEW)
    event = Event.objects.get()
    assert (event.type, event.actor_id, event.person_id) == ("accounts.password_reset", user.pk, person.pk)


def test_a_link_refuses_a_weak_password(client: Client, user: User) -> None:
    response = client.post(operations.reset_path(user), {"new_password": "abc", "again_password": "abc"})
    assert response.status_code == 422
    assert not Event.objects.exists()


def test_a_link_ends_with_the_next_sign_in_and_after_a_day(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = operations.reset_path(user)
    sign_in(Client())
    assert client.get(used).status_code == 404
    user.refresh_from_db()
    late = operations.reset_path(user)
    moment = dt.datetime.now() + dt.timedelta(days=1, minutes=1)  # noqa: DTZ005 (as Django's own clock)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: moment)
    assert client.get(late).status_code == 404


@pytest.mark.parametrize("path", ["/accounts/reset/!/x/", "/accounts/reset/MQ/x/", "/accounts/reset/OTk5/x-y/"])
def test_a_broken_link_says_how_to_get_another(client: Client, user: User, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "/accounts/reset/" in response.content.decode()


def test_an_administrator_makes_a_link_and_the_journal_keeps_that(client: Client, user: User, person: Person) -> None:
    hand = operations.OwnHand.of(user)
    other = User.objects.create_user("forgetful")
    with journal.recording(by=hand):
        link = operations.make_reset_link(other, by=hand)
    assert client.get(link).status_code == 200
    event = Event.objects.get()
    assert (event.type, event.actor_id, event.person_id) == ("accounts.reset_link_made", user.pk, person.pk)
    assert link.split("/")[-2] not in event.body + EventPayload.objects.get().data


def test_no_link_for_a_closed_account(user: User) -> None:
    closed = User.objects.create_user("closed", is_active=False)
    with pytest.raises(Refused), journal.recording(by=None):
        operations.make_reset_link(closed, by=None)


def run(*arguments: Any) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("resetlink", *arguments, stdout=out)
    return out.getvalue().strip()


def test_whoever_runs_the_machine_prints_a_link(client: Client, user: User) -> None:
    address = run("OFFICER", "--host", "https://office.test/")
    assert address.startswith("https://office.test/accounts/reset/")
    assert client.get(link_in(address)).status_code == 200
    assert Event.objects.get().type == "accounts.reset_link_made"


def test_a_link_for_nobody_is_refused(user: User) -> None:
    with pytest.raises(CommandError, match="no account"):
        run("nobody")
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="closed"):
        run("officer")
