from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import SEEING_ROLES, Capacity
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.reviews.models import ReviewDossier

from ..enums import PlanReviewKind, PlanState


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, standing: Standing) -> PlanQuerySet:
        """A body sees its plans, drafts too; whoever sees the dossier sees what was issued under it, also on paper."""
        own = standing.units_with(*SEEING_ROLES[Capacity.ADDRESS])
        seen = ReviewDossier.objects.visible_to(standing).filter(pk=OuterRef("dossier_id"))
        return self.filter(Q(body_id__in=own) | Q(Exists(seen)) & ~(Q(state=PlanState.DRAFT) & Q(document=None)))


class Plan(Classified, Illustrative, Revisioned):
    """A body's remediation plan: drafted and issued by the body, sent up; the superior comments, asks, accepts.

    Seen by whoever sees the dossier. One that was issued on paper, its ``document``, is seen from above while it is
    still being entered: the paper is no secret, and what it leaves unclear is worth seeing. A plan for tasks of a
    directive alone has no dossier; its body sees it.
    """

    secret_fields = ("title", "purpose", "organisation")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(pgettext_lazy("plan", "title"), max_length=250, blank=True, default="")
    purpose = models.TextField(_("purpose and requirements"), blank=True, default="")
    organisation = models.TextField(_("organisation of implementation"), blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    issued_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("body__official_order", "id")
        constraints = (
            code_only_is_empty("title", "purpose", "organisation"),
            models.UniqueConstraint(
                fields=("dossier",), condition=Q(dossier__isnull=False), name="remediation_one_plan_per_dossier"
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("remediation:plan", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        if self.is_entered_from_paper:
            return "info", gettext("Issued on paper, being entered")
        kinds = {PlanState.ISSUED: "info", PlanState.MORE_ASKED: "warn", PlanState.ACCEPTED: "good"}
        return kinds.get(PlanState(self.state), "neutral"), self.get_state_display()

    @property
    def is_entered_from_paper(self) -> bool:
        """Issued by a document, and not yet issued here: something in it is still unclear."""
        return self.state == PlanState.DRAFT and self.document_id is not None

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.actions.all(), self.reviews.all()]


class PlanReview(Classified):
    """What the superior said of an issued plan."""

    secret_fields = ("text",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=8, choices=PlanReviewKind.choices)
    text = models.TextField(_("text"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("plan", "at", "id")
        constraints = (code_only_is_empty("text"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}"
