"""A command is done once: sent twice, clicked twice, or sent by somebody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from chuyenbien.accounts.models import User
from chuyenbien.journal.models import Command, Event
from chuyenbien.orgs.models import Person

pytestmark = pytest.mark.django_db


def sent(person: Person, **more: Any) -> dict[str, Any]:
    return {"office": "Trưởng phòng", "revision": person.revision, "command_id": str(uuid.uuid4()), **more}


def test_the_same_form_sent_twice_is_done_once(clerk: Client, person: Person) -> None:
    data = sent(person)
    first = clerk.post(f"/note/{person.pk}/", data)
    second = clerk.post(f"/note/{person.pk}/", data)
    assert first["Location"] == second["Location"]
    assert second.status_code == 303
    assert Event.objects.count() == Command.objects.count() == 1


def test_a_repeat_shows_the_first_result_though_the_form_would_now_be_refused(clerk: Client, person: Person) -> None:
    data = sent(person)
    first = clerk.post(f"/note/{person.pk}/", data)
    changed = clerk.post(f"/note/{person.pk}/", {**data, "office": ""})
    assert changed["Location"] == first["Location"]


def test_a_repeat_shows_the_first_result_though_the_rule_would_now_refuse(clerk: Client, person: Person) -> None:
    data = {"command_id": str(uuid.uuid4())}
    first = clerk.post(f"/press/{person.pk}/?strict", data)
    second = clerk.post(f"/press/{person.pk}/?strict", data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert clerk.post(f"/press/{person.pk}/?strict", {"command_id": str(uuid.uuid4())}).status_code == 403
    assert Event.objects.count() == 1


@pytest.mark.parametrize("page", ["note", "press"])
def test_the_command_of_somebody_else_is_refused(clerk: Client, person: Person, page: str) -> None:
    data = sent(person)
    other = User.objects.create_user("other")
    Command.objects.create(pk=data["command_id"], user_id=other.pk, at="2023-01-01T00:00:00Z", result_url="/theirs/")
    response = clerk.post(f"/{page}/{person.pk}/", data)
    assert response.status_code == 422
    assert "/theirs/" not in response.content.decode()
    assert not Event.objects.exists()


def test_a_button_refused_by_the_verb_says_why(clerk: Client, person: Person) -> None:
    clerk.post(f"/press/{person.pk}/")
    response = clerk.post(f"/press/{person.pk}/")
    assert response.status_code == 422
    assert "It was pressed before." in response.content.decode()


def test_a_button_refused_by_the_rule_is_403(clerk: Client, person: Person) -> None:
    assert clerk.post(f"/press/{person.pk}/?sunday").status_code == 403
    assert clerk.get(f"/press/{person.pk}/").status_code == 405


@pytest.mark.parametrize("command", ["", "no-identity"])
def test_without_a_command_the_act_is_done_all_the_same(clerk: Client, person: Person, command: str) -> None:
    assert clerk.post(f"/press/{person.pk}/", {"command_id": command}).status_code == 303
    assert not Command.objects.exists()
