"""The pages of the register: hidden from strangers, refused with a reason, and the one door to files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.models import Classification
from chuyenbien.documents import files, operations
from chuyenbien.documents.models import DirectiveTask, Document
from chuyenbien.journal.models import Event
from chuyenbien.orgs.models import Person
from tests.cast import Cast, as_user, by
from tests.documents.test_content import picture, upload
from tests.documents.test_operations import SECRET, kind, register

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
NAMES = ["leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger"]
MATRIX: dict[str, dict[int, str]] = {
    "document": {ALLOWED: "leader officer verifier head editor"},
    "correct": {ALLOWED: "leader officer", REFUSED: "verifier head editor"},
    "attach": {ALLOWED: "leader officer", REFUSED: "verifier head editor"},
    "task_new": {ALLOWED: "leader officer", REFUSED: "verifier head editor"},
    "reclassify": {ALLOWED: "leader officer", REFUSED: "verifier head editor"},
    "task": {ALLOWED: "leader officer verifier head editor inspector"},
    "task_reclassify": {ALLOWED: "leader officer", REFUSED: "verifier head editor inspector"},
    "file": {ALLOWED: "leader officer verifier head editor"},
    "register": {ALLOWED: "leader officer head editor other_head stranger", REFUSED: "verifier doer admin inspector"},
}


@pytest.fixture
def document(cast: Cast) -> Document:
    made = register(cast, uploads=[upload("bản chụp.pdf", b"%PDF-1.7 x")])
    with journal.recording(by=None):
        operations.assign_task(made, text="Giao đất dịch vụ cho 12 hộ", unit=cast.body, by=by(cast.officer))
    return made


def address(name: str, document: Document) -> str:
    if name == "register":
        return reverse("documents:register")
    subject: Any = document
    if name.startswith("task") and name != "task_new":
        subject = document.tasks.order_by("id")[0]
    elif name == "file":
        subject = document.files.get()
    return reverse(f"documents:{name}", args=[subject.pk])


@pytest.mark.parametrize("name", MATRIX)
def test_who_may_do_what(client: Client, cast: Cast, document: Document, name: str) -> None:
    expected = {who: status for status, people in MATRIX[name].items() for who in people.split()}
    for who in NAMES:
        as_user(client, getattr(cast, who))
        assert client.get(address(name, document)).status_code == expected.get(who, HIDDEN), who


def test_strangers_see_neither_rows_nor_counts(client: Client, cast: Cast, document: Document) -> None:
    for who, seen in (("officer", True), ("stranger", False), ("admin", False)):
        as_user(client, getattr(cast, who))
        assert (SECRET in client.get(reverse("documents:documents")).content.decode()) is seen, who
        assert ("12 hộ" in client.get(reverse("documents:tasks")).content.decode()) is seen, who


def test_the_list_narrows(client: Client, cast: Cast, document: Document) -> None:
    as_user(client, cast.officer)
    url = reverse("documents:documents")
    for query, seen in (
        ({"q": "dat dich vu"}, True),
        ({"q": "nothing like it"}, False),
        ({"year": "2022"}, True),
        ({"year": "1999"}, False),
        ({"direction": "in"}, False),
        ({"kind": kind("bc").pk}, False),
        ({"issuer": cast.superior.pk, "kind": kind().pk}, True),
        ({"year": "x", "page": "y", "kind": "z"}, True),
    ):
        assert (SECRET in client.get(url, query).content.decode()) is seen, query
    url = reverse("documents:tasks")
    for query, seen in (({"q": "12 ho"}, True), ({"unit": cast.other_body.pk}, False), ({"unit": cast.body.pk}, True)):
        assert ("12 hộ" in client.get(url, query).content.decode()) is seen, query


@pytest.mark.parametrize("name", ["documents:documents", "documents:tasks"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    client: Client, cast: Cast, document: Document, name: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_user(client, cast.officer)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as before:
        client.get(reverse(name))
    for n in range(3):
        more = register(cast, number=f"{n}-X")
        with journal.recording(by=None):
            operations.assign_task(more, text="Việc", unit=cast.other_body, by=by(cast.officer))
    with CaptureQueriesContext(connection) as after:
        client.get(reverse(name))
    assert len(after) == len(before)


def given(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "unit": cast.superior.pk,
        "direction": "out",
        "kind": kind().pk,
        "number": "21-KL/TU",
        "issued_on": "20/12/2022",
        "issuer": cast.superior.pk,
        "abstract": "Kết luận kiểm điểm",
        "classification": Classification.INTERNAL,
        **more,
    }


def test_a_document_is_registered_once_through_its_form(client: Client, cast: Cast) -> None:
    as_user(client, cast.officer)
    url = reverse("documents:register")
    sent = given(cast, command_id="6f1b1d1e-90a1-4f7e-9a7c-0d7f3e0c2a11", recipients=[cast.body.pk])
    first = client.post(url, {**sent, "uploads": [upload("a.pdf", b"%PDF-1")]})
    again = client.post(url, {**sent, "uploads": [upload("a.pdf", b"%PDF-1")]})
    made = Document.objects.get()
    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"] == made.get_absolute_url()
    text = client.get(made.get_absolute_url()).content.decode()
    assert "21-KL/TU" in text
    assert "a.pdf" in text
    assert "Đơn vị minh họa 01" in text


def test_a_refused_file_is_named_and_everything_typed_kept(client: Client, cast: Cast) -> None:
    as_user(client, cast.officer)
    url = reverse("documents:register")
    response = client.post(url, given(cast, uploads=[upload("lạ.exe", b"MZ")]))
    text = response.content.decode()
    assert response.status_code == 422
    assert "lạ.exe" in text
    assert "21-KL/TU" in text
    assert Document.objects.count() == 0
    response = client.post(url, given(cast, abstract="", uploads=[upload("tốt.pdf", b"%PDF-1")]))
    token = response.context["form"].staged["uploads"][0]["token"]
    assert "tốt.pdf" in response.content.decode()
    client.post(url, given(cast, uploads_staged=token))
    assert Document.objects.get().files.get().name == "tốt.pdf"


def test_a_text_headed_as_secret_is_refused(client: Client, cast: Cast) -> None:
    as_user(client, cast.officer)
    response = client.post(reverse("documents:register"), given(cast, abstract="TỐI MẬT: nhân sự"))
    assert response.status_code == 422
    assert Document.objects.count() == 0


def test_a_document_is_registered_on_behalf(client: Client, cast: Cast) -> None:
    as_user(client, cast.editor)
    paper = {"on_behalf_person": cast.head.pk, "basis_number": "3-BC", "basis_date": "19/12/2022"}
    sent = given(cast, unit=cast.body.pk, issuer=cast.body.pk, **paper)
    assert client.post(reverse("documents:register"), sent).status_code == 303
    made = Document.objects.get(number="21-KL/TU")
    assert made.registered_by == cast.head
    event = Event.objects.get(type="documents.registered")
    assert (event.person_id, event.entered_by_id, event.actor_id) == (cast.head.pk, cast.editor.pk, cast.editor.user_id)
    assert "Hoàng Thị Biên" in client.get(made.get_absolute_url()).content.decode()


def test_the_forms_of_a_document_do_what_they_say(client: Client, cast: Cast, document: Document) -> None:
    as_user(client, cast.officer)
    corrected = given(cast, abstract="Kết luận mới", revision=document.revision)
    assert client.post(address("correct", document), corrected).status_code == 303
    assert client.post(address("correct", document), corrected).status_code == 409
    more = client.post(address("attach", document), {"uploads": [upload("ảnh.jpg", picture("JPEG", gps=True))]})
    assert more.status_code == 303
    task = {"number": "2", "text": "Rà soát hồ sơ", "unit": cast.body.pk, "due_on": "30/06/2023"}
    assert client.post(address("task_new", document), task).status_code == 303
    made = DirectiveTask.objects.get(number="2")
    assert made.due_on == dt.date(2023, 6, 30)
    level = {"level": Classification.CODE_ONLY, "code": "M-5", "because": "theo quy định"}
    url = reverse("documents:task_reclassify", args=[made.pk])
    assert client.post(url, level).status_code == 303
    assert "Rà soát hồ sơ" not in client.get(made.get_absolute_url()).content.decode()
    assert client.post(address("reclassify", document), level).status_code == 303
    text = client.get(document.get_absolute_url()).content.decode()
    assert "Kết luận mới" not in text
    assert "M-5" in text
    another = {"unit": cast.body.pk, "code": "M-5.3"}
    assert client.post(address("task_new", document), another).status_code == 303


def test_files_are_handed_over_as_downloads_and_pictures_shown(client: Client, cast: Cast, document: Document) -> None:
    with journal.recording(by=None):
        operations.attach(document, [upload("ảnh.png", picture("PNG"))], by=by(cast.officer))
    paper, photo = document.files.order_by("id")
    as_user(client, cast.officer)
    response = client.get(paper.get_absolute_url())
    assert b"".join(response) == b"%PDF-1.7 x"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''b%E1%BA%A3n")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    shown = client.get(photo.get_absolute_url())
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Content-Type"] == "image/png"
    saved = client.get(photo.get_absolute_url(), {"download": "1"})
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(shown) == b"".join(saved)
    files.path_of(paper.sha256).unlink()
    assert client.get(paper.get_absolute_url()).status_code == 404


def test_nobody_reads_a_file_of_which_nothing_is_left(client: Client, cast: Cast, document: Document) -> None:
    stored = document.files.get()
    with journal.recording(by=None):
        operations.reclassify(document, level=Classification.CODE_ONLY, code="M-1", by=by(cast.officer), because="x")
    as_user(client, cast.officer)
    assert client.get(stored.get_absolute_url()).status_code == 404
    assert client.get(reverse("documents:file", args=[10**9])).status_code == 404


def test_an_account_without_a_person_sees_nothing(client: Client, cast: Cast, document: Document) -> None:
    user = cast.stranger.user
    Person.objects.filter(pk=cast.stranger.pk).update(user=None)
    assert user is not None
    client.force_login(user, backend="chuyenbien.accounts.backends.AccountBackend")
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(reverse("documents:register")).status_code == 403
