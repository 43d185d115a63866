"""The bodies of a cycle in official order, and how far the cycle has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from chuyenbien.core import text
from chuyenbien.core.models import Classification
from chuyenbien.orgs.access import Standing

from ..enums import Answer, SuggestionState
from ..models import ReviewCycle, ReviewDossier, Suggestion, SuggestionItem
from ..models.dossier import ReviewDossierQuerySet
from . import steps
from .steps import CODE_ONLY, issued


def _waiting() -> QuerySet[SuggestionItem]:
    """The points of a dossier's issued suggestions that are not explained."""
    return SuggestionItem.objects.filter(
        suggestion__dossier=OuterRef("pk"), suggestion__state=SuggestionState.ISSUED, answer=Answer.NONE
    ).order_by()


def dossiers_of(cycle: ReviewCycle, standing: Standing) -> ReviewDossierQuerySet:
    """The dossiers of a cycle that somebody may see, in official order, with what the list shows of each."""
    waiting = _waiting().values("suggestion__dossier").annotate(count=Count("pk")).values("count")
    drafts = Suggestion.objects.filter(dossier=OuterRef("pk"), state=SuggestionState.DRAFT)
    return (
        ReviewDossier.objects.visible_to(standing)
        .filter(cycle=cycle)
        .select_related("body", "delegation", "cycle")
        .annotate(
            is_suggested=issued(),
            has_draft=Exists(drafts),
            unanswered=Coalesce(Subquery(waiting, output_field=IntegerField()), 0),
        )
        .order_by("body__official_order", "body_id")
    )


def narrowed(rows: ReviewDossierQuerySet, chosen: Mapping[str, Any]) -> ReviewDossierQuerySet:
    """The rows a filter asks for. A code-only dossier is found by its code, and not by what its body is."""
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("reached"):
        rows = rows.filter(steps.condition_of(chosen["reached"]))
    for name, column in (("level", "body__level"), ("kind", "body__kind__code")):
        if chosen.get(name) == CODE_ONLY:
            rows = rows.filter(classification=Classification.CODE_ONLY)
        elif chosen.get(name):
            rows = rows.filter(**{column: chosen[name]}).exclude(classification=Classification.CODE_ONLY)
    if chosen.get("suggested"):
        rows = rows.filter(issued() if chosen["suggested"] == "yes" else ~issued())
    if chosen.get("waiting") == "yes":
        rows = rows.filter(Exists(_waiting()))
    delegation = chosen.get("delegation")
    if delegation == "none":
        rows = rows.filter(delegation=None)
    elif delegation == "any":
        rows = rows.exclude(delegation=None)
    elif delegation:
        rows = rows.filter(delegation_id=delegation)
    for forms in text.search_terms(chosen.get("q") or ""):
        words = Q()
        for form in forms:
            words |= Q(body__search_text__contains=form)
        hidden = Q(classification=Classification.CODE_ONLY)
        rows = rows.filter((words & ~hidden) | (hidden & Q(code__icontains=forms[0])))
    return rows


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the coverage and the filter that shows its rows."""

    key: str
    label: str
    count: int
    query: str


def coverage(cycle: ReviewCycle) -> list[Figure]:
    """How many bodies are under review and how far they have come. One query."""
    counts = (
        cycle.dossiers.annotate(is_suggested=issued())
        .order_by()
        .aggregate(
            due=Count("pk"),
            suggested=Count("pk", filter=Q(is_suggested=True)),
            delegated=Count("pk", filter=Q(delegation__isnull=False)),
            **{
                key: Count("pk", filter=steps.condition_of(key))
                for key in ("submitted", "held", "concluded", "planned")
            },
        )
    )
    words = {
        "due": (_("Bodies under review"), ""),
        "suggested": (_("Has a suggestion"), "suggested=yes"),
        "delegated": (_("With a delegation"), "delegation=any"),
        "submitted": (_("Report submitted"), "reached=submitted"),
        "held": (_("Conference held"), "reached=held"),
        "concluded": (_("Concluded"), "reached=concluded"),
        "planned": (_("Plan accepted"), "reached=planned"),
    }
    return [Figure(key, label, counts[key], query) for key, (label, query) in words.items()]


def unanswered_items(cycle: ReviewCycle) -> QuerySet[SuggestionItem]:
    """The points of issued suggestions of a cycle that wait for an explanation in the present round."""
    return (
        SuggestionItem.objects.filter(
            suggestion__dossier__cycle=cycle, suggestion__state=SuggestionState.ISSUED, answer=Answer.NONE
        )
        .select_related("suggestion__dossier__body")
        .order_by(F("suggestion__dossier__body__official_order"), "suggestion__dossier_id", "suggestion_id", "number")
    )


def without_delegation(cycle: ReviewCycle) -> ReviewDossierQuerySet:
    """Suggested bodies that no delegation attends yet."""
    rows = ReviewDossier.objects.filter(issued(), cycle=cycle, delegation=None)
    return rows.select_related("body").order_by("body__official_order", "body_id")
