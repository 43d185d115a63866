from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person, Unit

from ..points import Point, Value, value_of


class PointDecisionQuerySet(models.QuerySet["PointDecision"]):
    def visible_to(self, standing: Standing) -> PointDecisionQuerySet:
        """What one's own units and the units above them have decided: it binds those below."""
        if standing.person_id is None:
            return self.none()
        units = [*standing.roles, *standing.inspected]
        above = Unit.objects.above_any(units).order_by().values("pk")
        return self.filter(Q(unit__in=units) | Q(unit__in=above))

    def counting(self) -> PointDecisionQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class PointDecision(models.Model):
    """What a superior decided on a point that the text leaves unconfirmed. The last one counts; all stay visible."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="point_decisions")
    pack = models.CharField(_("rule pack"), max_length=60)
    point = models.CharField(_("point"), max_length=60)
    value = models.JSONField(_("value"))
    reason = models.TextField(_("reason"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="point_decisions")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(blank=True, default="")

    objects: ClassVar[PointDecisionQuerySet] = PointDecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("unit", "pack", "point"), name="regulations_decision_point"),)

    def __str__(self) -> str:
        return f"{self.pack} {self.point}"

    def value_for(self, point: Point) -> Value:
        return value_of(point.unit, self.value)
