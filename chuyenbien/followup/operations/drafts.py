"""What lies on an office's desk: a person writes on, enters the signed letter, or drops the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Code
from chuyenbien.remediation.enums import ActionState

from ..enums import DraftState, StepForm
from ..models import Draft
from ..wording import abstract_of


def edit_draft(
    draft: Draft, *, by: Actor, text: str, revision: int | None = None, at: dt.datetime | None = None
) -> Draft:
    """Write on. From now on the text is the office's own; without one the page proposes the text from the record."""
    _still_open(draft)
    _no_text_if_code_only(draft, text, "text")
    draft.take_revision(revision, ("text",))
    draft.text = nfc(text).strip()
    draft.edited_by, draft.edited_at = by.person, at or clock.now()
    draft.save(update_fields=["text", "edited_by", "edited_at"])
    _record("followup.draft_edited", draft, by=by, at=at)
    return draft


def send_draft(
    draft: Draft,
    *,
    by: Actor,
    document: Document | None = None,
    number: str = "",
    issued_on: dt.date | None = None,
    signer: str = "",
    uploads: Iterable[UploadedFile[Any]] = (),
    text: str | None = None,
    at: dt.datetime | None = None,
) -> Draft:
    """Enter the letter that a person has signed: one of the register, or registered by this. That is sending it."""
    _still_open(draft)
    if draft.request is None and draft.action.state != ActionState.ACTIVE:
        raise Refused(_("The action is no longer under way. Drop the draft instead, saying why."))
    if document is None:
        document = _registered(draft, by, number, issued_on, signer, uploads)
    if text is not None and not draft.is_code_only and not draft.text:
        draft.text = nfc(text).strip()
    _end(draft, DraftState.SENT, by, at, document=document, text=draft.text)
    _record("followup.draft_sent", draft, by=by, at=at, also=[document], document=document)
    return draft


def drop_draft(draft: Draft, *, by: Actor, because: str, at: dt.datetime | None = None) -> Draft:
    """Decide that no letter goes out, and say why."""
    _still_open(draft)
    _no_text_if_code_only(draft, because, "because")
    because = nfc(because).strip()
    if not because and not draft.is_code_only:
        raise Refused(_("Give the reason."), field="because")
    _end(draft, DraftState.DROPPED, by, at, dropped_because=because)
    _record("followup.draft_dropped", draft, by=by, at=at, because=because)
    return draft


def _registered(
    draft: Draft,
    by: Actor,
    number: str,
    issued_on: dt.date | None,
    signer: str,
    uploads: Iterable[UploadedFile[Any]],
) -> Document:
    if draft.is_code_only:
        raise Refused(
            _("This matter is known here by a code only. Register the letter by its code, then choose it here."),
            field="document",
        )
    if not number.strip():
        raise Refused(_("Enter the number of the signed letter, or choose it from the register."), field="number")
    if issued_on is None:
        raise Refused(_("Enter the date of the signed letter."), field="issued_on")
    if issued_on > clock.today():
        raise Refused(_("A signed letter does not bear a date to come."), field="issued_on")
    kind = Code.objects.get(list=CodeList.DOCUMENT_KIND, code="bc" if draft.kind == StepForm.REPORT else "cv")
    to = draft.request.authority if draft.request is not None else draft.addressee
    return documents.register(
        kind=kind,
        issuer=draft.desk,
        by=by,
        number=number,
        issued_on=issued_on,
        abstract=abstract_of(draft),
        signer=signer,
        unit=draft.desk,
        recipients=[to] if not to.is_outside else [],
        uploads=uploads,
        is_illustrative=draft.is_illustrative,
    )


def _end(draft: Draft, state: str, by: Actor, at: dt.datetime | None, **facts: Any) -> None:
    moved = Draft.objects.filter(pk=draft.pk, state=DraftState.OPEN).update(
        state=state, ended_by=by.person, ended_at=at or clock.now(), revision=draft.revision + 1, **facts
    )
    if not moved:
        raise Refused(_("This draft has been dealt with already."))
    draft.refresh_from_db()


def _still_open(draft: Draft) -> None:
    if draft.state != DraftState.OPEN:
        raise Refused(_("This draft has been dealt with already."))


def _no_text_if_code_only(draft: Draft, text: str, field: str) -> None:
    if draft.is_code_only and text.strip():
        raise Refused(
            _("This matter is known here by a code only. Leave this empty and keep the text on paper."), field=field
        )


def _record(
    type: str, draft: Draft, *, by: Actor, at: dt.datetime | None, because: str = "", also: Any = (), **data: Any
) -> None:
    told = {"title": draft.shown_title, **data}
    journal.record(type, draft, by=by, at=at, because=because, data=told, also=[draft.action, *also])
