"""How the competent body reads a point of the regulation for one cycle, where the text leaves it open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.regulations.points import Point, Value, value_of
from chuyenbien.reviews.models import ReviewCycle

from .rating import PREPARERS


class CycleReadingQuerySet(models.QuerySet["CycleReading"]):
    def visible_to(self, standing: Standing) -> CycleReadingQuerySet:
        """Who prepares the ratings; everybody else reads it on the ratings it decides."""
        if standing.person_id is None:
            return self.none()
        return self.filter(cycle__superior_id__in=standing.units_with(*PREPARERS))


class CycleReading(models.Model):
    """One decision on one point for one cycle. The pack the cycle pinned stays as it is; the last decision counts."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="readings")
    point = models.CharField(_("point"), max_length=60)
    value = models.JSONField(_("value"))
    reason = models.TextField(_("reason"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CycleReadingQuerySet] = CycleReadingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "point"), condition=Q(replaced_at=None), name="ratings_reading_one_counts"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ratings_reading_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.point}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:points", args=[self.cycle_id])

    def value_for(self, point: Point) -> Value:
        return value_of(point.unit, self.value)
