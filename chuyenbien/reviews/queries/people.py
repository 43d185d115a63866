"""Delegations and suggestions as somebody may see them."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from chuyenbien.orgs.access import Standing

from ..enums import SuggestionState
from ..models import Delegation, DelegationMember, ReviewCycle, ReviewDossier, Suggestion
from ..rules import PREPARERS, SUPERIORS


def visible_delegations(standing: Standing) -> QuerySet[Delegation]:
    """The delegations of one's own superior's cycles, those one sits in, those of dossiers one sees."""
    if standing.person_id is None:
        return Delegation.objects.none()
    dossiers = ReviewDossier.objects.visible_to(standing).filter(delegation__isnull=False)
    own = DelegationMember.objects.filter(person_id=standing.person_id)
    return Delegation.objects.filter(
        Q(cycle__superior_id__in=standing.units_with(*SUPERIORS))
        | Q(pk__in=own.values("delegation_id"))
        | Q(pk__in=dossiers.order_by().values("delegation_id"))
    )


def delegations_of(cycle: ReviewCycle, standing: Standing) -> QuerySet[Delegation]:
    """The delegations of a cycle by number, with their people and how many bodies each attends."""
    seats = DelegationMember.objects.select_related("person").order_by("id")
    return (
        visible_delegations(standing)
        .filter(cycle=cycle)
        .select_related("cycle")
        .prefetch_related(Prefetch("members", queryset=seats))
        .annotate(body_count=Count("dossiers", distinct=True))
        .order_by("number")
    )


def visible_suggestions(standing: Standing) -> QuerySet[Suggestion]:
    """Issued suggestions of dossiers one sees; drafts only for those who prepare and issue them."""
    if standing.person_id is None:
        return Suggestion.objects.none()
    seen = Suggestion.objects.filter(dossier__in=ReviewDossier.objects.visible_to(standing).order_by().values("pk"))
    prepared = Q(dossier__cycle__superior_id__in=standing.units_with(*PREPARERS))
    return seen.filter(Q(state=SuggestionState.ISSUED) | prepared)
