from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action, Submission

from ..enums import Judgment


class Verification(Classified):
    """The independent judgment on one submission."""

    secret_fields = ("reason", "exceeded_reason")

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="verification")
    judgment = models.CharField(_("judgment"), max_length=8, choices=Judgment.choices)
    reason = models.TextField(_("reason"), blank=True, default="")
    exceeded = models.BooleanField(_("exceeds what was asked for"), default=False)
    exceeded_reason = models.TextField(_("in what it exceeds what was asked for"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            code_only_is_empty("reason", "exceeded_reason"),
            models.CheckConstraint(
                condition=models.Q(exceeded=False, exceeded_reason="")
                | models.Q(exceeded=True, judgment=Judgment.ACCEPTED),
                name="verification_exceeds_when_accepted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.judgment}"


class IndependenceException(Classified):
    """The superior's board let a person confirm an action although the rule of independence excludes them."""

    secret_fields = ("reason",)

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="independence_exceptions")
    verifier = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), blank=True, default="")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            code_only_is_empty("reason"),
            models.CheckConstraint(
                condition=~models.Q(verifier=models.F("approved_by")), name="verification_exception_by_another"
            ),
            models.UniqueConstraint(fields=("action", "verifier"), name="verification_exception_once"),
        )

    def __str__(self) -> str:
        return f"{self.action_id} {self.verifier_id}"
