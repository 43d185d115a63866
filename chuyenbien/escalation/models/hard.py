"""The yearly list of hard and long-standing matters (danh mục việc khó, tồn đọng) that a board takes upon itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person, Unit

from ..enums import EntryState, ListState
from .request import AuthorityRequest

PREPARING = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)
READING = (*PREPARING, Role.VERIFIER, Role.MEMBER)
"""Who of a board reads its list once it is approved; a draft is read by those who prepare it."""


class HardListQuerySet(models.QuerySet["HardList"]):
    def visible_to(self, standing: Standing) -> HardListQuerySet:
        if standing.person_id is None:
            return self.none()
        decided = ~Q(state=ListState.DRAFT) & Q(unit__in=[*standing.units_with(*READING), *standing.inspected])
        return self.filter(decided | Q(unit__in=standing.units_with(*PREPARING)))


class HardList(Illustrative):
    """The list of one board for one year: prepared, approved by a decision with its document, closed at the end."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hard_lists")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=8, choices=ListState.choices, default=ListState.DRAFT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[HardListQuerySet] = HardListQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "unit__official_order", "unit")
        constraints = (
            models.UniqueConstraint(fields=("unit", "year"), name="escalation_one_list_a_year"),
            models.CheckConstraint(
                condition=Q(state=ListState.DRAFT) | Q(document__isnull=False, approved_by__isnull=False),
                name="escalation_list_approved_by_paper",
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The board and the year; the kind of list is told around it, in the reader's language."""
        return f"{self.unit.name}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("escalation:hard_list", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        kinds = {ListState.DRAFT: "neutral", ListState.APPROVED: "info", ListState.CLOSED: "done"}
        return kinds[ListState(self.state)], self.get_state_display()


class HardEntry(Classified, Illustrative):
    """A limitation or a petition on a list, with the member of the board who sponsors it and what is aimed at."""

    secret_fields = ("reason", "target", "removed_because")

    on_list = models.ForeignKey(HardList, on_delete=models.CASCADE, related_name="entries")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="hard_entries")
    request = models.ForeignKey(
        AuthorityRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="hard_entries"
    )
    sponsor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sponsored")
    reason = models.TextField(_("why it is on the list"), blank=True, default="")
    target = models.TextField(_("what is to be reached"), blank=True, default="")
    target_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.LISTED)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    removed_because = models.TextField(blank=True, default="")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")

    class Meta:
        ordering = ("on_list", "id")
        constraints = (
            code_only_is_empty("reason", "target", "removed_because"),
            models.CheckConstraint(
                condition=Q(finding__isnull=False) ^ Q(request__isnull=False), name="escalation_entry_of_one_matter"
            ),
            models.UniqueConstraint(
                fields=("on_list", "finding"),
                condition=Q(finding__isnull=False) & ~Q(state="removed"),
                name="escalation_finding_listed_once",
            ),
            models.UniqueConstraint(
                fields=("on_list", "request"),
                condition=Q(request__isnull=False) & ~Q(state="removed"),
                name="escalation_request_listed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on_list_id} {self.finding_id or self.request_id}"

    def own_title(self) -> str:
        return self.matter.shown_title

    @property
    def matter(self) -> Finding | AuthorityRequest:
        found = self.finding or self.request
        assert found is not None  # noqa: S101 - held by a constraint
        return found

    @property
    def body(self) -> Unit:
        """Whose matter it is."""
        return self.finding.address if self.finding is not None else self.request.asker  # type: ignore[union-attr]

    @property
    def is_settled(self) -> bool:
        """Whether the matter has ended: the limitation is no longer open, or what stood in the way is removed."""
        if self.finding is not None:
            return not self.finding.is_open
        return self.request is not None and self.request.obstacle.state == "resolved"

    @property
    def state_chip(self) -> tuple[str, str]:
        if self.state == EntryState.LISTED and self.is_settled:
            return "done", pgettext("list", "ended")
        kinds = {EntryState.LISTED: "info", EntryState.DONE: "done", EntryState.CARRIED: "warn"}
        return kinds.get(EntryState(self.state), "neutral"), self.get_state_display()

    def get_absolute_url(self) -> str:
        return self.on_list.get_absolute_url()
