from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.findings.enums import Precision
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.models import Person, Unit

from ..enums import HoldingKind
from .action import Action


class Holding(Classified, Illustrative):
    """Who has a matter, from receipt until they passed it on. Written by verbs.

    ``unknown`` without a unit is the time nobody recorded: one honest segment, never filled by guessing.
    """

    secret_fields = ("note",)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, null=True, blank=True, related_name="holdings")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="holdings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=HoldingKind.choices, default=HoldingKind.WORK)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY)
    note = models.CharField(_("note"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("since", "id")
        constraints = (
            code_only_is_empty("note"),
            models.CheckConstraint(
                condition=Q(finding__isnull=False) | Q(action__isnull=False), name="remediation_holding_of_something"
            ),
            models.CheckConstraint(
                condition=Q(kind=HoldingKind.UNKNOWN) | Q(unit__isnull=False), name="remediation_holding_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="remediation_holding_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.since}–{self.until}"
