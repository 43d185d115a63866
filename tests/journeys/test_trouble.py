"""What goes wrong at a desk, seen from the desk: refused, stale, clicked twice, signed out meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from tests.cast import Cast

from . import papers
from .driver import Desk
from .outside import prove_whole
from .words import Own, kind_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("trouble")]

ABSTRACT = Own("Về việc rà soát các điểm úng ngập trên địa bàn")


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_a_refused_form_keeps_what_was_typed_and_the_file(
    cast: Cast, desk_of: Callable[..., Desk], tmp_path: Path, javascript: bool
) -> None:
    desk = desk_of(cast.officer, javascript=javascript)
    desk.go("/documents/")
    desk.press("Register a document")
    desk.choose("Kind", kind_of(CodeList.DOCUMENT_KIND, "cv"))
    desk.write("Abstract", ABSTRACT)
    desk.write("Signed by", "Chánh Văn phòng")
    desk.attach("Files", papers.scan(tmp_path, "cong-van"))
    desk.choose("Confidentiality", "Code only")
    desk.press("Save", status=422)
    desk.holds("Abstract", ABSTRACT)
    desk.holds("Signed by", "Chánh Văn phòng")
    desk.sees("Already received, no need to choose again:", Own("cong-van.pdf"))
    assert not Document.objects.exists()

    desk.choose("Confidentiality", "Internal")
    desk.press("Save")
    desk.sees(ABSTRACT, Own("cong-van.pdf"))
    assert Document.objects.get().files.get().name == "cong-van.pdf"
    assert StoredFile.objects.count() == 1


def test_a_file_that_is_too_large_of_a_wrong_type_or_empty_is_refused_by_name(
    cast: Cast, desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = desk_of(cast.officer)
    desk.go("/documents/new/")
    desk.choose("Kind", kind_of(CodeList.DOCUMENT_KIND, "cv"))
    desk.write("Abstract", ABSTRACT)
    for name, content in (("trang.pdf", b""), ("chuong-trinh.exe", b"MZ\x90\x00"), ("gia.jpg", b"no picture")):
        path = tmp_path / name
        path.write_bytes(content)
        desk.attach("Files", path)
        desk.press("Save", status=422)
        desk.sees(Own(name))
        desk.holds("Abstract", ABSTRACT)
    assert not StoredFile.objects.exists()


def test_two_tabs_edit_the_same_unit_and_both_versions_are_shown(cast: Cast, desk_of: Callable[..., Desk]) -> None:
    first = desk_of(cast.admin)
    second = desk_of(cast.admin, first.page.context.new_page())
    for tab in (first, second):
        tab.go(f"/orgs/units/{cast.body.pk}/correct/")
    first.write("Official order", 77)
    first.press("Save")
    second.write("Official order", 88)
    second.write("Note", "Ghi từ cửa sổ thứ hai")
    second.press("Save", status=409)
    second.sees("Somebody changed this meanwhile", "What you typed", "What is stored now")
    row = second.row(second.words("Official order"))
    second.sees(Own("88"), Own("77"), inside=row)
    cast.body.refresh_from_db()
    assert cast.body.official_order == 77
    second.holds("Note", "Ghi từ cửa sổ thứ hai")
    second.press("Save")
    second.sees(Own("88"), Own("Ghi từ cửa sổ thứ hai"))
    cast.body.refresh_from_db()
    assert cast.body.official_order == 88
    prove_whole()


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_a_double_click_enters_a_person_once(cast: Cast, desk_of: Callable[..., Desk], javascript: bool) -> None:
    desk = desk_of(cast.admin, javascript=javascript)
    desk.go("/orgs/people/new/")
    desk.write("Full name", "Trịnh Thị Một Lần")
    before = Event.objects.count()
    desk.button("Save").dblclick()
    desk.page.wait_for_url("**/orgs/people/*/")
    desk.sees(Own("Trịnh Thị Một Lần"))
    made = Person.objects.get(full_name="Trịnh Thị Một Lần")
    assert desk.path == made.get_absolute_url()
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_an_expired_sign_in_loses_neither_text_nor_file(
    cast: Cast, desk_of: Callable[..., Desk], tmp_path: Path, javascript: bool
) -> None:
    desk = desk_of(cast.officer, javascript=javascript)
    desk.go("/documents/new/")
    desk.choose("Kind", kind_of(CodeList.DOCUMENT_KIND, "cv"))
    desk.write("Abstract", ABSTRACT)
    desk.attach("Files", papers.scan(tmp_path, "cong-van"))
    Session.objects.all().delete()
    desk.press("Save")
    desk.sees(
        "Your sign-in had ended before this could be sent. Nothing is lost: sign in, and what you typed is "
        "ready to be sent again. It is kept for one hour."
    )
    assert not Document.objects.exists()
    desk.enter()
    desk.sees("Not yet sent", ABSTRACT, Own("cong-van.pdf"))
    desk.press("Send again")
    desk.sees(ABSTRACT, Own("cong-van.pdf"))
    assert Document.objects.get().files.get().name == "cong-van.pdf"
    prove_whole()
