"""What the lists show: one's own self-reviews, the bodies whose list one sees, the list of a body."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chuyenbien.core import text
from chuyenbien.core.models import Classification
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.reviews.models import DelegationMember, ReviewCycle, ReviewDossier

from .enums import SEALED
from .models import SelfReview
from .models.self_review import MANAGERS, SelfReviewQuerySet


def own(standing: Standing) -> SelfReviewQuerySet:
    """Somebody's own, the latest cycle first."""
    rows = SelfReview.objects.filter(person_id=standing.person_id or 0)
    return rows.select_related("cycle", "dossier__body").order_by("-cycle__period_end", "-pk")


def listed_dossiers(standing: Standing) -> QuerySet[ReviewDossier]:
    """The bodies under review whose list somebody sees: ``rules.lists`` as a condition."""
    if standing.person_id is None:
        return ReviewDossier.objects.none()
    seats = DelegationMember.objects.filter(person_id=standing.person_id).order_by()
    return ReviewDossier.objects.filter(
        Q(body_id__in=standing.units_with(*MANAGERS))
        | Q(cycle__superior_id__in=standing.units_with(Role.OFFICE_OFFICER, Role.BOARD_LEADER))
        | Q(delegation_id__in=seats.values("delegation_id"))
    ).select_related("body", "cycle__superior")


def with_lists(standing: Standing) -> QuerySet[ReviewDossier]:
    """Those of them in which somebody owes a self-review, in official order, the latest cycle first."""
    there = SelfReview.objects.filter(dossier=OuterRef("pk"))
    return (
        listed_dossiers(standing)
        .filter(Exists(there))
        .order_by("-cycle__period_end", "-cycle_id", "body__official_order", "pk")
    )


def narrowed(rows: QuerySet[ReviewDossier], words: str, cycle: ReviewCycle | None) -> QuerySet[ReviewDossier]:
    """The bodies a filter asks for. A code-only dossier is found by its code."""
    if cycle is not None:
        rows = rows.filter(cycle=cycle)
    for forms in text.search_terms(words):
        named = Q()
        for form in forms:
            named |= Q(body__search_text__contains=form)
        hidden = Q(classification=Classification.CODE_ONLY)
        rows = rows.filter((named & ~hidden) | (hidden & Q(code__icontains=forms[0])))
    return rows


def counts(dossiers: list[int], *, of_codes: bool = True) -> dict[int, Any]:
    """By dossier how many self-reviews are due and how many are handed in. One query.

    ``of_codes`` False leaves those known by a code only out: not even their number is told.
    """
    rows = SelfReview.objects.filter(dossier__in=dossiers).order_by()
    if not of_codes:
        rows = rows.exclude(classification=Classification.CODE_ONLY)
    told = rows.values("dossier_id").annotate(due=Count("pk"), handed_in=Count("pk", filter=Q(state__in=SEALED)))
    return {row["dossier_id"]: row for row in told}


def of_dossier(dossier: ReviewDossier, state: str = "") -> SelfReviewQuerySet:
    """Who owes a self-review, by given name; those known by a code last."""
    rows = SelfReview.objects.filter(dossier=dossier)
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("person", "keyed_in_by").order_by("person__sort_key", "pk")


def readable(page: list[SelfReview], standing: Standing) -> set[int]:
    """Which of a page's rows somebody may open. One query."""
    keys = [one.pk for one in page]
    return set(SelfReview.objects.visible_to(standing).filter(pk__in=keys).values_list("pk", flat=True))
