"""By when an authority is expected to reply, and who comes next above: what an office sets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.orgs.models import Person, Unit


class _Set(models.Model):
    """Something an office has set from a day on, and on which basis. The last one that holds counts."""

    valid_from = models.DateField(_("from"))
    basis = models.CharField(_("basis"), max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("escalation:terms")


class ReplyTerms(_Set):
    """Working days for the petitions of a unit and of all below it that has none of its own."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reply_terms")
    acknowledge_days = models.PositiveSmallIntegerField(_("working days to acknowledge the receipt"))
    decide_days = models.PositiveSmallIntegerField(_("working days to decide, from the receipt"))

    class Meta:
        ordering = ("unit__official_order", "unit", "-valid_from", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(acknowledge_days__range=(1, 250), decide_days__range=(1, 250)),
                name="escalation_terms_within_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.acknowledge_days} + {self.decide_days}"

    @property
    def shown_title(self) -> str:
        return self.unit.name


class NextAuthority(_Set):
    """To whom the petitions of a unit go, or go on, next; without an authority the chain of its kind counts again."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="next_authorities")
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("unit__official_order", "unit", "-valid_from", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(authority=None) | ~Q(authority=models.F("unit")), name="escalation_next_is_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} > {self.authority_id}"

    @property
    def shown_title(self) -> str:
        return self.unit.name
