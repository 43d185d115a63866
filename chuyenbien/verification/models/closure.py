from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.models import Person


class ClosureException(Classified):
    """A finding without an outcome condition may be closed because the superior's board accepted why."""

    secret_fields = ("reason", "refused_because")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="closure_exceptions")
    reason = models.TextField(_("reason"), blank=True, default="")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            code_only_is_empty("reason", "refused_because"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(refused_at__isnull=True),
                name="verification_closure_exception_one_decision",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=models.F("asked_by")),
                name="verification_closure_exception_by_another",
            ),
            models.UniqueConstraint(
                fields=("finding",),
                condition=Q(accepted_at__isnull=True, refused_at__isnull=True),
                name="verification_one_exception_pending",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id}"


class Closure(Classified):
    """A finding was closed: by whom, why, on which settled figures (kept as they were)."""

    secret_fields = ("reason", "figures")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="closures")
    reason = models.TextField(_("reason"), blank=True, default="")
    figures = models.TextField(blank=True, default="", help_text="JSON: condition, value, settled on")
    exception = models.ForeignKey(ClosureException, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            code_only_is_empty("reason", "figures"),
            models.UniqueConstraint(
                fields=("finding",), condition=Q(ended_at__isnull=True), name="verification_one_closure"
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} @{self.at:%Y-%m-%d}"


class Reopening(Classified):
    """A closed finding was opened again, with the reason."""

    secret_fields = ("reason",)

    closure = models.OneToOneField(Closure, on_delete=models.PROTECT, related_name="reopening")
    reason = models.TextField(_("reason"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (code_only_is_empty("reason"),)

    def __str__(self) -> str:
        return f"{self.closure_id}"
