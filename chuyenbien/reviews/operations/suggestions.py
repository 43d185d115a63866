"""The superior's letter to one body: prepared by the office, issued by a leader of the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code

from ..enums import DossierState, SuggestionState
from ..models import ReviewDossier, Suggestion, SuggestionItem

Items = Iterable[tuple[str, Code | None] | Mapping[str, Any]]
"""Text and field, or a mapping with ``text``, ``field``, ``code`` (the item is then known by its code only)."""

LETTER = "cv"
"""The kind under which the letter stands in the register: an official letter."""

_OPEN_TO_SUGGESTION = (
    DossierState.PREPARING,
    DossierState.SUBMITTED,
    DossierState.COMMENTED,
    DossierState.SCHEDULED,
)


def draft_suggestion(
    dossier: ReviewDossier,
    items: Items,
    *,
    by: Actor,
    answer_by: dt.date | None = None,
    basis: str = "",
    is_illustrative: bool = False,
    classification: str = "",
    code: str = "",
    at: dt.datetime | None = None,
) -> Suggestion:
    """Prepare a letter with numbered points. Only those who prepare and issue it see the draft."""
    level = classification or dossier.classification
    suggestion = Suggestion(
        dossier=dossier,
        basis=nfc(basis).strip(),
        answer_by=answer_by,
        prepared_by=by.person,
        is_illustrative=is_illustrative or dossier.is_illustrative,
        classification=level,
        code=nfc(code).strip() or (dossier.code if level == Classification.CODE_ONLY else ""),
    )
    _refuse_wrong(suggestion)
    suggestion.save()
    count = _write_items(suggestion, items)
    data = {"body": dossier.body, "count": count}
    journal.record("reviews.suggestion_drafted", suggestion, by=by, at=at, data=data)
    return suggestion


def edit_suggestion(
    suggestion: Suggestion,
    items: Items,
    *,
    by: Actor,
    answer_by: dt.date | None = None,
    basis: str = "",
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Suggestion:
    """Change a draft: its points are replaced by those given."""
    _refuse_issued(suggestion)
    suggestion.take_revision(revision, ("basis", "answer_by"))
    suggestion.basis, suggestion.answer_by = nfc(basis).strip(), answer_by
    _refuse_wrong(suggestion)
    suggestion.save(update_fields=["basis", "answer_by"])
    old = [item.shown_title for item in suggestion.items.all()]
    suggestion.items.all().delete()
    count = _write_items(suggestion, items)
    data = {"body": suggestion.dossier.body, "count": count, "old": old}
    journal.record("reviews.suggestion_edited", suggestion, by=by, at=at, data=data)
    return suggestion


def issue_suggestion(
    suggestion: Suggestion,
    *,
    by: Actor,
    letter: Document | None,
    because: str = "",
    at: dt.datetime | None = None,
) -> Suggestion:
    """Send the letter: from now on the body and its delegation see it, and its points must be answered.

    A letter is quoted by number and date. Where they are not known here, ``because`` says why; without it, refused.
    """
    _refuse_issued(suggestion)
    dossier = suggestion.dossier
    if dossier.state not in _OPEN_TO_SUGGESTION:
        raise Refused(_("The conference has been held. Reopen the review first, then issue the suggestion."))
    if not suggestion.items.exists():
        raise Refused(_("A suggestion needs at least one point."))
    quotable = letter is not None and letter.issued_on and (letter.number or letter.is_code_only)
    if not quotable and not because.strip():
        raise Refused(_("Give the number and date of the letter, or say why they are not known."), field="number")
    moment = at or clock.now()
    issued = Suggestion.objects.filter(pk=suggestion.pk, state=SuggestionState.DRAFT).update(
        state=SuggestionState.ISSUED, letter=letter, issued_by=by.person, issued_at=moment
    )
    if not issued:
        raise Refused(_("This suggestion has been issued already."))
    suggestion.state, suggestion.letter = SuggestionState.ISSUED, letter
    suggestion.issued_by, suggestion.issued_at = by.person, moment
    show_letter(suggestion)
    data = {
        "body": dossier.body,
        "count": suggestion.items.count(),
        "number": letter.number if letter else "",
        "day": letter.issued_on if letter else None,
    }
    also = [dossier, dossier.cycle, *([letter] if letter else [])]
    type = "reviews.suggestion_issued" if quotable else "reviews.suggestion_issued_unnumbered"
    journal.record(type, suggestion, by=by, at=at, because=because, data=data, also=also)
    return suggestion


def issue_by_letter(
    suggestion: Suggestion,
    *,
    by: Actor,
    number: str,
    issued_on: dt.date,
    signer: str = "",
    uploads: Sequence[UploadedFile[Any]] = (),
    at: dt.datetime | None = None,
) -> Suggestion:
    """Enter the letter in the register of the superior and issue the suggestion with it."""
    _refuse_issued(suggestion)
    dossier = suggestion.dossier
    hidden = suggestion.is_code_only
    letter = documents.register(
        kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code=LETTER),
        issuer=dossier.cycle.superior,
        unit=dossier.cycle.superior,
        recipients=[dossier.body],
        by=by,
        number="" if hidden else number,
        issued_on=issued_on,
        abstract="" if hidden else f"Gợi ý kiểm điểm: {dossier.body.name}",
        signer="" if hidden else signer,
        uploads=[] if hidden else uploads,
        classification=suggestion.classification,
        code=suggestion.code,
        is_illustrative=suggestion.is_illustrative,
    )
    return issue_suggestion(suggestion, by=by, letter=letter, at=at)


def show_letter(suggestion: Suggestion) -> None:
    """Let the body and its delegation see the letter in the register."""
    letter, dossier = suggestion.letter, suggestion.dossier
    if letter is None:
        return
    for capacity in (Capacity.AUTHORITY, Capacity.COORDINATE):
        letter.involve(unit=dossier.body, capacity=capacity)
    if dossier.delegation is not None:
        for seat in dossier.delegation.members.select_related("person"):
            letter.involve(person=seat.person, capacity=Capacity.DELEGATION)


def _write_items(suggestion: Suggestion, items: Items) -> int:
    rows: list[SuggestionItem] = []
    for given in items:
        item: Mapping[str, Any] = given if isinstance(given, Mapping) else {"text": given[0], "field": given[1]}
        text, code = nfc(item.get("text") or "").strip(), nfc(item.get("code") or "").strip()
        if not text and not code and not suggestion.is_code_only:
            continue
        hidden = suggestion.is_code_only or bool(code)
        if hidden and text:
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="code")
        number = len(rows) + 1
        rows.append(
            SuggestionItem(
                suggestion=suggestion,
                number=number,
                text=text,
                field=item.get("field"),
                is_illustrative=suggestion.is_illustrative,
                classification=Classification.CODE_ONLY if hidden else suggestion.classification,
                code=(code or f"{suggestion.code}.{number}") if hidden else "",
            )
        )
    if not rows:
        raise Refused(_("Write at least one point to review."), field="text_1")
    SuggestionItem.objects.bulk_create(rows)
    return len(rows)


def _refuse_wrong(suggestion: Suggestion) -> None:
    if suggestion.is_code_only:
        if not suggestion.code:
            raise Refused(_("Give the code this matter is known by."), field="code")
        if suggestion.basis:
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="basis")
    elif suggestion.dossier.is_code_only:
        raise Refused(_("The dossier is known by a code only; so is what belongs to it."), field="classification")
    if suggestion.dossier.state not in _OPEN_TO_SUGGESTION:
        raise Refused(_("The conference has been held. Reopen the review first, then prepare a suggestion."))


def _refuse_issued(suggestion: Suggestion) -> None:
    if suggestion.state != SuggestionState.DRAFT:
        raise Refused(_("This suggestion has been issued already."))
