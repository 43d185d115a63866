from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation.models import Action

from ..enums import DRAFTED, DraftState, StepForm
from .ladders import WRITERS, TakenStep


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, standing: Standing) -> DraftQuerySet:
        """Those on the desks of the units whose papers one prepares or signs."""
        if standing.person_id is None:
            return self.none()
        return self.filter(desk__in=standing.units_with(*WRITERS))


class Draft(Classified, Illustrative, Revisioned):
    """A letter that a step of a ladder put on an office's desk. A person edits it, signs it on paper, or drops it.

    As long as nobody has edited it ``text`` is empty, and the page proposes one from the record as it stands.
    """

    secret_fields = ("text", "dropped_because")

    taken = models.OneToOneField(TakenStep, on_delete=models.CASCADE, related_name="draft")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="drafts")
    request = models.ForeignKey(
        AuthorityRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=[(one.value, one.label) for one in DRAFTED])
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="drafts_to_sign")
    addressee = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    prepared_on = models.DateField()
    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.OPEN)
    text = models.TextField(_("text"), blank=True, default="")
    edited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.TextField(blank=True, default="")

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("prepared_on", "id")
        constraints = (
            code_only_is_empty("text", "dropped_because"),
            models.CheckConstraint(
                condition=~Q(state=DraftState.SENT) | Q(document__isnull=False), name="followup_draft_sent_by_document"
            ),
        )
        indexes = (
            models.Index(fields=("desk", "prepared_on"), condition=Q(state="open"), name="followup_draft_on_the_desk"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.shown_title}"

    def own_title(self) -> str:
        return self.action.shown_title

    def get_absolute_url(self) -> str:
        return reverse("followup:draft", args=[self.pk])

    @property
    def short_kind(self) -> str:
        """What it is called on its own page."""
        return {
            StepForm.URGING: gettext("Urging letter"),
            StepForm.EXPLANATION: gettext("Request for explanation"),
            StepForm.REPORT: gettext("Report to the authority"),
        }[StepForm(self.kind)]

    @property
    def state_chip(self) -> tuple[str, str]:
        kinds = {DraftState.OPEN: "warn", DraftState.SENT: "done"}
        return kinds.get(DraftState(self.state), "neutral"), self.get_state_display()
