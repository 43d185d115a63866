from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import Precision
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.models import Code, Person, Unit
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from ..enums import Disposition, Effect


class Direction(Classified, Illustrative):
    """A direction the delegation gave. Each is taken into the conclusion or explained."""

    secret_fields = ("text", "explanation")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="directions")
    round = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField(_("item"))
    text = models.TextField(_("direction"), blank=True, default="")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    disposition = models.CharField(max_length=10, choices=Disposition.choices, default=Disposition.OPEN)
    explanation = models.TextField(_("explanation"), blank=True, default="")

    class Meta:
        ordering = ("dossier", "round", "number")
        constraints = (
            code_only_is_empty("text", "explanation"),
            models.UniqueConstraint(fields=("dossier", "round", "number"), name="conferences_direction_once"),
        )

    def __str__(self) -> str:
        return self.shown_title

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.lines.all()]


class Conclusion(Classified, Illustrative, Revisioned):
    """The notice of conclusion of one round: strengths, and what it does with each finding."""

    secret_fields = ("strengths", "summary")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="conclusions")
    round = models.PositiveSmallIntegerField(default=1)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    strengths = models.TextField(_("strengths"), blank=True, default="")
    summary = models.TextField(_("summary"), blank=True, default="")
    plan_due = models.DateField(_("plan to be issued by"), null=True, blank=True)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("dossier", "round")
        constraints = (
            code_only_is_empty("strengths", "summary"),
            models.UniqueConstraint(fields=("dossier", "round"), name="conferences_one_conclusion_per_round"),
        )

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return str(_("Conclusion on %(body)s") % {"body": self.dossier.body.name})

    def get_absolute_url(self) -> str:
        return reverse("conferences:conclusion", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def state_chip(self) -> tuple[str, str]:
        return ("done", now_("Issued")) if self.is_issued else ("neutral", now_("Draft"))

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.lines.all()]


class ConclusionLine(Classified, Illustrative):
    """One finding in a conclusion. Until it is issued, a line that *states* holds the draft of the finding."""

    secret_fields = ("statement", "derived_limitation", "open_since_note", "note")

    conclusion = models.ForeignKey(Conclusion, on_delete=models.CASCADE, related_name="lines")
    effect = models.CharField(_("effect"), max_length=10, choices=Effect.choices)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="concluded_in")
    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    statement = models.TextField(_("statement"), blank=True, default="")
    derived_limitation = models.TextField(blank=True, default="")
    nature = models.CharField(max_length=12, blank=True, default="")
    source = models.CharField(max_length=12, blank=True, default="")
    follow_up = models.CharField(max_length=8, blank=True, default="")
    track = models.CharField(max_length=12, blank=True, default="")
    address = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    responsible = models.ManyToManyField(Person, blank=True, related_name="+")
    suggestion_item = models.ForeignKey(
        SuggestionItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    open_since = models.DateField(_("open since"), null=True, blank=True)
    open_since_precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY)
    open_since_note = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(_("reason"), blank=True, default="")

    class Meta:
        ordering = ("conclusion", "id")
        constraints = (
            code_only_is_empty("statement", "derived_limitation", "open_since_note", "note"),
            models.CheckConstraint(
                condition=Q(effect=Effect.STATES) | Q(finding__isnull=False), name="conferences_line_names_its_finding"
            ),
        )

    def __str__(self) -> str:
        return f"{self.conclusion_id} {self.effect} {self.finding_id}"
