from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import StoredFile
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit

from ..enums import DossierState
from .cycle import ReviewCycle
from .delegation import Delegation

STATE_CHIPS = {
    DossierState.PREPARING: "neutral",
    DossierState.SUBMITTED: "info",
    DossierState.COMMENTED: "info",
    DossierState.SCHEDULED: "info",
    DossierState.HELD: "info",
    DossierState.CONCLUDED: "warn",
    DossierState.REMEDYING: "good",
    DossierState.CLOSED: "done",
}


class ReviewDossierQuerySet(VisibleQuerySet["ReviewDossier"]):
    pass


class ReviewDossier(Matter, Classified, Illustrative, Revisioned):
    """One body's review in one cycle. Reopening by the superior starts a new round; what was found stays."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="dossiers")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers")
    state = models.CharField(max_length=12, choices=DossierState.choices, default=DossierState.PREPARING)
    round = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ReviewDossierQuerySet] = ReviewDossierQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("cycle", "body__official_order", "id")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "body"), name="reviews_dossier_once_per_cycle"),
            code_only_is_empty(),
        )
        indexes = (models.Index(fields=("cycle", "state")),)

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return f"{self.body.name} — {self.cycle.name}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:dossier", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        """The report, the suggestion, the conference, the conclusion and what it states."""
        return self.rows_that_speak_of_it()

    def empty_secret_fields(self, code: str) -> None:
        """Also empty the reasons of its rounds, which say something of the matter."""
        super().empty_secret_fields(code)
        self.rounds.update(reason="")
        self.hold_overrides.update(reason="")

    @property
    def shown_name(self) -> str:
        """What the dossier is called among those of its cycle: the body, or the code."""
        return self.code if self.is_code_only else self.body.name

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and words of the chip that shows where the dossier stands."""
        state = DossierState(self.state)
        return STATE_CHIPS[state], str(state.label)


class DossierInvolvement(Involvement):
    matter = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class DossierRound(models.Model):
    """The superior opened a further round of the review, with a reason."""

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("dossier", "number")
        constraints = (models.UniqueConstraint(fields=("dossier", "number"), name="reviews_round_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} #{self.number}"


class DossierSection(Classified, Revisioned):
    """The text of one section of the report, per round."""

    secret_fields = ("text",)

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="sections")
    round = models.PositiveSmallIntegerField(default=1)
    section = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True, default="")
    files = models.ManyToManyField(StoredFile, blank=True, related_name="dossier_sections")

    class Meta:
        ordering = ("dossier", "round", "section")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "round", "section"), name="reviews_section_once"),
            code_only_is_empty("text"),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.section}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.files.all()]


class HoldOverride(models.Model):
    """The superior's board let a conference be marked held although a suggested item is unanswered, and said why."""

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="hold_overrides")
    round = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dossier", "round"), name="reviews_override_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} #{self.round}"
