"""What the office says of the record: that it is complete, and what it cannot know."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Person

from ..enums import YES_NO, HandKey
from .rating import Rating


class TaskListConfirmation(Classified):
    """The list of the subject's tasks in the system is complete. Until somebody says so, facts of tasks are unknown."""

    secret_fields = ("withdrawn_because",)

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField(_("confirmed on"))
    counted = models.PositiveIntegerField(_("tasks in the system on that day"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(_("reason"), blank=True, default="")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            code_only_is_empty("withdrawn_because"),
            models.UniqueConstraint(
                fields=("rating",), condition=Q(withdrawn_at=None), name="ratings_confirmation_one_holds"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.confirmed_on}"


class HandFact(Classified):
    """A fact entered by hand, on a registered document. The last one counts; what it replaced stays readable."""

    secret_fields = ("reason",)

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="hand_facts")
    fact = models.CharField(_("fact"), max_length=24, choices=HandKey.choices)
    number = models.DecimalField(_("number"), max_digits=8, decimal_places=2, null=True, blank=True)
    yes = models.BooleanField(_("yes or no"), null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("fact", "-at", "-id")
        constraints = (
            code_only_is_empty("reason"),
            models.UniqueConstraint(
                fields=("rating", "fact"), condition=Q(replaced_at=None), name="ratings_handfact_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, yes__isnull=False, fact__in=YES_NO)
                | Q(number__gte=0, yes__isnull=True) & ~Q(fact__in=YES_NO),
                name="ratings_handfact_of_its_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.fact}"

    @property
    def value(self) -> Decimal | bool | None:
        return self.yes if self.fact in YES_NO else self.number
