"""What the views of the room begin with: the row, if it is there for the reader, and who may act on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import Actor, actor_of, standing_of
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import queries, rules


def opened_cycle(request: HttpRequest, pk: int) -> ReviewCycle:
    """A cycle whose preparation the reader runs or is named for."""
    return get_object_or_404(queries.cycles(standing_of(request)), pk=pk)


def prepared_cycle(request: HttpRequest, pk: int) -> ReviewCycle:
    """A cycle the reader is named for; for everybody else, leaders and officers too, its signals are not there."""
    one = opened_cycle(request, pk)
    if not rules.prepares(standing_of(request), one):
        raise Http404
    return one


def prepared_dossier(request: HttpRequest, pk: int) -> ReviewDossier:
    """A body of a cycle the reader is named for. Of one known by a code there is no page."""
    rows = ReviewDossier.objects.exclude(classification="code_only").select_related("body", "cycle__superior")
    one = get_object_or_404(rows, pk=pk)
    if not rules.prepares(standing_of(request), one.cycle):
        raise Http404
    return one


def acted_by(
    request: HttpRequest, rule: Callable[[Actor], Verdict], people: PersonQuerySet, /, **form_kwargs: Any
) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of one of ``people``."""
    return {
        "verdict": directly_or_for(actor_of(request), rule, people=people),
        "form_kwargs": {"rule": rule, "people": people, **form_kwargs},
    }
