from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Illustrative
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.rules import PREPARERS, SUPERIORS

from .preparer import Preparer


class SuggestionDecisionQuerySet(models.QuerySet["SuggestionDecision"]):
    def visible_to(self, standing: Standing) -> SuggestionDecisionQuerySet:
        """The leaders and the office of the superior, who carry it out, and who prepared it."""
        if standing.person_id is None:
            return self.none()
        named = Preparer.objects.current().filter(
            person_id=standing.person_id, cycle__superior_id__in=standing.units_with(*SUPERIORS)
        )
        superior = Q(cycle__superior_id__in=standing.units_with(*PREPARERS))
        return self.filter(superior | Q(cycle__in=named.order_by().values("cycle")))


class SuggestionDecision(Illustrative):
    """Which bodies the board decided to suggest, and by which document. A correction is a new one; the old stays."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="suggestion_decisions")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))
    correction_reason = models.TextField(_("reason for the correction"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SuggestionDecisionQuerySet] = SuggestionDecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle",), condition=Q(replaced_at=None), name="preparing_decision_one_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.decided_on}"

    @property
    def shown_title(self) -> str:
        return self.document.shown_title

    def get_absolute_url(self) -> str:
        return reverse("preparing:decision", args=[self.pk])


class DecidedBody(models.Model):
    """What was decided about one body of the cycle: suggested or not."""

    decision = models.ForeignKey(SuggestionDecision, on_delete=models.CASCADE, related_name="bodies")
    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="+")
    is_suggested = models.BooleanField(_("suggested"))

    class Meta:
        ordering = ("decision", "dossier__body__official_order", "dossier_id")
        constraints = (models.UniqueConstraint(fields=("decision", "dossier"), name="preparing_decided_body_once"),)

    def __str__(self) -> str:
        return f"{self.decision_id} {self.dossier_id}"
