from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import Precision
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit

from ..enums import AnswerKind, Reply, RequestState
from .obstacle import Obstacle
from .terms import ReplyTerms


class AuthorityRequestQuerySet(VisibleQuerySet["AuthorityRequest"]):
    pass


class AuthorityRequest(Matter, Classified, Illustrative, Revisioned):
    """A petition to whoever has the authority, in the system or outside it. Agreement alone closes nothing.

    One row is one step of a chain: a holder with its own dates. ``acknowledge_days`` and ``decide_days`` (working days)
    are kept from the day of sending, so that terms set later do not touch a running petition. ``answer_due`` moves when
    the authority waits for the asker to supply more; ``first_due`` is the date before that.
    """

    secret_fields = ("own_efforts", "legal_basis", "request", "dropped_because")

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
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(_("received"), null=True, blank=True)
    receipt = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.ForeignKey(ReplyTerms, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledge_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decide_days = models.PositiveSmallIntegerField(null=True, blank=True)
    acknowledge_due = models.DateField(null=True, blank=True)
    first_due = models.DateField(null=True, blank=True)
    due_is_reckoned = models.BooleanField(default=False)
    dropped_because = models.TextField(blank=True, default="")

    objects: ClassVar[AuthorityRequestQuerySet] = AuthorityRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-sent_on", "-id")
        constraints = (
            code_only_is_empty("own_efforts", "legal_basis", "request", "dropped_because"),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "received", "supply", "answered")) | Q(drafted_by__isnull=False),
                name="escalation_request_sent_by_a_person",
            ),
        )
        indexes = (
            models.Index(fields=("state", "answer_due"), name="escalation_awaited_until"),
            models.Index(fields=("acknowledge_due",), condition=Q(state="sent"), name="escalation_receipt_until"),
        )

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return self.request

    def get_absolute_url(self) -> str:
        return reverse("escalation:request", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return self.rows_that_speak_of_it()


class RequestInvolvement(Involvement):
    matter = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class AuthorityAnswer(Classified, Illustrative):
    """What the authority answered, with number, date and scan; entered by itself or recorded by the office.

    Where it asked for more: what the asker supplied, and when. Between the two days its time stands still.
    """

    secret_fields = ("text", "supplied")

    request = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(_("answer"), max_length=10, choices=AnswerKind.choices)
    text = models.TextField(_("content"), blank=True, default="")
    answered_on = models.DateField(_("answered on"))
    answered_on_precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    supplied_on = models.DateField(null=True, blank=True)
    supplied = models.TextField(blank=True, default="")
    supplied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    supply_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("request", "at", "id")
        constraints = (
            code_only_is_empty("text", "supplied"),
            models.CheckConstraint(
                condition=Q(supplied_on=None) | Q(kind="more_asked", supplied_on__gte=F("answered_on")),
                name="escalation_supplied_after_asked",
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class TimedOut(models.Model):
    """A reply date of a petition passed. Once for each date: the key of what people were told and what was drafted."""

    request = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="timed_out")
    reply = models.CharField(max_length=12, choices=Reply.choices)
    due_on = models.DateField()
    on = models.DateField()
    drafted = models.ForeignKey(
        AuthorityRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafted_for"
    )

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(fields=("request", "reply", "due_on"), name="escalation_timed_out_once"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.reply} {self.due_on}"
