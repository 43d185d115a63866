from __future__ import annotations

from django.db import models
from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.models import Suggestion

from ..enums import Signal


class TakenSource(models.Model):
    """A matter of the record that a point of a suggestion rests on. It holds no text of its own."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="taken_sources")
    kind = models.CharField(max_length=13, choices=Signal.choices)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("suggestion", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(finding__isnull=False, action__isnull=True, indicator__isnull=True)
                | Q(finding__isnull=True, action__isnull=False, indicator__isnull=True)
                | Q(finding__isnull=True, action__isnull=True, indicator__isnull=False),
                name="preparing_taken_one_source",
            ),
        )

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.kind}"
