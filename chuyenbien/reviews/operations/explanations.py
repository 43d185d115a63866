"""The body answers each suggested point; the delegation says whether the answer suffices."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor

from ..enums import Answer, DossierState, SuggestionState
from ..models import Explanation, SuggestionItem

EXPLAINABLE = (
    DossierState.PREPARING,
    DossierState.SUBMITTED,
    DossierState.COMMENTED,
    DossierState.SCHEDULED,
)
"""A point may be answered until its conference has been held."""

JUDGEABLE = (
    DossierState.SUBMITTED,
    DossierState.COMMENTED,
    DossierState.SCHEDULED,
    DossierState.HELD,
)
"""An answer is judged from the report's submission until the conclusion."""


def explain(
    item: SuggestionItem,
    *,
    by: Actor,
    text: str,
    cause: str = "",
    responsibility: str = "",
    at: dt.datetime | None = None,
) -> Explanation:
    """Answer a point in the present round. What was written before stays readable; the latest counts."""
    dossier = item.suggestion.dossier
    if item.suggestion.state != SuggestionState.ISSUED:
        raise Refused(_("This suggestion has not been issued yet."))
    if dossier.state not in EXPLAINABLE:
        raise Refused(_("The conference has been held; the explanation can no longer be changed."))
    texts = {
        "text": nfc(text).strip(),
        "cause": nfc(cause).strip(),
        "responsibility": nfc(responsibility).strip(),
    }
    if item.is_code_only and any(texts.values()):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if not item.is_code_only and not texts["text"]:
        raise Refused(_("Write the explanation."), field="text")
    explanation = Explanation.objects.create(
        item=item,
        round=dossier.round,
        **texts,
        written_by=by.person,
        written_at=at or clock.now(),
        judged=Answer.EXPLAINED,
        classification=item.classification if item.is_code_only else Classification.INTERNAL,
        code=item.code,
    )
    _assess(item, Answer.EXPLAINED)
    data = {"number": item.number, "item": item.shown_title, "text": texts["text"]}
    journal.record("reviews.explained", item, by=by, at=at, data=data, also=[dossier, item.suggestion])
    return explanation


def judge_explanation(
    explanation: Explanation, *, by: Actor, judged: str, because: str = "", at: dt.datetime | None = None
) -> Explanation:
    """Say whether the latest explanation of a point suffices; “not explained” makes the point open again."""
    item = explanation.item
    dossier = item.suggestion.dossier
    if judged not in Answer.values:
        raise Refused(
            _("Say whether the point is explained, insufficiently explained or not explained."), field="judged"
        )
    if dossier.state not in JUDGEABLE:
        raise Refused(_("An explanation is judged after the report was submitted and before the conclusion."))
    if explanation.round != dossier.round or item.explanations.order_by("-round", "-pk").first() != explanation:
        raise Refused(_("A newer explanation has been written. Judge that one."))
    because = nfc(because).strip()
    if judged != Answer.EXPLAINED and not because and not item.is_code_only:
        raise Refused(_("Say what is missing in the explanation."), field="because")
    explanation.judged, explanation.judged_by = judged, by.person
    explanation.judged_because = "" if item.is_code_only else because
    explanation.save(update_fields=["judged", "judged_by", "judged_because"])
    _assess(item, judged)
    data = {"number": item.number, "item": item.shown_title}
    subjects = [dossier, item.suggestion]
    journal.record(
        f"reviews.explanation_judged.{judged}", item, by=by, at=at, because=because, data=data, also=subjects
    )
    return explanation


def _assess(item: SuggestionItem, answer: str) -> None:
    item.answer = answer
    item.save(update_fields=["answer"])
