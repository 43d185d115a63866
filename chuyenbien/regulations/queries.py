"""Decisions as somebody may see them."""

from __future__ import annotations

from django.db.models import Q

from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.models.unit import UnitQuerySet

from .models import PointDecision
from .models.decision import PointDecisionQuerySet
from .rules import DECIDERS


def units_to_read_for(standing: Standing, pack: str) -> UnitQuerySet:
    """The superiors whose reading of a pack somebody may look at: one's own, and those above that decided something."""
    decided = PointDecision.objects.visible_to(standing).counting().filter(pack=pack).order_by().values("unit_id")
    own = standing.units_with(*DECIDERS)
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=decided)).order_by("official_order", "pk")


def decisions_of(standing: Standing, pack: str, point: str) -> PointDecisionQuerySet:
    """Everything that was decided on a point, the last first; withdrawn ones too."""
    rows = PointDecision.objects.visible_to(standing).filter(pack=pack, point=point)
    return rows.select_related("unit", "document", "by", "withdrawn_by")
