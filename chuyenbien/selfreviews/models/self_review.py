from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classification, Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import StoredFile
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import DelegationMember, ReviewCycle, ReviewDossier

from ..enums import SEALED, UNSEALED, OwnLevel, PersonKind, SelfReviewState

CHIPS = {
    SelfReviewState.OPENED: "neutral",
    SelfReviewState.WRITING: "info",
    SelfReviewState.HANDED_IN: "done",
    SelfReviewState.ON_PAPER: "done",
}
MANAGERS = (Role.HEAD, Role.EDITOR)
"""Who of a body says whose self-review is due; of the superior it is the office. None of them reads one by that."""


def dossiers_read_by(standing: Standing) -> Q:
    """Of which dossiers somebody reads what was handed in: ``reviews.rules.can_read_self_review`` as a condition."""
    seats = DelegationMember.objects.filter(person_id=standing.person_id or 0).order_by()
    return (
        Q(dossier__body_id__in=standing.units_with(Role.HEAD))
        | Q(cycle__superior_id__in=standing.units_with(Role.BOARD_LEADER))
        | Q(dossier__delegation_id__in=seats.values("delegation_id"))
    )


class SelfReviewQuerySet(models.QuerySet["SelfReview"]):
    def visible_to(self, standing: Standing) -> Self:
        """What somebody may read: their own; once handed in, those the rules let them read."""
        if standing.person_id is None:
            return self.none()
        return self.filter(Q(person_id=standing.person_id) | (Q(state__in=SEALED) & dossiers_read_by(standing)))

    def managed_by(self, standing: Standing) -> Self:
        """Those somebody keeps the list of, without reading them."""
        return self.filter(
            Q(dossier__body_id__in=standing.units_with(*MANAGERS))
            | Q(cycle__superior_id__in=standing.units_with(Role.OFFICE_OFFICER))
        )

    def sealed(self) -> Self:
        return self.filter(state__in=SEALED)


class SelfReview(Classified, Illustrative, Revisioned):
    """The self-review of one person in one cycle, within the review of a body. Handed in, it is sealed."""

    secret_fields = ("return_reason", "own_level")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="self_reviews")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="self_reviews")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="self_reviews")
    kind = models.CharField(max_length=14, choices=PersonKind.choices)
    form = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=SelfReviewState.choices, default=SelfReviewState.OPENED)
    own_level = models.CharField(max_length=13, choices=OwnLevel.choices, blank=True, default="")
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    keyed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(_("reason"), blank=True, default="")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[SelfReviewQuerySet] = SelfReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("dossier", "person__sort_key", "id")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "person"), name="selfreviews_once_per_cycle"),
            code_only_is_empty("return_reason", "own_level"),
            models.CheckConstraint(
                condition=~Q(classification=Classification.CODE_ONLY) | Q(scan__isnull=True),
                name="selfreviews_code_only_has_no_file",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PersonKind.CENTRAL) | Q(classification=Classification.CODE_ONLY),
                name="selfreviews_central_is_code_only",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SEALED, handed_in_at__isnull=False)
                | Q(state__in=UNSEALED, handed_in_at__isnull=True),
                name="selfreviews_sealed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=SelfReviewState.ON_PAPER)
                | Q(scan__isnull=False)
                | Q(classification=Classification.CODE_ONLY),
                name="selfreviews_paper_has_a_scan",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="selfreviews_returned_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("dossier", "state"), name="selfreviews_of_dossier"),)

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return f"{self.person.shown_title} — {self.cycle.name}"

    @property
    def shown_name(self) -> str:
        """Whose it is, or the code."""
        return self.code if self.is_code_only else self.person.shown_title

    def get_absolute_url(self) -> str:
        return reverse("selfreviews:self_review", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [*self.rows_that_speak_of_it(), StoredFile.objects.filter(pk__in=[self.scan_id or 0])]

    def empty_secret_fields(self, code: str) -> None:
        """Also let go of the scan."""
        super().empty_secret_fields(code)
        self.scan = None

    @property
    def is_sealed(self) -> bool:
        return self.state in SEALED

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and words of the chip that shows how far it has come."""
        if self.state == SelfReviewState.WRITING and self.returned_at is not None:
            return "warn", str(_("Returned to be completed"))
        state = SelfReviewState(self.state)
        return CHIPS[state], str(state.label)
