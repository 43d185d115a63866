"""What this room puts on pages of lower rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.orgs.acting import standing_of
from chuyenbien.reviews.enums import SuggestionState
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier, Suggestion
from chuyenbien.reviews.rules import PREPARERS

from . import rules
from .models import DecidedBody


def of_cycle(request: HttpRequest, cycle: ReviewCycle) -> SafeString:
    """The way from a cycle to its preparation, for those who run it or are named."""
    if not _is_shown(request, cycle):
        return SafeString("")
    return SafeString(render_to_string("preparing/parts/of_cycle.html", {"cycle": cycle}, request))


def of_suggestion(request: HttpRequest, subject: Any) -> SafeString:
    """Beside the draft of a suggestion and on its forms: that the board has not decided on this body, or decided
    otherwise. Pointed out, not refused: a decision may stand on paper only. ``subject`` is the draft, or the dossier
    for which one is begun; of anything else nothing is said."""
    if isinstance(subject, Suggestion) and subject.state == SuggestionState.DRAFT:
        dossier = subject.dossier
    elif isinstance(subject, ReviewDossier):
        dossier = subject
    else:
        return SafeString("")
    if not _is_shown(request, dossier.cycle):
        return SafeString("")
    decision = rules.decision_of(dossier.cycle)
    named = DecidedBody.objects.filter(decision=decision, dossier=dossier).first() if decision else None
    if named is not None and named.is_suggested:
        return SafeString("")
    context = {"cycle": dossier.cycle, "decision": decision, "named": named}
    return SafeString(render_to_string("preparing/parts/not_decided.html", context, request))


def _is_shown(request: HttpRequest, cycle: ReviewCycle) -> bool:
    standing = standing_of(request)
    return standing.holds_any(PREPARERS, cycle.superior_id) or rules.prepares(standing, cycle)
