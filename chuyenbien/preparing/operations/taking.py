"""A matter of the record becomes a point in the draft of a suggestion, with the matter kept as its basis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import SuggestionState
from chuyenbien.reviews.models import ReviewDossier, Suggestion

from .. import rules, signals
from ..enums import Signal, source_column
from ..models import TakenSource

MOST_BASIS = 4000
"""Characters the basis of a suggestion holds."""


def take(
    dossier: ReviewDossier,
    kind: str,
    source: Any,
    *,
    by: Actor,
    text: str = "",
    field: Code | None = None,
    basis: str = "",
    at: dt.datetime | None = None,
) -> Suggestion:
    """Add a point to the draft suggestion of the body, or begin one. Of a matter known by a code only, the code."""
    require(rules.can_take(by, dossier))
    if kind not in Signal.values or dossier.is_code_only:
        raise Refused(_("There is no such signal."))
    if not signals.of_body(kind, dossier.cycle, dossier.body_id).filter(pk=source.pk).exists():
        raise Refused(_("The record no longer shows this. Nothing was taken."))
    draft = Suggestion.objects.filter(dossier=dossier, state=SuggestionState.DRAFT).order_by("pk").first()
    column = source_column(kind)
    if draft is not None and draft.is_code_only:
        raise Refused(_("The draft is known by a code only. Add the point there by its code."))
    if draft is not None and TakenSource.objects.filter(suggestion=draft, kind=kind, **{column: source}).exists():
        raise Refused(_("This has been taken into the draft already."))
    item = {"text": text, "field": field, "code": source.code if source.is_code_only else ""}
    made = _written(draft, dossier, item, nfc(basis).strip(), by=by, at=at)
    TakenSource.objects.create(suggestion=made, kind=kind, by=by.person, **{column: source})
    journal.record("preparing.taken", made, by=by, at=at, data={"body": dossier.shown_name})
    return made


def _written(
    draft: Suggestion | None,
    dossier: ReviewDossier,
    item: dict[str, Any],
    basis: str,
    *,
    by: Actor,
    at: dt.datetime | None,
) -> Suggestion:
    if item["code"]:
        item["text"] = ""
    elif not nfc(item["text"]).strip():
        raise Refused(_("Write the point that is to be reviewed."), field="text")
    if draft is None:
        _refuse_long(basis)
        return reviews.draft_suggestion(dossier, [item], by=by, basis=basis, at=at)
    points = [
        {"text": one.text, "field": one.field, "code": one.code if one.is_code_only else ""}
        for one in draft.items.select_related("field").order_by("number")
    ]
    whole = "\n".join(part for part in (draft.basis, basis) if part)
    _refuse_long(whole)
    return reviews.edit_suggestion(draft, [*points, item], by=by, answer_by=draft.answer_by, basis=whole, at=at)


def _refuse_long(basis: str) -> None:
    if len(basis) > MOST_BASIS:
        raise Refused(_("The basis of the draft would become too long. Shorten it first."), field="basis")
