"""How an earlier finding comes into a later review."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewDossier

from ..enums import Kept
from .finding import Finding


class CarryOver(models.Model):
    """An open finding was taken into a later review of the body (section III)."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="carry_overs")
    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="carried_in")
    taken_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("dossier", "finding")
        constraints = (models.UniqueConstraint(fields=("finding", "dossier"), name="findings_carried_once"),)

    def __str__(self) -> str:
        return f"{self.finding_id} -> {self.dossier_id}"


class PriorReport(Classified):
    """What section III says of one earlier finding in one round."""

    secret_fields = ("text",)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="prior_reports")
    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="prior_reports")
    round = models.PositiveSmallIntegerField(default=1)
    kept = models.CharField(_("state of remedy"), max_length=10, choices=Kept.choices)
    text = models.TextField(_("result"), blank=True, default="")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("dossier", "finding")
        constraints = (
            code_only_is_empty("text"),
            models.UniqueConstraint(fields=("finding", "dossier", "round"), name="findings_priorreport_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} in {self.dossier_id}"
