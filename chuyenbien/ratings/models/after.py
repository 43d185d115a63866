"""After the decision: the notice to the subject, and a petition about the rating with its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Person

from ..enums import PetitionAnswer
from .rating import Rating
from .steps import RatingDecision


class RatingNotice(models.Model):
    """The subject was told of a decision."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="notices")
    decision = models.ForeignKey(RatingDecision, on_delete=models.CASCADE, related_name="notices")
    noticed_on = models.DateField(_("told on"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-noticed_on", "-id")
        constraints = (models.UniqueConstraint(fields=("decision",), name="ratings_notice_once"),)

    def __str__(self) -> str:
        return f"{self.rating_id} {self.noticed_on}"


class RatingPetition(Classified):
    """A petition about a rating, by its subject. It does not suspend the rating."""

    secret_fields = ("text", "answer_text")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="petitions")
    decision = models.ForeignKey(RatingDecision, on_delete=models.CASCADE, related_name="petitions")
    filed_on = models.DateField(_("filed on"))
    file_by = models.DateField(_("filing due"), null=True, blank=True)
    answer_by = models.DateField(_("answer due"), null=True, blank=True)
    text = models.TextField(_("what is asked"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answer = models.CharField(_("answer"), max_length=9, choices=PetitionAnswer.choices, blank=True, default="")
    answer_text = models.TextField(_("reason of the answer"), blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-filed_on", "-id")
        constraints = (
            code_only_is_empty("text", "answer_text"),
            models.UniqueConstraint(fields=("rating",), condition=Q(answer=""), name="ratings_petition_one_open"),
            models.CheckConstraint(
                condition=Q(answer="")
                | Q(answered_on__isnull=False, answer_document__isnull=False, answered_by__isnull=False),
                name="ratings_petition_answer_by_document",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.filed_on}"

    @property
    def is_late(self) -> bool:
        """Filed after the time the pack gives."""
        return self.file_by is not None and self.filed_on > self.file_by

    @property
    def state_chip(self) -> tuple[str, str]:
        if self.answer:
            return "done", self.get_answer_display()
        if self.answer_by is not None and clock.today() > self.answer_by:
            return "bad", str(_("Answer overdue"))
        return "warn", str(_("Waits for an answer"))
