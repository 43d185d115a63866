"""One's own account: the address, where one is signed in, ending a session."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from chuyenbien.accounts import middleware
from chuyenbien.accounts.models import SignIn, User
from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from tests.accounts.conftest import sign_in

pytestmark = pytest.mark.django_db

ME = "/accounts/me/"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_in_both_languages(signed_in: Client, language: str) -> None:
    User.objects.update(language=language)
    page = signed_in.get(ME)
    assert page.status_code == 200
    assert "officer@example.test" in page.content.decode()
    for inner in ("password/", "email/"):
        assert signed_in.get(f"{ME}{inner}").status_code == 200


def test_without_a_session_of_the_sign_in_page_the_list_is_empty(client: Client, user: User) -> None:
    client.force_login(user, backend="chuyenbien.accounts.backends.AccountBackend")
    assert client.get(ME).status_code == 200


def test_the_address_is_changed_without_being_recorded(signed_in: Client, user: User) -> None:
    assert signed_in.post(f"{ME}email/", {"email": "new@example.test"}).status_code == 303
    user.refresh_from_db()
    assert user.email == "new@example.test"
    event = Event.objects.get()
    assert event.type == "accounts.email_changed"
    assert "example" not in event.body


@pytest.mark.parametrize("address", ["no address", "TAKEN@example.test"])
def test_an_address_that_does_not_do_is_refused(signed_in: Client, address: str) -> None:
    User.objects.create_user("other", email="taken@example.test")
    assert signed_in.post(f"{ME}email/", {"email": address}).status_code == 422


def test_an_address_may_be_taken_away(signed_in: Client, user: User) -> None:
    User.objects.create_user("other")
    assert signed_in.post(f"{ME}email/", {"email": ""}).status_code == 303


def test_one_device_is_signed_out(signed_in: Client, user: User) -> None:
    elsewhere = sign_in(Client())
    there = SignIn.objects.get(session_key=elsewhere.session.session_key)
    assert f"{ME}sessions/{there.pk}/end/" in signed_in.get(ME).content.decode()
    assert signed_in.post(f"{ME}sessions/{there.pk}/end/")["Location"] == ME
    assert elsewhere.get(ME).status_code == 302
    assert signed_in.get(ME).status_code == 200
    assert Event.objects.get().type == "accounts.session_ended"


def test_the_present_device_is_signed_out_by_signing_out(signed_in: Client) -> None:
    here = SignIn.objects.get()
    assert signed_in.post(f"{ME}sessions/{here.pk}/end/").status_code == 403


def test_the_session_of_somebody_else_is_404(signed_in: Client) -> None:
    other = User.objects.create_user("other")
    theirs = SignIn.objects.create(user=other, session_key="x")
    assert signed_in.post(f"{ME}sessions/{theirs.pk}/end/").status_code == 404


def test_all_other_devices_are_signed_out_at_once(signed_in: Client) -> None:
    others = [sign_in(Client()) for _other in range(2)]
    assert signed_in.post(f"{ME}sessions/end-others/").status_code == 303
    assert {one.get(ME).status_code for one in others} == {302}
    assert signed_in.get(ME).status_code == 200
    assert [event.type for event in Event.objects.all()] == ["accounts.sessions_ended"]


def test_sessions_that_are_over_are_not_listed_and_forgotten_at_the_next_sign_in(signed_in: Client, user: User) -> None:
    SignIn.objects.create(user=user, session_key="gone", device="Gone")
    assert "Gone" not in signed_in.get(ME).content.decode()
    sign_in(Client())
    assert not SignIn.objects.filter(session_key="gone").exists()


def test_use_is_noted_coarsely_and_keeps_the_session_alive(signed_in: Client) -> None:
    noted = SignIn.objects.get().last_seen
    signed_in.get(ME)
    assert SignIn.objects.get().last_seen == noted
    session = signed_in.session
    session[middleware.SEEN] = (clock.real_now() - dt.timedelta(minutes=16)).isoformat()
    session.save()
    Session.objects.update(expire_date=clock.real_now() + dt.timedelta(minutes=5))
    signed_in.get(ME)
    assert SignIn.objects.get().last_seen > noted
    assert Session.objects.get().expire_date > clock.real_now() + dt.timedelta(hours=7)
