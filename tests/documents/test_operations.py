"""The verbs of the register: documents, tasks, files, and making a matter code-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.documents import files, operations
from chuyenbien.documents.enums import Direction
from chuyenbien.documents.models import DirectiveTask, Document, StoredFile
from chuyenbien.journal import chain
from chuyenbien.journal.models import Event, EventPayload
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from tests.cast import Cast, by, code
from tests.documents.test_content import picture, upload

DAY = dt.date(2022, 12, 20)
SECRET = "đất dịch vụ chưa giao"


def kind(name: str = "kl") -> Any:
    return code(CodeList.DOCUMENT_KIND, name)


def register(cast: Cast, **given: Any) -> Document:
    actor = given.pop("by", by(cast.officer))
    with journal.recording(by=actor):
        return operations.register(
            by=actor,
            **{
                "kind": kind(),
                "issuer": cast.superior,
                "unit": cast.superior,
                "number": "12-KL/TU",
                "issued_on": DAY,
                "abstract": f"Kết luận về {SECRET}",
                **given,
            },
        )


def refuses(field: str | None, act: Callable[[], Any]) -> None:
    with pytest.raises(Refused) as refused, journal.recording(by=None):
        act()
    assert refused.value.field == field
    assert str(refused.value.reason)


def test_a_document_is_registered_with_its_scan(cast: Cast) -> None:
    before = Event.objects.count()
    document = register(cast, uploads=[upload("bản chụp.pdf", b"%PDF-1.7 x")], recipients=[cast.body])
    assert Event.objects.count() == before + 1
    assert document.issuer_name == "Ban Thường vụ Thành ủy (minh họa)"
    stored = document.files.get()
    assert files.path_of(stored.sha256).read_bytes() == b"%PDF-1.7 x"
    seen = {name for name, one in cast.people().items() if document in _seen(one)}
    assert seen == {"leader", "officer", "verifier", "head", "editor"}


def _seen(person: Any) -> Any:
    return Document.objects.visible_to(Standing.of(person))


def test_a_document_without_a_number_says_so_and_gets_it_later(cast: Cast) -> None:
    document = register(cast, number="", issued_on=None)
    assert document.own_title() == f"Kết luận về {SECRET}"
    with journal.recording(by=None):
        operations.correct(
            document,
            by=by(cast.officer),
            kind=kind(),
            issuer=cast.superior,
            number="13-KL/TU",
            issued_on=DAY,
            abstract="Kết luận",
            revision=1,
        )
    assert document.own_title() == "13-KL/TU — Kết luận"
    with pytest.raises(Stale), journal.recording(by=None):
        operations.correct(
            document, by=by(cast.officer), kind=kind(), issuer=cast.superior, abstract="Khác", revision=1
        )


def test_a_document_is_refused(cast: Cast) -> None:
    register(cast)
    refuses("number", lambda: register(cast, number="12-kl/tu", issued_on=dt.date(2022, 1, 3)))
    refuses("abstract", lambda: register(cast, abstract=" ", number="1"))
    refuses("issued_on", lambda: register(cast, issued_on=clock.today() + dt.timedelta(days=1)))
    refuses("uploads", lambda: register(cast, number="2", uploads=[upload("x.exe", b"MZ")]))
    assert register(cast, issued_on=dt.date(2021, 12, 20))


def test_it_is_found_without_diacritics_and_stored_composed(cast: Cast) -> None:
    document = register(cast, abstract="\u0110a\u0302\u0301t di\u0323ch vu\u0323")
    assert document.abstract == "Đất dịch vụ"
    for query in ("dat dich vu", "ĐẤT", "12-kl"):
        assert document in Document.objects.matching(query)


def test_files_are_attached(cast: Cast) -> None:
    document = register(cast)
    with journal.recording(by=None):
        operations.attach(document, [upload("a.pdf", b"%PDF-1"), upload("b.pdf", b"%PDF-1")], by=by(cast.officer))
    assert document.files.count() == 2
    assert len(list(files.kept())) == 1
    assert "a.pdf" in journal.timeline(document)[0].sentence
    refuses("uploads", lambda: operations.attach(document, [], by=by(cast.officer)))


def test_the_uploader_is_who_held_the_file(cast: Cast) -> None:
    actor = Actor(cast.officer.user_id, cast.head, entered_by=cast.officer)
    document = register(cast, by=actor, uploads=[upload("a.pdf", b"%PDF-1")])
    assert document.files.get().uploaded_by == cast.officer
    assert document.registered_by == cast.head


def test_a_directive_has_a_number_and_assigns_tasks(cast: Cast) -> None:
    actor = by(cast.officer)
    with journal.recording(by=actor):
        directive = operations.register_directive(
            kind=kind("nq"),
            number="05-NQ/TU",
            issued_on=DAY,
            issuer=cast.superior,
            abstract="Nghị quyết",
            by=actor,
            unit=cast.superior,
        )
        task = operations.assign_task(
            directive, text="Giao đất dịch vụ", unit=cast.body, by=actor, due_on=DAY, number="1"
        )
    assert directive.direction == Direction.OUT
    assert task in DirectiveTask.objects.visible_to(Standing.of(cast.head))
    assert task in DirectiveTask.objects.visible_to(Standing.of(cast.leader))
    assert task in DirectiveTask.objects.visible_to(Standing.of(cast.inspector))
    assert directive in _seen(cast.head)
    assert task not in DirectiveTask.objects.visible_to(Standing.of(cast.stranger))
    assert task in DirectiveTask.objects.matching("dat dich vu")
    assign: Any = lambda **given: operations.assign_task(  # noqa: E731
        directive, **{"text": "x", "unit": cast.body, "by": actor, **given}
    )
    refuses("text", lambda: assign(text=" "))
    refuses("due_on", lambda: assign(due_on=dt.date(2022, 1, 1)))
    refuses("text", lambda: assign(classification=Classification.CODE_ONLY, code="M-2"))
    refuses("code", lambda: assign(classification=Classification.CODE_ONLY, text=""))
    refuses(
        "number",
        lambda: operations.register_directive(
            kind=kind("nq"), number=" ", issued_on=DAY, issuer=cast.superior, abstract="x", by=actor
        ),
    )


def test_a_directive_from_outside_comes_in(cast: Cast) -> None:
    with journal.recording(by=None):
        directive = operations.register_directive(
            kind=kind("ct"),
            number="01",
            issued_on=DAY,
            issuer=cast.ministry,
            abstract="Chỉ thị",
            by=by(cast.officer),
            unit=cast.superior,
        )
    assert directive.direction == Direction.IN


def test_code_only_holds_no_text_and_no_file(cast: Cast) -> None:
    secret: Any = {"classification": Classification.CODE_ONLY, "code": "M-1"}
    empty: Any = {**secret, "number": "", "abstract": ""}
    document = register(cast, **empty)
    assert document.shown_title == "M-1"
    refuses("code", lambda: register(cast, **secret))
    refuses("code", lambda: register(cast, **{**empty, "code": ""}))
    refuses("code", lambda: register(cast, **empty, uploads=[upload("a.pdf", b"%PDF-1")]))
    refuses("uploads", lambda: operations.attach(document, [upload("a.pdf", b"%PDF-1")], by=by(cast.officer)))
    refuses(None, lambda: operations.correct(document, by=by(cast.officer), kind=kind(), issuer=cast.superior))
    refuses(
        "classification",
        lambda: operations.assign_task(
            document, text="x", unit=cast.body, by=by(cast.officer), classification=Classification.INTERNAL
        ),
    )
    for field in ("number", "abstract", "signer"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**{field: SECRET})
    with journal.recording(by=None):
        task = operations.assign_task(document, text="", unit=cast.body, by=by(cast.officer), code="M-1.1")
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectiveTask.objects.filter(pk=task.pk).update(text=SECRET)


def test_reclassifying_empties_texts_files_and_journal(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    scan = upload("bí mật.pdf", b"%PDF-1 secret")
    document = register(cast, uploads=[scan, upload("chung.pdf", b"%PDF-1 shared")], signer="Nguyễn Văn A")
    other = register(cast, number="14", uploads=[upload("chung.pdf", b"%PDF-1 shared")])
    with journal.recording(by=None):
        task = operations.assign_task(document, text=SECRET, unit=cast.body, by=by(cast.officer))
    with django_capture_on_commit_callbacks(execute=True), journal.recording(by=None):
        operations.reclassify(
            document, level=Classification.CODE_ONLY, code="M-1", by=by(cast.officer), because="theo kết luận"
        )
    document.refresh_from_db()
    task.refresh_from_db()
    assert (document.number, document.abstract, document.signer, document.code) == ("", "", "", "M-1")
    assert (task.text, task.shown_title) == ("", "M-1")
    assert [(one.name, one.sha256, one.size, one.code) for one in document.files.all()] == [("", "", 0, "M-1")] * 2
    assert [path.read_bytes() for path in files.kept()] == [b"%PDF-1 shared"]
    assert other.files.get().name == "chung.pdf"
    for row in EventPayload.objects.exclude(seq__in=_seqs(other)):
        assert SECRET not in row.data
        assert "bí mật.pdf" not in row.data
        assert "theo kết luận" not in row.data
    assert document not in Document.objects.matching("dat dich vu")
    assert document in Document.objects.matching("m-1")
    assert list(chain.breaks()) == []
    assert not files.is_readable(document.files.all()[0], Standing.of(cast.officer))


def _seqs(document: Document) -> list[int]:
    from chuyenbien.journal.models import EventSubject

    rows = EventSubject.objects.filter(kind="documents.document", subject_id=document.pk)
    return list(rows.values_list("seq", flat=True))


def test_a_stricter_degree_reaches_what_hangs_on_it(cast: Cast) -> None:
    document = register(cast, classification=Classification.OPEN)
    with journal.recording(by=None):
        task = operations.assign_task(document, text="x", unit=cast.body, by=by(cast.officer))
        operations.reclassify(document, level=Classification.INTERNAL, by=by(cast.officer), because="nội bộ")
    task.refresh_from_db()
    assert task.classification == Classification.INTERNAL
    with journal.recording(by=None):
        operations.reclassify(document, level=Classification.OPEN, by=by(cast.officer), because="công khai")
    task.refresh_from_db()
    assert task.classification == Classification.INTERNAL


def test_reclassifying_is_refused(cast: Cast) -> None:
    document = register(cast)
    reclassify: Any = lambda level, **given: operations.reclassify(  # noqa: E731
        document, level=level, **{"by": by(cast.officer), "because": "x", **given}
    )
    refuses("because", lambda: reclassify(Classification.OPEN, because=" "))
    refuses("level", lambda: reclassify(Classification.INTERNAL))
    refuses("code", lambda: reclassify(Classification.CODE_ONLY))
    with journal.recording(by=None):
        reclassify(Classification.CODE_ONLY, code="M-9")
    refuses("level", lambda: reclassify(Classification.OPEN))


def test_a_refused_act_leaves_bytes_that_the_sweep_removes(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused), journal.recording(by=None):
        operations.store_uploads([upload("a.pdf", b"%PDF-1"), upload("b.exe", b"MZ")], by=by(cast.officer))
    kept = register(cast, uploads=[upload("c.png", picture("PNG"))]).files.get()
    (files.path_of(kept.sha256).parent / ".half-written").write_bytes(b"x")
    assert len(list(files.kept())) == 3
    assert files.sweep() == []
    call_command("files", "sweep", "--older-than", "-1")
    assert "2 removed" in capsys.readouterr().out
    assert [path.name for path in files.kept()] == [kept.sha256]
    call_command("files", "check")
    files.path_of(kept.sha256).unlink()
    with pytest.raises(CommandError, match=kept.sha256):
        call_command("files", "check")
    assert not files.remove_if_unused(kept.sha256)
    assert not files.remove_if_unused("")


def test_a_file_belongs_to_what_it_is_attached_to(cast: Cast) -> None:
    stored = register(cast, uploads=[upload("a.pdf", b"%PDF-1")]).files.get()
    assert files.is_readable(stored, Standing.of(cast.officer))
    assert not files.is_readable(stored, Standing.of(cast.stranger))
    assert not files.is_readable(stored, Standing(None))
    with journal.recording(by=None):
        loose = operations.store_upload(upload("b.pdf", b"%PDF-2"), by=by(cast.officer))
    assert not files.is_readable(loose, Standing.of(cast.officer))
    assert StoredFile.objects.count() == 2
