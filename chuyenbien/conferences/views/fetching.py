"""What every view of the room begins with: the row, if it is visible, and who may act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.shortcuts import get_object_or_404

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import Actor
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.rules import people_as

from .. import queries
from ..models import Conclusion, Conference, Direction


def visible_dossier(request: Any, pk: int) -> ReviewDossier:
    rows = ReviewDossier.objects.visible_to(request.standing).select_related("body", "cycle__superior", "delegation")
    return get_object_or_404(rows, pk=pk)


def visible_conference(request: Any, pk: int) -> Conference:
    rows = queries.visible(request.standing).select_related(
        "dossier__cycle__superior", "minutes_scan", "names_document"
    )
    return get_object_or_404(rows, pk=pk)


def visible_conclusion(request: Any, pk: int) -> Conclusion:
    return get_object_or_404(queries.visible_conclusions(request.standing), pk=pk)


def visible_direction(request: Any, pk: int) -> Direction:
    dossiers = ReviewDossier.objects.visible_to(request.standing).values("pk")
    rows = Direction.objects.filter(dossier__in=dossiers).select_related("dossier__body", "dossier__cycle")
    return get_object_or_404(rows, pk=pk)


def acted_by(
    request: Any,
    rule: Callable[[Actor], Verdict],
    dossier: ReviewDossier,
    parts: Iterable[str],
    /,
    **form_kwargs: Any,
) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of one of ``parts``."""
    people = people_as(parts, dossier)
    return {
        "verdict": directly_or_for(request.actor, rule, people=people),
        "form_kwargs": {"rule": rule, "people": people, **form_kwargs},
    }
