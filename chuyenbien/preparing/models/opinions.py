"""Opinions asked of advisory agencies before the board decides: body by agency, each answered or not."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classification, Classified, Illustrative, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.rules import SUPERIORS

from ..enums import Answer, Outcome, RoundSubject
from .preparer import Preparer

ANSWERING = (Role.HEAD, Role.EDITOR)
"""Who of an agency answers."""


class OpinionRoundQuerySet(models.QuerySet["OpinionRound"]):
    def visible_to(self, standing: Standing) -> OpinionRoundQuerySet:
        """The board that decides, and who is named to prepare."""
        if standing.person_id is None:
            return self.none()
        named = Preparer.objects.current().filter(
            person_id=standing.person_id, cycle__superior_id__in=standing.units_with(*SUPERIORS)
        )
        board = Q(cycle__superior_id__in=standing.units_with(Role.BOARD_LEADER))
        return self.filter(board | Q(cycle__in=named.order_by().values("cycle")))


class OpinionRound(Classified, Illustrative):
    """One round of opinions of a cycle: on what, until when."""

    secret_fields = ("title", "text")

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="opinion_rounds")
    subject = models.CharField(_("opinions on"), max_length=6, choices=RoundSubject.choices)
    title = models.CharField(_("title of the round"), max_length=250, blank=True, default="")
    text = models.TextField(_("draft text"), blank=True, default="")
    asked_on = models.DateField(_("asked on"))
    answer_by = models.DateField(_("opinion by"))
    lead_days = models.PositiveSmallIntegerField(_("working days given"), null=True, blank=True)
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[OpinionRoundQuerySet] = OpinionRoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = (
            code_only_is_empty("title", "text"),
            models.CheckConstraint(condition=Q(answer_by__gte=F("asked_on")), name="preparing_round_answer_after"),
            models.CheckConstraint(
                condition=Q(classification=Classification.CODE_ONLY)
                | ~Q(title="") & (~Q(subject=RoundSubject.TEXT) | ~Q(text="")),
                name="preparing_round_says_on_what",
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("preparing:round", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        """The opinions and the results, and the letter."""
        return [
            Opinion.objects.filter(consultation__round=self),
            self.results.all(),
            Document.objects.filter(pk__in=[self.letter_id or 0]),
        ]


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, standing: Standing) -> ConsultationQuerySet:
        """The agency that is asked; the board and who prepares."""
        if standing.person_id is None:
            return self.none()
        rounds = OpinionRound.objects.visible_to(standing).order_by().values("pk")
        return self.filter(Q(agency_id__in=standing.units_with(*ANSWERING)) | Q(round__in=rounds))


class Consultation(models.Model):
    """An agency is asked in a round. It sees its own answers only."""

    round = models.ForeignKey(OpinionRound, on_delete=models.CASCADE, related_name="consultations")
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")

    objects: ClassVar[ConsultationQuerySet] = ConsultationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("round", "agency__official_order", "agency_id")
        constraints = (models.UniqueConstraint(fields=("round", "agency"), name="preparing_agency_asked_once"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.agency_id}"

    @property
    def shown_title(self) -> str:
        return self.round.shown_title

    def get_absolute_url(self) -> str:
        return reverse("preparing:consultation", args=[self.pk])


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def current(self) -> OpinionQuerySet:
        """What counts: not replaced by a later answer."""
        return self.filter(replaced_at=None)

    def visible_to(self, standing: Standing) -> OpinionQuerySet:
        return self.filter(consultation__in=Consultation.objects.visible_to(standing).order_by().values("pk"))


class Opinion(Classified):
    """What an agency says about one body. Asked, it is empty; an answer that is changed stays as a replaced row."""

    secret_fields = ("text",)

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="opinions")
    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="asked_opinions")
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices, blank=True, default="")
    text = models.TextField(_("opinion"), blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OpinionQuerySet] = OpinionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("dossier__body__official_order", "dossier_id", "id")
        constraints = (
            code_only_is_empty("text"),
            models.UniqueConstraint(
                fields=("consultation", "dossier"), condition=Q(replaced_at=None), name="preparing_opinion_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NOT_YET, text="", answered_on=None, by=None)
                | Q(answer=Answer.NONE, text="", answered_on__isnull=False, by__isnull=False)
                | Q(answer=Answer.OPINION, answered_on__isnull=False, by__isnull=False)
                & (~Q(text="") | Q(classification=Classification.CODE_ONLY)),
                name="preparing_opinion_is_said",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.dossier_id}"

    def own_title(self) -> str:
        return self.dossier.shown_name

    def is_late(self, answer_by: dt.date) -> bool:
        """Whether it was given after the day."""
        return self.answered_on is not None and self.answered_on > answer_by


class BodyResult(Classified):
    """What the board settled for a body of a round, and by which document. A later one replaces it; the old stays."""

    secret_fields = ("text",)

    round = models.ForeignKey(OpinionRound, on_delete=models.CASCADE, related_name="results")
    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="opinion_results")
    outcome = models.CharField(_("result"), max_length=10, choices=Outcome.choices)
    text = models.TextField(_("what was settled"), blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("dossier__body__official_order", "dossier_id", "id")
        constraints = (
            code_only_is_empty("text"),
            models.UniqueConstraint(
                fields=("round", "dossier"), condition=Q(replaced_at=None), name="preparing_result_one_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.dossier_id}"


class RoundNoticeQuerySet(models.QuerySet["RoundNotice"]):
    def visible_to(self, standing: Standing) -> RoundNoticeQuerySet:
        """The unit that was told; the board and who prepares."""
        if standing.person_id is None:
            return self.none()
        rounds = OpinionRound.objects.visible_to(standing).order_by().values("pk")
        return self.filter(Q(unit_id__in=standing.units_with(*ANSWERING)) | Q(round__in=rounds))


class RoundNotice(models.Model):
    """An agency or a body was told the results: an agency those it was asked about, a body its own only."""

    round = models.ForeignKey(OpinionRound, on_delete=models.CASCADE, related_name="notices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects: ClassVar[RoundNoticeQuerySet] = RoundNoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"

    @property
    def shown_title(self) -> str:
        return self.round.shown_title

    def get_absolute_url(self) -> str:
        return reverse("preparing:notice", args=[self.pk])
