"""The steps of a rating: own rating, appraisal, vote, decision; and what is decided on the share of *excellent*."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.regulations.facts import Criteria, Points
from chuyenbien.reviews.models import ReviewCycle

from ..enums import RATED_CHOICES, BallotStage, Criterion, Level, QuotaKind, Step
from .rating import PREPARERS, Rating

RESULTS = ("results", "tasks")
"""Criteria that are results of duties; all others are the other criteria (132, 124)."""


class Assessment(Classified):
    """Points or levels of criteria with the level proposed. Earlier versions stay readable."""

    secret_fields = ("explanation",)

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="assessments")
    step = models.CharField(_("step of the rating"), max_length=9, choices=Step.choices)
    general = models.DecimalField(_("general points"), max_digits=5, decimal_places=2, null=True, blank=True)
    results = models.DecimalField(_("points of results"), max_digits=5, decimal_places=2, null=True, blank=True)
    parts = models.JSONField(_("points by criterion"), default=dict, blank=True)
    """By group (``general``, ``results``) and criterion; empty where only totals were given."""
    criteria = models.JSONField(_("criteria"), default=dict, blank=True)
    level = models.CharField(_("proposed level"), max_length=13, choices=RATED_CHOICES)
    explanation = models.TextField(_("written explanation"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("step", "-at", "-id")
        constraints = (
            code_only_is_empty("explanation"),
            models.UniqueConstraint(
                fields=("rating", "step"), condition=Q(replaced_at=None), name="ratings_assessment_one_counts"
            ),
            models.CheckConstraint(
                condition=(Q(general__isnull=True) | Q(general__gte=0)) & (Q(results__isnull=True) | Q(results__gte=0)),
                name="ratings_assessment_points",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.step}"

    @property
    def points(self) -> Points:
        return Points(self.general, self.results)

    @property
    def marks(self) -> Points | Criteria:
        """As the engine takes them."""
        if not self.criteria:
            return self.points
        results = tuple(level for key, level in self.criteria.items() if key in RESULTS)
        others = tuple(level for key, level in self.criteria.items() if key not in RESULTS)
        return Criteria(results, others)

    @property
    def criteria_words(self) -> list[tuple[str, str]]:
        return [(key, str(Criterion(level).label)) for key, level in self.criteria.items()]


class BallotCount(Classified):
    """What a secret vote came to: counts and the scanned minutes, never a vote."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="ballots")
    stage = models.CharField(_("vote"), max_length=8, choices=BallotStage.choices)
    held_on = models.DateField(_("held on"))
    issued = models.PositiveIntegerField(_("issued"))
    returned = models.PositiveIntegerField(_("returned"))
    valid = models.PositiveIntegerField(_("valid"))
    invalid = models.PositiveIntegerField(_("invalid"))
    excellent = models.PositiveIntegerField(Level.EXCELLENT.label)
    good = models.PositiveIntegerField(Level.GOOD.label)
    fulfilled = models.PositiveIntegerField(Level.FULFILLED.label)
    not_fulfilled = models.PositiveIntegerField(Level.NOT_FULFILLED.label)
    not_evaluated = models.PositiveIntegerField(_("not evaluated"), default=0)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="ballot_minutes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            code_only_is_empty(),
            models.UniqueConstraint(
                fields=("rating", "stage"), condition=Q(replaced_at=None), name="ratings_ballot_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")) & Q(returned=F("valid") + F("invalid")),
                name="ratings_ballot_papers",
            ),
            models.CheckConstraint(
                condition=Q(
                    valid=F("excellent") + F("good") + F("fulfilled") + F("not_fulfilled") + F("not_evaluated")
                ),
                name="ratings_ballot_sum",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.stage}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.files.all()]


class RatingDecision(Classified):
    """What the competent body decided, and what was proposed then. A correction is a new one; the old stays."""

    secret_fields = ("reason", "above_unit_reason", "correction_reason", "weighed")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="decisions")
    level = models.CharField(_("rating level"), max_length=13, choices=Level.choices)
    exemption = models.CharField(_("case of no rating"), max_length=60, blank=True, default="")
    citation = models.CharField(_("citation"), max_length=500, blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(_("decided points"), max_digits=5, decimal_places=2, null=True, blank=True)
    """Of 100, where the competent body recorded points, too; the scale is the pack's."""
    reason = models.TextField(_("reason"), blank=True, default="")
    above_unit_reason = models.TextField(_("reason for a head above the own unit"), blank=True, default="")
    proposed_outcome = models.CharField(max_length=14)
    proposed_level = models.CharField(max_length=13, choices=RATED_CHOICES, blank=True, default="")
    weighed = models.TextField(editable=False, blank=True, default="")
    """Every condition as it stood then (JSON, see :mod:`..keeping`); empty of a code-only rating."""
    correction_reason = models.TextField(_("reason for the correction"), blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            code_only_is_empty("reason", "above_unit_reason", "correction_reason", "weighed"),
            models.UniqueConstraint(
                fields=("rating",), condition=Q(replaced_at=None), name="ratings_decision_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.NOT_RATED) & ~Q(exemption="") | ~Q(level=Level.NOT_RATED) & Q(exemption=""),
                name="ratings_decision_exemption_or_level",
            ),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gte=0), name="ratings_decision_points"),
        )

    def __str__(self) -> str:
        return f"{self.rating_id} {self.level}"

    @property
    def departs(self) -> bool:
        """Whether it is not what was proposed."""
        if self.level == Level.NOT_RATED:
            return self.proposed_outcome not in ("not_rated", "not_reviewed")
        return self.level != self.proposed_level


class QuotaDecisionQuerySet(models.QuerySet["QuotaDecision"]):
    def visible_to(self, standing: Standing) -> QuotaDecisionQuerySet:
        """Only who prepares the ratings."""
        if standing.person_id is None:
            return self.none()
        return self.filter(cycle__superior_id__in=standing.units_with(*PREPARERS))


class QuotaDecision(models.Model):
    """What the competent body decided on the share of *excellent* in a group. The last one of a kind counts."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="quota_decisions")
    group = models.CharField(_("group"), max_length=160)
    kind = models.CharField(_("decision"), max_length=8, choices=QuotaKind.choices)
    allowed = models.PositiveIntegerField(_("“excellent” allowed"), null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[QuotaDecisionQuerySet] = QuotaDecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "group", "kind"), condition=Q(replaced_at=None), name="ratings_quota_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(kind=QuotaKind.EXCEEDED, allowed__isnull=False)
                | Q(kind=QuotaKind.RAISED, allowed__isnull=True),
                name="ratings_quota_of_its_kind",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ratings_quota_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.group} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:quota", args=[self.cycle_id])
