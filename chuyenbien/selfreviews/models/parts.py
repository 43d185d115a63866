"""What a self-review is made of. All of it lives and falls with the self-review."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classification, Classified, Revisioned, code_only_is_empty
from chuyenbien.documents.models import StoredFile
from chuyenbien.findings.models import Finding

from ..enums import Outcome, PaperState
from .self_review import SelfReview


class SelfReviewSection(Classified, Revisioned):
    """The text of one section; ``first_text`` is what was handed in before it was returned."""

    secret_fields = ("text", "first_text")

    review = models.ForeignKey(SelfReview, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(_("text"), blank=True, default="")
    first_text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("review", "id")
        constraints = (
            models.UniqueConstraint(fields=("review", "key"), name="selfreviews_section_once"),
            code_only_is_empty("text", "first_text"),
        )

    def __str__(self) -> str:
        return f"{self.review_id} {self.key}"


class Commitment(Classified):
    """What somebody commits themselves to for the coming year; it comes back in their next self-review."""

    secret_fields = ("text",)

    review = models.ForeignKey(SelfReview, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"), blank=True, default="")

    class Meta:
        ordering = ("review", "number")
        constraints = (
            models.UniqueConstraint(fields=("review", "number"), name="selfreviews_commitment_once"),
            code_only_is_empty("text"),
        )

    def __str__(self) -> str:
        return f"{self.review_id} #{self.number}"


class EarlierPoint(Classified, Revisioned):
    """A commitment of an earlier self-review, or a limitation the person answers for: what has become of it."""

    secret_fields = ("text",)

    review = models.ForeignKey(SelfReview, on_delete=models.CASCADE, related_name="earlier_points")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_in"
    )
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="self_review_points"
    )
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")

    class Meta:
        ordering = ("review", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(commitment__isnull=False) ^ Q(finding__isnull=False),
                name="selfreviews_point_of_one_thing",
            ),
            models.UniqueConstraint(fields=("review", "commitment"), name="selfreviews_point_of_commitment"),
            models.UniqueConstraint(fields=("review", "finding"), name="selfreviews_point_of_finding"),
            code_only_is_empty("text"),
        )

    def __str__(self) -> str:
        return f"{self.review_id} {self.commitment_id or ''}{self.finding_id or ''}"


class CheckedPaper(Classified):
    """A paper that goes with the self-review: there, not needed for a reason, or missing."""

    secret_fields = ("reason",)

    review = models.ForeignKey(SelfReview, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=PaperState.choices)
    reason = models.TextField(_("reason"), blank=True, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("review", "id")
        constraints = (
            models.UniqueConstraint(fields=("review", "key"), name="selfreviews_paper_once"),
            code_only_is_empty("reason"),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | ~Q(classification=Classification.CODE_ONLY) & Q(state="present"),
                name="selfreviews_file_of_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(reason="") | Q(classification=Classification.CODE_ONLY),
                name="selfreviews_not_needed_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.review_id} {self.key}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [StoredFile.objects.filter(pk__in=[self.file_id or 0])]

    def empty_secret_fields(self, code: str) -> None:
        super().empty_secret_fields(code)
        self.file = None
