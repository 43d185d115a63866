"""What the views of the room begin with. Whatever the reader may not know of answers 404."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from chuyenbien import journal
from chuyenbien.orgs.acting import standing_of
from chuyenbien.reviews.models import ReviewDossier

from .. import queries
from ..models import EarlierPoint, SelfReview

_WITH = ("person", "cycle", "dossier__body", "dossier__cycle__superior", "scan", "returned_by", "keyed_in_by")


def visible_review(request: HttpRequest, pk: int) -> SelfReview:
    """One that the reader may read."""
    return get_object_or_404(SelfReview.objects.visible_to(standing_of(request)).select_related(*_WITH), pk=pk)


def known_review(request: HttpRequest, pk: int) -> SelfReview:
    """One that the reader may read or keeps the list of; show nothing of what is written in it."""
    standing = standing_of(request)
    seen = SelfReview.objects.visible_to(standing).order_by().values("pk")
    kept = SelfReview.objects.managed_by(standing).order_by().values("pk")
    return get_object_or_404(SelfReview.objects.filter(Q(pk__in=seen) | Q(pk__in=kept)).select_related(*_WITH), pk=pk)


def visible_point(request: HttpRequest, pk: int) -> EarlierPoint:
    seen = SelfReview.objects.visible_to(standing_of(request)).order_by().values("pk")
    rows = EarlierPoint.objects.filter(review__in=seen).select_related(
        "commitment__review__cycle", "finding", *(f"review__{name}" for name in _WITH)
    )
    return get_object_or_404(rows, pk=pk)


def listed_dossier(request: HttpRequest, pk: int) -> ReviewDossier:
    """A body whose list of self-reviews the reader sees."""
    rows = queries.listed_dossiers(standing_of(request)).select_related("delegation")
    return get_object_or_404(rows, pk=pk)


def note_reading(request: HttpRequest, review: SelfReview) -> None:
    """Every reading by another is noted before it is shown; the person sees it."""
    if standing_of(request).person_id != review.person_id:
        journal.note_view(request, review)
