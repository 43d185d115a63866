"""What the pages of the room read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from chuyenbien.orgs.access import Standing
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.models.dossier import ReviewDossierQuerySet
from chuyenbien.reviews.queries import narrowed
from chuyenbien.reviews.rules import PREPARERS, SUPERIORS

from . import signals
from .enums import Signal
from .models import Preparer


def cycles(standing: Standing) -> QuerySet[ReviewCycle]:
    """The cycles whose preparation somebody runs (leaders and office of the superior) or is named for."""
    if standing.person_id is None:
        return ReviewCycle.objects.none()
    runs = Q(superior_id__in=standing.units_with(*PREPARERS))
    named = Preparer.objects.current().filter(person_id=standing.person_id).order_by().values("cycle")
    prepares = Q(pk__in=named, superior_id__in=standing.units_with(*SUPERIORS))
    return ReviewCycle.objects.filter(runs | prepares).select_related("superior").order_by("-period_end", "-pk")


def named_for(standing: Standing) -> set[int]:
    """Ids of the cycles somebody is named for."""
    rows = Preparer.objects.current().filter(
        person_id=standing.person_id or 0, cycle__superior_id__in=standing.units_with(*SUPERIORS)
    )
    return set(rows.order_by().values_list("cycle_id", flat=True))


def bodies(cycle: ReviewCycle, *, q: str = "", signal: str = "") -> ReviewDossierQuerySet:
    """The bodies of a cycle in official order; with ``signal`` only those that have such rows."""
    rows = narrowed(ReviewDossier.objects.filter(cycle=cycle), {"q": q})
    if signal in Signal.values:
        there = signals.rows(signal, cycle).order_by().values(signals.column_of(signal))
        rows = rows.filter(body_id__in=there).exclude(classification="code_only")
    return rows.select_related("body").order_by("body__official_order", "pk")
