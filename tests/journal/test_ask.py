"""The flow of a form: by the rule, refused with everything kept, stale with both versions, done once."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chuyenbien.accounts.models import User
from chuyenbien.journal.models import Command, Event, EventPayload, StagedUpload
from chuyenbien.orgs.models import Person
from tests.journal.parts import breaks

pytestmark = pytest.mark.django_db


def sent(person: Person, office: str = "Phó Chánh Văn phòng", **more: Any) -> dict[str, Any]:
    return {"office": office, "revision": person.revision, "command_id": str(uuid.uuid4()), **more}


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text


def paper(text: str = "tờ trình", name: str = "to-trinh.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def staged_tokens(page: str) -> list[str]:
    return re.findall(r'name="papers_staged" value="([0-9a-f-]+)"', page)


def test_the_form_shows_with_a_command_and_the_revision(clerk: Client, person: Person) -> None:
    page = html(clerk.get(f"/note/{person.pk}/"))
    assert "Chánh Văn phòng" in page
    assert re.search(r'name="command_id" value="[0-9a-f-]{36}"', page)
    assert re.search(r'name="revision" value="1"', page)
    assert not Event.objects.exists()


def test_the_act_is_done_recorded_once_and_shows_its_result(clerk: Client, person: Person) -> None:
    response = clerk.post(f"/note/{person.pk}/", sent(person, "Trưởng phòng"))
    assert (response.status_code, response["Location"]) == (303, f"/done/{person.pk}/truong-phong/")
    person.refresh_from_db()
    assert (person.office, person.revision) == ("Trưởng phòng", 2)
    event = Event.objects.get()
    assert (event.actor_id, event.person_id) == (person.user_id, person.pk)
    assert json.loads(event.body)["command"] == str(Command.objects.get().pk)
    assert breaks() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_rule_that_refuses_is_403_with_its_reason(clerk: Client, person: Person, method: str) -> None:
    data = {"data": sent(person)} if method == "post" else {}
    response = getattr(clerk, method)(f"/note/{person.pk}/?sunday", **data)
    assert response.status_code == 403
    assert "Not on a Sunday." in html(response)
    assert not Event.objects.exists()


def test_what_does_not_exist_is_404(clerk: Client, person: Person) -> None:
    assert clerk.get("/note/999/").status_code == 404


def test_a_stranger_is_led_to_the_sign_in(client: Client, person: Person, pages: None) -> None:
    response = client.get(f"/note/{person.pk}/")
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/sign-in/?next=/note/{person.pk}/"


def test_an_invalid_form_is_422_and_keeps_what_was_typed(clerk: Client, person: Person) -> None:
    typed = "Dòng một\nDòng hai"
    response = clerk.post(f"/note/{person.pk}/", sent(person, typed, count="nhiều", papers=paper()))
    page = html(response)
    assert response.status_code == 422
    assert typed in page.replace("\r\n", "\n")
    assert 'value="nhiều"' in page
    assert len(staged_tokens(page)) == 1
    assert "to-trinh.txt" in page
    assert not Event.objects.exists()


def test_a_refusal_of_the_verb_stands_beside_its_field(clerk: Client, person: Person) -> None:
    data = sent(person, "refuse", papers=paper())
    response = clerk.post(f"/note/{person.pk}/", data)
    page = html(response)
    assert response.status_code == 422
    assert 'id="id_office_error"' in page
    assert "This office does not exist." in page
    assert staged_tokens(page)
    assert data["command_id"] in page
    assert not Command.objects.exists()


def test_a_refusal_without_a_field_stands_above_the_form(clerk: Client, person: Person) -> None:
    response = clerk.post(f"/note/{person.pk}/", sent(person, "refuse all"))
    assert response.status_code == 422
    assert "Nothing can be done today." in html(response)


def test_the_same_command_may_be_sent_again_after_a_refusal(clerk: Client, person: Person) -> None:
    data = sent(person, "refuse")
    clerk.post(f"/note/{person.pk}/", data)
    assert clerk.post(f"/note/{person.pk}/", {**data, "office": "Trưởng phòng"}).status_code == 303


def test_a_staged_upload_comes_with_the_next_sending(clerk: Client, person: Person) -> None:
    data = sent(person, "refuse", papers=[paper("một", "1.txt"), paper("hai", "2.txt")])
    tokens = staged_tokens(html(clerk.post(f"/note/{person.pk}/", data)))
    again = clerk.post(f"/note/{person.pk}/", sent(person, "refuse", papers_staged=tokens))
    assert staged_tokens(html(again)) == tokens
    response = clerk.post(f"/note/{person.pk}/", sent(person, papers_staged=tokens))
    assert response.status_code == 303
    assert json.loads(EventPayload.objects.get().data)["papers"] == ["một", "hai"]
    assert not StagedUpload.objects.exists()


def test_a_staged_upload_of_somebody_else_stays_theirs(clerk: Client, person: Person) -> None:
    page = html(clerk.post(f"/note/{person.pk}/", sent(person, "refuse", papers=paper())))
    other = User.objects.create_user("other")
    StagedUpload.objects.update(user_id=other.pk)
    clerk.post(f"/note/{person.pk}/", sent(person, papers_staged=staged_tokens(page)))
    assert json.loads(EventPayload.objects.get().data)["papers"] == []
    assert StagedUpload.objects.count() == 1


def test_a_form_that_nobody_could_stage_for_is_not_troubled(clerk: Client, person: Person) -> None:
    response = clerk.post(f"/note/{person.pk}/", sent(person, papers_staged=["none", str(uuid.uuid4())]))
    assert response.status_code == 303


def test_a_stale_revision_is_409_with_both_versions(clerk: Client, person: Person) -> None:
    data = sent(person, "Mine", papers=paper())
    Person.objects.filter(pk=person.pk).update(office="Theirs", revision=5)
    response = clerk.post(f"/note/{person.pk}/", data)
    page = html(response)
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert 'name="revision" value="5"' in page
    assert data["command_id"] not in page
    assert staged_tokens(page)
    person.refresh_from_db()
    assert person.office == "Theirs"
    assert not Event.objects.exists()


def test_after_a_stale_one_the_form_can_be_sent_as_it_is_shown(clerk: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(office="Theirs", revision=5)
    page = html(clerk.post(f"/note/{person.pk}/", sent(person, "Mine")))
    command = re.search(r'name="command_id" value="([0-9a-f-]{36})"', page)
    assert command is not None
    response = clerk.post(f"/note/{person.pk}/", {"office": "Mine", "revision": "5", "command_id": command[1]})
    assert response.status_code == 303
    person.refresh_from_db()
    assert person.office == "Mine"


def test_decomposed_text_is_stored_composed(clerk: Client, person: Person) -> None:
    clerk.post(f"/note/{person.pk}/", sent(person, "Chu\u031b\u0301c danh"))
    person.refresh_from_db()
    assert person.office == "Ch\u1ee9c danh"


def test_text_headed_secret_is_refused(clerk: Client, person: Person) -> None:
    response = clerk.post(f"/note/{person.pk}/", sent(person, "TUYỆT MẬT\nnội dung"))
    assert response.status_code == 422
    assert not Event.objects.exists()
