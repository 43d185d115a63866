from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import (
    Classification,
    Classified,
    Illustrative,
    Revisioned,
    Searchable,
    SearchQuerySet,
    code_only_is_empty,
)
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Code, Involvement, Matter, Person, Unit
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from ..enums import CauseKind, Degree, FindingState, FollowUpLevel, Kept, Nature, Precision, Source, Track
from .told import chip_of, since_words


class FindingQuerySet(VisibleQuerySet["Finding"], SearchQuerySet["Finding"]):  # type: ignore[override]  # the plugin sees two managers where there is one
    def open(self) -> Self:
        """Stated, neither closed nor withdrawn, and no commitment that was confirmed as kept."""
        return self.filter(state=FindingState.STATED).exclude(track=Track.COMMITMENT, promise_kept=Kept.DONE)


class Finding(Matter, Classified, Searchable, Illustrative, Revisioned):
    """A limitation or shortcoming with an address. Its identity survives cycles, rounds and reorganisations."""

    secret_fields = ("statement", "derived_limitation", "promise", "open_since_note")
    search_fields = ("statement", "derived_limitation")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    suggestion_item = models.ForeignKey(
        SuggestionItem, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    concluding_document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    address = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="findings")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("field"))
    nature = models.CharField(_("nature"), max_length=12, choices=Nature.choices)
    statement = models.TextField(_("statement"), blank=True, default="")
    derived_limitation = models.TextField(_("limitation derived from the requirement"), blank=True, default="")
    track = models.CharField(_("track"), max_length=12, choices=Track.choices, default=Track.FULL)
    follow_up = models.CharField(
        _("follow-up"), max_length=8, choices=FollowUpLevel.choices, default=FollowUpLevel.REGULAR
    )
    open_since = models.DateField(_("open since"), null=True, blank=True)
    open_since_precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY, blank=True)
    open_since_note = models.CharField(max_length=200, blank=True, default="")
    promise = models.TextField(_("promise"), blank=True, default="")
    promise_due = models.DateField(_("promised for"), null=True, blank=True)
    promise_kept = models.CharField(max_length=10, choices=Kept.choices, blank=True, default="")
    recurrence_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="recurrences"
    )
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.DRAFT)
    stated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("address__official_order", "id")
        constraints = (
            code_only_is_empty("statement", "derived_limitation", "promise", "open_since_note"),
            models.CheckConstraint(
                condition=~Q(state=FindingState.CLOSED) | Q(closed_at__isnull=False), name="findings_closed_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(nature=Nature.REQUIREMENT)
                | ~Q(derived_limitation="")
                | Q(classification=Classification.CODE_ONLY),
                name="findings_requirement_has_a_limitation",
            ),
            models.CheckConstraint(
                condition=~Q(track=Track.COMMITMENT)
                | Q(promise_due__isnull=False) & (~Q(promise="") | Q(classification=Classification.CODE_ONLY)),
                name="findings_commitment_has_promise_and_date",
            ),
        )
        indexes = (
            models.Index(fields=("state", "address")),
            models.Index(fields=("address", "field")),
            models.Index(fields=("dossier",)),
        )

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("findings:finding", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        """Every row that speaks of the finding, those of higher rooms too: causes, lines of conclusions, actions …"""
        return self.rows_that_speak_of_it()

    @property
    def is_open(self) -> bool:
        kept = self.track == Track.COMMITMENT and self.promise_kept == Kept.DONE
        return self.state == FindingState.STATED and not kept

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and words of the chip that shows where the finding stands."""
        return chip_of(self)

    @property
    def since_words(self) -> str:
        """Since when it has been open, as exactly as is known and no more."""
        return since_words(self)


class FindingInvolvement(Involvement):
    matter = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class FindingCause(Classified):
    secret_fields = ("text",)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="causes")
    kind = models.CharField(_("kind of cause"), max_length=10, choices=CauseKind.choices)
    text = models.TextField(_("cause"), blank=True, default="")

    class Meta:
        ordering = ("finding", "kind", "id")
        constraints = (code_only_is_empty("text"),)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.kind}"


class FindingResponsibility(Classified):
    """A person responsible for a finding. A degree only by quoting the conclusion that states it."""

    secret_fields = ("quotation",)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="responsibilities")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    degree = models.CharField(_("degree"), max_length=12, choices=Degree.choices, blank=True, default="")
    quoted_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quotation = models.TextField(_("quotation"), blank=True, default="")

    class Meta:
        ordering = ("finding", "id")
        constraints = (
            code_only_is_empty("quotation"),
            models.UniqueConstraint(fields=("finding", "person"), name="findings_responsible_once"),
            models.CheckConstraint(
                condition=Q(degree="")
                | Q(quoted_document__isnull=False) & (~Q(quotation="") | Q(classification="code_only")),
                name="findings_degree_is_quoted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} {self.person_id}"
