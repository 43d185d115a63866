from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.reviews.rules import PREPARERS


class PreparerQuerySet(models.QuerySet["Preparer"]):
    def current(self) -> PreparerQuerySet:
        """Named and not withdrawn."""
        return self.filter(until__isnull=True)

    def visible_to(self, standing: Standing) -> PreparerQuerySet:
        """The leaders and the office of the superior know who prepares, and so does who is named."""
        if standing.person_id is None:
            return self.none()
        superior = Q(cycle__superior_id__in=standing.units_with(*PREPARERS))
        return self.filter(superior | Q(person_id=standing.person_id))


class Preparer(models.Model):
    """A person named to prepare the suggestions of a cycle: nobody else sees the signals. A withdrawn row stays."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="preparers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("named on"), default=clock.today)
    until = models.DateField(_("withdrawn on"), null=True, blank=True)
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[PreparerQuerySet] = PreparerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("cycle", "since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "person"), condition=Q(until=None), name="preparing_preparer_named_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, withdrawn_by__isnull=True)
                | Q(until__gte=F("since"), withdrawn_by__isnull=False),
                name="preparing_preparer_withdrawn_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.person_id}"

    @property
    def shown_title(self) -> str:
        return self.person.shown_title
