from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .code import Code
from .dated import Dated, ends_after_start
from .person import Person
from .unit import Unit


class Charge(Dated):
    """Who of a board is charged with which field or which area (a unit)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="charges")
    board = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("board", "person", "id")
        constraints = (
            ends_after_start(),
            models.CheckConstraint(
                condition=Q(field__isnull=False) ^ Q(area__isnull=False), name="orgs_charge_field_or_area"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.field_id or self.area_id}"


class InspectionGrant(Dated):
    """A decision that lets an inspection account read the matters of a unit and what is below it, until
    its date."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="inspection_grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(_("decision"), max_length=250)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-valid_from", "id")
        constraints = (
            ends_after_start(),
            models.CheckConstraint(condition=Q(valid_until__isnull=False), name="orgs_inspectiongrant_ends"),
        )

    def __str__(self) -> str:
        return self.decision
