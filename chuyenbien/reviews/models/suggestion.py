from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Code, Person

from ..enums import Answer, SuggestionState
from .dossier import ReviewDossier

ANSWER_CHIPS = {Answer.NONE: "warn", Answer.EXPLAINED: "good", Answer.INSUFFICIENT: "warn"}


class Suggestion(Classified, Illustrative, Revisioned):
    """The superior's numbered letter to one body: what its review must answer, item by item."""

    secret_fields = ("basis",)

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="suggestions")
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.TextField(_("basis"), blank=True, default="")
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=SuggestionState.choices, default=SuggestionState.DRAFT)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("dossier", "id")
        constraints = (
            code_only_is_empty("basis"),
            models.CheckConstraint(
                condition=~Q(state=SuggestionState.ISSUED) | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="reviews_suggestion_issued_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return str(_("Suggestion to %(body)s") % {"body": self.dossier.body.name})

    def get_absolute_url(self) -> str:
        return reverse("reviews:suggestion", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.items.all(), Document.objects.filter(pk__in=[self.letter_id or 0])]

    @property
    def state_chip(self) -> tuple[str, str]:
        state = SuggestionState(self.state)
        return ("done" if state == SuggestionState.ISSUED else "neutral"), str(state.label)


class SuggestionItem(Classified, Illustrative):
    """One point the review must answer. ``answer`` is the latest assessment of its explanation."""

    secret_fields = ("text",)

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("item"))
    text = models.TextField(_("point to review"), blank=True, default="")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.NONE)

    class Meta:
        ordering = ("suggestion", "number")
        constraints = (
            models.UniqueConstraint(fields=("suggestion", "number"), name="reviews_item_number_once"),
            code_only_is_empty("text"),
        )

    def __str__(self) -> str:
        return self.shown_title

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.explanations.all()]

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and words of the chip that shows how the point is answered."""
        answer = Answer(self.answer)
        return ANSWER_CHIPS[answer], str(answer.label)


class Explanation(Classified):
    """The body's explanation of one item in one round: what, why, whose responsibility."""

    secret_fields = ("text", "cause", "responsibility", "judged_because")

    item = models.ForeignKey(SuggestionItem, on_delete=models.CASCADE, related_name="explanations")
    round = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("explanation"), blank=True, default="")
    cause = models.TextField(_("cause"), blank=True, default="")
    responsibility = models.TextField(_("responsibility"), blank=True, default="")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    judged = models.CharField(max_length=12, choices=Answer.choices, default=Answer.EXPLAINED)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("item", "round", "id")
        constraints = (code_only_is_empty("text", "cause", "responsibility", "judged_because"),)

    def __str__(self) -> str:
        return f"{self.item_id} #{self.round}"
