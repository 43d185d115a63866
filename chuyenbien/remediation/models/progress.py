from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.documents.models import StoredFile
from chuyenbien.orgs.models import Code, Person

from .action import Action, ActionOccurrence


class Progress(Classified, Illustrative):
    """What was done by a day. A wrong entry is corrected by a new one that names it, or withdrawn with a reason."""

    secret_fields = ("text", "withdrawn_because")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress")
    occurrence = models.ForeignKey(
        ActionOccurrence, on_delete=models.PROTECT, null=True, blank=True, related_name="progress"
    )
    done_on = models.DateField(_("state of"), default=clock.today)
    text = models.TextField(_("what was done"), blank=True, default="")
    percent = models.PositiveSmallIntegerField(_("percent done"), null=True, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=4, null=True, blank=True)
    measure = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("-done_on", "-id")
        constraints = (
            code_only_is_empty("text", "withdrawn_because"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="remediation_progress_percent"
            ),
        )
        indexes = (models.Index(fields=("action", "done_on")),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.done_on}"

    def classified_children(self) -> list[models.QuerySet[Evidence]]:
        return [self.evidence.all()]


class Evidence(Classified):
    """A file that shows what a progress entry says."""

    secret_fields = ("caption",)

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="evidence")
    caption = models.CharField(_("caption"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("progress", "id")
        constraints = (code_only_is_empty("caption"),)

    def __str__(self) -> str:
        return f"{self.progress_id} {self.file_id}"

    def classified_children(self) -> list[models.QuerySet[StoredFile]]:
        return [StoredFile.objects.filter(pk=self.file_id)]
