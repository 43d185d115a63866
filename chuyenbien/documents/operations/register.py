"""Documents are registered, corrected, given files, and what they assign is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code, Membership, Person, Unit

from ..enums import Direction
from ..models import DirectiveTask, Document, StoredFile
from .uploads import store_uploads

BASIS_KIND = "phieu"
"""The kind under which the paper of an entry on behalf is registered."""


def register(
    *,
    kind: Code,
    issuer: Unit,
    by: Actor,
    direction: str = Direction.OUT,
    number: str = "",
    issued_on: dt.date | None = None,
    abstract: str = "",
    signer: str = "",
    unit: Unit | None = None,
    recipients: Sequence[Unit] = (),
    uploads: Iterable[UploadedFile[Any]] = (),
    classification: str = Classification.INTERNAL,
    code: str = "",
    is_illustrative: bool = False,
) -> Document:
    """Enter a document in the register of ``unit``. Its leaders and officers see it, and those of the recipients."""
    document = Document(
        direction=direction,
        kind=kind,
        issuer=issuer,
        issuer_name=issuer.name_on(issued_on) if issued_on else issuer.name,
        issued_on=issued_on,
        registered_by=by.person,
        classification=classification,
        code=nfc(code).strip(),
        is_illustrative=is_illustrative,
    )
    _describe(document, number=number, abstract=abstract, signer=signer, uploads=list(uploads))
    _only_once(document)
    document.save()
    _let_see(document, by, unit, recipients)
    stored = store_uploads(uploads, by=by, field="uploads")
    document.files.add(*stored)
    data = {"title": document, "files": len(stored)}
    journal.record("documents.registered", document, by=by, data=data)
    return document


def register_directive(
    *,
    kind: Code,
    number: str,
    issued_on: dt.date,
    issuer: Unit,
    abstract: str,
    by: Actor,
    unit: Unit | None = None,
    uploads: Iterable[UploadedFile[Any]] = (),
    is_illustrative: bool = False,
    signer: str = "",
) -> Document:
    """Enter a resolution, programme or conclusion that assigns tasks. It is quoted by number, so it must have one."""
    if not nfc(number).strip():
        raise Refused(_("A directive is quoted by its number. Enter it."), field="number")
    return register(
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        abstract=abstract,
        by=by,
        unit=unit,
        uploads=uploads,
        signer=signer,
        is_illustrative=is_illustrative,
        direction=Direction.OUT if unit is not None and issuer.pk == unit.pk else Direction.IN,
    )


def register_basis(
    *,
    by: Actor,
    on_behalf_of: Person,
    number: str = "",
    issued_on: dt.date | None = None,
    note: str = "",
    uploads: Iterable[UploadedFile[Any]] = (),
) -> Document:
    """Enter the paper on which an entry for somebody else rests: its number and day, or a scan."""
    scans = list(uploads)
    if not scans and not (nfc(number).strip() and issued_on):
        raise Refused(_("Give the number and date of the paper, or attach its scan."), field="basis_number")
    unit = _shared_unit(by, on_behalf_of)
    document = Document(
        direction=Direction.OWN,
        kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code=BASIS_KIND),
        issuer=unit,
        issuer_name=unit.name,
        issued_on=issued_on,
        registered_by=by.person,
    )
    _describe(document, number=number, abstract=note or _basis_title(on_behalf_of), signer="", uploads=scans)
    document.save()
    _let_see(document, by, unit, ())
    document.involve(person=on_behalf_of, capacity=Capacity.RESPONSIBLE)
    document.files.add(*store_uploads(scans, by=by, field="basis_scan"))
    data = {"title": document, "person": on_behalf_of}
    journal.record("documents.basis_registered", document, by=by, data=data)
    return document


def correct(
    document: Document,
    *,
    by: Actor,
    kind: Code,
    issuer: Unit,
    number: str = "",
    issued_on: dt.date | None = None,
    abstract: str = "",
    signer: str = "",
    revision: int | None = None,
) -> Document:
    """Correct an entry, or give it the number and date it has received meanwhile. What stood there is recorded."""
    if document.is_code_only:
        raise Refused(_("Of a code-only document nothing is kept here that could be corrected."))
    document.take_revision(revision, ("kind", "issuer", "number", "issued_on", "abstract", "signer"))
    old = document.shown_title
    old_day = document.issued_on
    document.kind, document.issuer, document.issued_on = kind, issuer, issued_on
    document.issuer_name = issuer.name_on(issued_on) if issued_on else issuer.name
    _describe(document, number=number, abstract=abstract, signer=signer, uploads=[])
    _only_once(document)
    document.save()
    data = {"title": document, "old": old, "old_day": old_day, "day": issued_on}
    journal.record("documents.corrected", document, by=by, data=data)
    return document


def attach(document: Document, uploads: Sequence[UploadedFile[Any]], *, by: Actor) -> list[StoredFile]:
    """Attach scans or files to a document."""
    if document.is_code_only:
        raise Refused(_("A code-only document carries no file."), field="uploads")
    if not uploads:
        raise Refused(_("Attach at least one file."), field="uploads")
    stored = store_uploads(uploads, by=by, field="uploads")
    document.files.add(*stored)
    data = {"title": document, "files": [one.name for one in stored]}
    journal.record("documents.files_attached", document, by=by, data=data)
    return stored


def assign_task(
    directive: Document,
    *,
    text: str,
    unit: Unit,
    by: Actor,
    field: Code | None = None,
    due_on: dt.date | None = None,
    number: str = "",
    classification: str | None = None,
    code: str = "",
    is_illustrative: bool = False,
) -> DirectiveTask:
    """Enter a task that a directive assigns to a unit; the unit sees the task and the directive from then on."""
    level = classification or directive.classification
    text, code = nfc(text).strip(), nfc(code).strip()
    if directive.is_code_only and level != Classification.CODE_ONLY:
        raise Refused(_("The directive is code-only; so is what it assigns."), field="classification")
    if level == Classification.CODE_ONLY:
        if text:
            raise Refused(_("A code-only task has no text here. Leave it empty and give a code."), field="text")
        if not code:
            raise Refused(_("Give the code the task is known by."), field="code")
    elif not text:
        raise Refused(_("Say what the directive assigns."), field="text")
    if due_on and directive.issued_on and due_on < directive.issued_on:
        raise Refused(_("It cannot be due before the directive was issued."), field="due_on")
    task = DirectiveTask.objects.create(
        directive=directive,
        text=text,
        unit=unit,
        field=field,
        due_on=due_on,
        number=nfc(number).strip(),
        classification=level,
        code=code,
        is_illustrative=is_illustrative or directive.is_illustrative,
    )
    task.involve(unit=unit, capacity=Capacity.ADDRESS)
    for owner in Unit.objects.filter(pk__in=directive.involved_units(Capacity.SUPERIOR)):
        task.involve(unit=owner, capacity=Capacity.SUPERIOR)
    task.involve(person=by.person, capacity=Capacity.RESPONSIBLE)
    directive.involve(unit=unit, capacity=Capacity.COORDINATE)
    data = {"task": task, "unit": unit, "directive": directive, "due_on": due_on}
    journal.record("documents.task_assigned", task, by=by, data=data, also=[directive])
    return task


def _describe(
    document: Document, *, number: str, abstract: str, signer: str, uploads: Sequence[UploadedFile[Any]]
) -> None:
    number, abstract, signer = (nfc(one).strip() for one in (number, abstract, signer))
    if document.is_code_only:
        if number or abstract or signer or uploads:
            raise Refused(_("A code-only document has neither text nor file here. Give its code only."), field="code")
        if not document.code:
            raise Refused(_("Give the code the document is known by."), field="code")
    elif not abstract:
        raise Refused(_("Say in a few words what the document is about."), field="abstract")
    if document.issued_on and document.issued_on > clock.today():
        raise Refused(_("The date of the document lies in the future."), field="issued_on")
    document.number, document.abstract, document.signer = number, abstract, signer


def _only_once(document: Document) -> None:
    """A number names one document of an issuer's kind in a year."""
    if not document.number or document.issued_on is None:
        return
    same = Document.objects.filter(
        issuer_id=document.issuer_id,
        kind_id=document.kind_id,
        number__iexact=document.number,
        issued_on__year=document.issued_on.year,
    ).exclude(pk=document.pk)
    if same.exclude(kind__code=BASIS_KIND).exists():
        raise Refused(_("A document with this number is already in the register."), field="number")


def _let_see(document: Document, by: Actor, unit: Unit | None, recipients: Iterable[Unit]) -> None:
    for capacity in (Capacity.SUPERIOR, Capacity.ADDRESS):
        if unit is not None:
            document.involve(unit=unit, capacity=capacity)
    for recipient in recipients:
        for capacity in (Capacity.AUTHORITY, Capacity.COORDINATE):
            document.involve(unit=recipient, capacity=capacity)
    for person in filter(None, (by.person, by.entered_by)):
        document.involve(person=person, capacity=Capacity.RESPONSIBLE)


def _shared_unit(by: Actor, person: Person) -> Unit:
    """In whose papers the basis lies: a unit both belong to, else the first one of who enters."""
    own = list(by.standing.roles)
    theirs = Membership.objects.on().filter(person=person)
    shared = theirs.filter(unit_id__in=own).select_related("unit").first() or theirs.select_related("unit").first()
    if shared is None:
        raise Refused(_("This person holds no role in any unit today."), field="on_behalf_person")
    return shared.unit


def _basis_title(person: Person) -> str:
    name = person.shown_title
    return f"Giấy làm căn cứ nhập thay cho {name}"
