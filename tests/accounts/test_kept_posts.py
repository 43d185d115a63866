"""A sign-in that has ended does not lose what was typed: fields and files wait until after the next one."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chuyenbien.accounts import kept_posts
from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.journal.models import Event, EventPayload, StagedUpload
from chuyenbien.orgs.models import Person
from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

RESUME = "/accounts/resume/"
TEXT = "Đã khởi công hạng mục 1\nđạt “50 %” & hơn"


def typed(person: Person, **more: Any) -> dict[str, Any]:
    return {"office": TEXT, "revision": person.revision, "command_id": str(uuid.uuid4()), **more}


def expire(client: Client) -> None:
    """The session ends on the server; the browser does not know yet."""
    Session.objects.all().delete()


def send_late(client: Client, person: Person, **more: Any) -> Any:
    expire(client)
    return client.post(f"/note/{person.pk}/", typed(person, **more))


def hidden(page: str) -> dict[str, Any]:
    """The fields of the first form that sends again."""
    form = page.split("<main")[1].split("<form")[1].split("</form>", maxsplit=1)[0]
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


def test_what_was_sent_too_late_is_sent_again_with_one_button(signed_in: Client, person: Person) -> None:
    data = typed(person, papers=SimpleUploadedFile("anh.txt", "nội dung".encode(), "text/plain"))
    expire(signed_in)
    response = signed_in.post(f"/note/{person.pk}/", data)
    assert response.status_code == 303
    sign_in_page = signed_in.get(response["Location"]).content.decode()
    assert "Không mất gì cả" in sign_in_page
    assert not Event.objects.exists()

    answer = signed_in.post(response["Location"], {"username": "officer", "password": PASSWORD})
    assert answer["Location"] == RESUME
    page = signed_in.get(RESUME).content.decode()
    assert "anh.txt" in page
    assert f'action="/note/{person.pk}/"' in page
    fields = hidden(page)
    assert fields["command_id"] == [data["command_id"]]

    done = signed_in.post(f"/note/{person.pk}/", fields)
    assert done.status_code == 303
    person.refresh_from_db()
    assert person.office == TEXT
    assert json.loads(EventPayload.objects.get().data)["papers"] == ["nội dung"]
    assert f'action="/note/{person.pk}/"' not in signed_in.get(RESUME).content.decode()
    assert signed_in.post(f"/note/{person.pk}/", fields)["Location"] == done["Location"]
    assert Event.objects.count() == 1


def test_the_query_and_repeated_fields_are_kept(signed_in: Client, person: Person) -> None:
    expire(signed_in)
    signed_in.post(f"/note/{person.pk}/?a=1&b=2", {"tick": ["x", "y"]})
    sign_in(signed_in)
    page = signed_in.get(RESUME).content.decode()
    assert f'action="/note/{person.pk}/?a=1&amp;b=2"' in page
    assert hidden(page)["tick"] == ["x", "y"]


def test_only_the_one_who_typed_it_is_shown_it(signed_in: Client, person: Person) -> None:
    User.objects.create_user("other", PASSWORD)
    send_late(signed_in, person)
    answer = signed_in.post("/accounts/sign-in/", {"username": "other", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert "khởi công" not in signed_in.get(RESUME).content.decode()


def test_a_browser_that_forgot_everything_keeps_it_too(client: Client, person: Person) -> None:
    response = client.post(f"/note/{person.pk}/", typed(person))
    assert "resume" in response["Location"]
    sign_in(client)
    assert "khởi công" in client.get(RESUME).content.decode()


def test_a_signature_that_was_made_up_says_nothing(client: Client, person: Person) -> None:
    client.cookies["returning"] = f"{person.user_id}:forged"
    client.post(f"/note/{person.pk}/", typed(person))
    assert client.session["kept_posts"][0]["user_id"] is None


def test_after_an_hour_it_is_gone(signed_in: Client, person: Person) -> None:
    send_late(signed_in, person)
    session = signed_in.session
    session["kept_posts"][0]["at"] = (clock.real_now() - dt.timedelta(minutes=61)).isoformat()
    session.save()
    answer = signed_in.post("/accounts/sign-in/", {"username": "officer", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert "khởi công" not in signed_in.get(RESUME).content.decode()


def test_the_last_three_are_kept_each_with_a_button(signed_in: Client, person: Person) -> None:
    expire(signed_in)
    for number in range(4):
        signed_in.post(f"/note/{person.pk}/", typed(person, office=f"lần thứ {number}"))
    sign_in(signed_in)
    page = signed_in.get(RESUME).content.decode()
    assert [number for number in range(4) if f"lần thứ {number}" in page] == [1, 2, 3]
    signed_in.post("/accounts/resume/discard/", {kept_posts.FIELD: hidden(page)[kept_posts.FIELD][0]})
    page = signed_in.get(RESUME).content.decode()
    assert [number for number in range(4) if f"lần thứ {number}" in page] == [2, 3]


def test_what_is_no_longer_wanted_is_dropped(signed_in: Client, person: Person) -> None:
    send_late(signed_in, person)
    sign_in(signed_in)
    fields = hidden(signed_in.get(RESUME).content.decode())
    answer = signed_in.post("/accounts/resume/discard/", {kept_posts.FIELD: fields[kept_posts.FIELD]})
    assert answer["Location"] == "/"
    assert not Event.objects.exists()


def test_a_password_is_never_kept(signed_in: Client, person: Person) -> None:
    expire(signed_in)
    data = {"old_password": PASSWORD, "new_password": "năm từ mới hẳn", "again_password": "năm từ mới hẳn"}
    response = signed_in.post("/accounts/me/password/", data)
    assert response["Location"] == "/accounts/sign-in/?next=%2Faccounts%2Fme%2Fpassword%2F"
    assert "kept_posts" not in signed_in.session
    assert "Không mất gì cả" not in signed_in.get(response["Location"]).content.decode()


def test_a_button_is_kept_as_well(signed_in: Client, person: Person) -> None:
    expire(signed_in)
    signed_in.post(f"/press/{person.pk}/", {"command_id": str(uuid.uuid4())})
    sign_in(signed_in)
    fields = hidden(signed_in.get(RESUME).content.decode())
    assert signed_in.post(f"/press/{person.pk}/", fields).status_code == 303
    assert Event.objects.count() == 1


def test_htmx_is_told_to_load_the_whole_sign_in_page(signed_in: Client, person: Person) -> None:
    expire(signed_in)
    response = signed_in.post(f"/note/{person.pk}/", typed(person), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/accounts/sign-in/")


def test_strangers_cannot_fill_the_disk(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(kept_posts, "_STRANGERS_BYTES", 10)
    settings.MAX_UPLOAD_BYTES = 8
    for size in (9, 6, 6, 4, 0):
        paper = SimpleUploadedFile("a.txt", b"x" * size, "text/plain")
        client.post(f"/note/{person.pk}/", typed(person, papers=paper))
    assert sorted(StagedUpload.objects.values_list("size", flat=True)) == [4, 6]


def test_signing_out_forgets_whose_browser_it_was(signed_in: Client) -> None:
    assert signed_in.cookies["returning"].value
    signed_in.post("/accounts/sign-out/")
    assert not signed_in.cookies["returning"].value


def test_nothing_waiting_is_said_so(signed_in: Client) -> None:
    assert "Không có nội dung nào chờ gửi lại" in signed_in.get(RESUME).content.decode()


HERE = {"Origin": "http://testserver"}


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.test"}, {"Origin": "null"}])
def test_a_forged_post_is_not_kept(person: Person, headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/note/{person.pk}/", typed(person), headers=headers).status_code == 403
    assert "kept_posts" not in strict.session


def test_cookies_cleared_meanwhile_lose_nothing(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/note/{person.pk}/", typed(person), headers=HERE)
    assert response["Location"] == "/accounts/sign-in/?next=%2Faccounts%2Fresume%2F"
    assert strict.session["kept_posts"][0]["fields"][0] == ["office", TEXT]


def test_a_sign_in_in_another_window_loses_nothing(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert person.user is not None
    strict.force_login(person.user, backend="chuyenbien.accounts.backends.AccountBackend")
    response = strict.post(f"/note/{person.pk}/", typed(person, csrfmiddlewaretoken="old"), headers=HERE)
    assert response["Location"] == RESUME
    fields = hidden(strict.get(RESUME).content.decode())
    assert len(fields["csrfmiddlewaretoken"]) == 1
    assert strict.post(f"/note/{person.pk}/", fields, headers=HERE).status_code == 303
    assert Event.objects.count() == 1
    assert strict.session.get_expiry_age() > 3600


def test_the_sign_in_itself_is_never_kept(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    data = {"username": "officer", "password": PASSWORD}
    assert strict.post("/accounts/sign-in/", data, headers=HERE).status_code == 403
    assert strict.post("/accounts/me/password/", {"old_password": PASSWORD}, headers=HERE).status_code == 403
    assert "kept_posts" not in strict.session
