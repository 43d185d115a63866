"""Judgments about an action's time and people. Each is a row with an author, a time and a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Person, Unit

from ..enums import Decision, RulingKind
from .action import Action


class Extension(Classified):
    """A later date was asked for; the superior approved or refused it."""

    secret_fields = ("reason", "decision_reason")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="extensions")
    from_date = models.DateField()
    to_date = models.DateField(_("new date"))
    reason = models.TextField(_("reason"), blank=True, default="")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("action", "asked_at", "id")
        constraints = (
            code_only_is_empty("reason", "decision_reason"),
            models.CheckConstraint(
                condition=Q(to_date__gt=models.F("from_date")), name="remediation_extension_is_later"
            ),
            models.UniqueConstraint(
                fields=("action",), condition=Q(decision=""), name="remediation_one_extension_pending"
            ),
        )

    def __str__(self) -> str:
        return f"{self.action_id} -> {self.to_date}"


class Pause(Classified):
    """The deadline rests from a day until a day by a decision with its document; never by itself."""

    secret_fields = ("reason",)

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, default="")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("action", "since")
        constraints = (
            code_only_is_empty("reason"),
            models.UniqueConstraint(fields=("action",), condition=Q(until=None), name="remediation_one_open_pause"),
        )

    def __str__(self) -> str:
        return f"{self.action_id} since {self.since}"


class Ruling(Classified):
    """A decision that takes an action off the desk: cancelled, transferred, or waiting for a successor."""

    secret_fields = ("reason",)

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="rulings")
    kind = models.CharField(max_length=12, choices=RulingKind.choices)
    reason = models.TextField(_("reason"), blank=True, default="")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("action", "decided_at", "id")
        constraints = (code_only_is_empty("reason"),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.kind}"


class Reassignment(Classified):
    """Another person (or unit) took the work over; the past stays with who held it."""

    secret_fields = ("reason",)

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reassignments")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("action", "at", "id")
        constraints = (code_only_is_empty("reason"),)

    def __str__(self) -> str:
        return f"{self.action_id}: {self.from_person_id} -> {self.to_person_id}"


class Submission(Classified):
    """The lead person submitted the work for confirmation. Whether it was accepted is a row of ``verification``."""

    secret_fields = ("note",)

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="submissions")
    note = models.TextField(_("note"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    returned_at = models.DateTimeField(null=True, blank=True)
    was_withdrawn = models.BooleanField(default=False, help_text=_("Taken back by who submitted it, not returned."))
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("action", "at", "id")
        constraints = (
            code_only_is_empty("note"),
            models.UniqueConstraint(
                fields=("action",),
                condition=Q(returned_at=None, accepted_at=None),
                name="remediation_one_submission_pending",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action_id} @{self.at:%Y-%m-%d}"
