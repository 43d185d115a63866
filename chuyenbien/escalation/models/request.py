from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import Precision
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit

from ..enums import AnswerKind, RequestState
from .obstacle import Obstacle


class AuthorityRequestQuerySet(VisibleQuerySet["AuthorityRequest"]):
    pass


class AuthorityRequest(Matter, Classified, Illustrative, Revisioned):
    """A petition to whoever has the authority, in the system or outside it. Agreement alone closes nothing."""

    secret_fields = ("own_efforts", "legal_basis", "request")

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="requests")
    forwarded_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="forwarded_to"
    )
    asker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requests_sent")
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requests_received")
    own_efforts = models.TextField(_("what was tried"), blank=True, default="")
    legal_basis = models.TextField(_("which rule or authority"), blank=True, default="")
    request = models.TextField(_("what is asked"), blank=True, default="")
    answer_due = models.DateField(_("answer asked by"), null=True, blank=True)
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.DRAFT)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(_("received"), null=True, blank=True)

    objects: ClassVar[AuthorityRequestQuerySet] = AuthorityRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-sent_on", "-id")
        constraints = (code_only_is_empty("own_efforts", "legal_basis", "request"),)

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return self.request

    def get_absolute_url(self) -> str:
        return reverse("escalation:request", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.answers.all()]


class RequestInvolvement(Involvement):
    matter = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class AuthorityAnswer(Classified, Illustrative):
    """What the authority answered, with number, date and scan; entered by itself or recorded by the office."""

    secret_fields = ("text",)

    request = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(_("answer"), max_length=10, choices=AnswerKind.choices)
    text = models.TextField(_("content"), blank=True, default="")
    answered_on = models.DateField(_("answered on"))
    answered_on_precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("request", "at", "id")
        constraints = (code_only_is_empty("text"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"
