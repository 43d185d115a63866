"""What the views of the room begin with: the row, if it is visible, and who may act on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import queries, rules
from ..models import Rating
from ..rules import LISTERS, Rule

_WITH = ("body", "person", "cycle__superior", "dossier__cycle", "published_document")


def visible_rating(request: HttpRequest, pk: int) -> Rating:
    rows = Rating.objects.visible_to(standing_of(request)).select_related(*_WITH)
    return get_object_or_404(rows, pk=pk)


def withheld_rating(request: HttpRequest, pk: int) -> Rating | None:
    """A rating of the reader, or of the body they head, whose result they have not been told yet; None of any other."""
    return Rating.objects.withheld_from(standing_of(request)).select_related(*_WITH).filter(pk=pk).first()


def rating_to_list(request: HttpRequest, pk: int) -> Rating:
    """For the list of tasks alone: the office of the body confirms it without seeing the rating."""
    standing = standing_of(request)
    listed = Q(body_id__in=standing.units_with(*LISTERS))
    seen = Rating.objects.visible_to(standing).order_by().values("pk")
    rows = Rating.objects.filter(listed | Q(pk__in=seen)).select_related(*_WITH)
    return get_object_or_404(rows, pk=pk)


def visible_cycle(request: HttpRequest, pk: int) -> ReviewCycle:
    """A cycle in which the reader sees a rating, or whose ratings they prepare."""
    return get_object_or_404(queries.cycles(standing_of(request)), pk=pk)


def prepared_cycle(request: HttpRequest, pk: int) -> ReviewCycle:
    """A cycle whose ratings the reader prepares; for everybody else it is not there."""
    one = visible_cycle(request, pk)
    if not rules.prepares(standing_of(request), one):
        raise Http404
    return one


def visible_dossier(request: HttpRequest, pk: int) -> ReviewDossier:
    rows = ReviewDossier.objects.visible_to(standing_of(request)).select_related("body", "cycle__superior")
    return get_object_or_404(rows, pk=pk)


def acted_by(request: HttpRequest, rule: Rule, rating: Rating, /, **form_kwargs: Any) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of whoever may do it."""
    people = rule.people(rating)
    return {
        "verdict": directly_or_for(actor_of(request), lambda by: rule(by, rating), people=people),
        "form_kwargs": {"rule": lambda by: rule(by, rating), "people": people, **form_kwargs},
    }
