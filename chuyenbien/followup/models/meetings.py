from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit
from chuyenbien.remediation.models import Action

from ..enums import ItemReason, MeetingDecision, MeetingState

_A_YEAR = (MinValueValidator(1), MaxValueValidator(366))
_CHIPS = {ItemReason.PROMISE: "bad", ItemReason.OVERDUE: "bad", ItemReason.BLOCKED: "warn", ItemReason.REPLY: "warn"}


class MeetingQuerySet(VisibleQuerySet["Meeting"]):
    pass


class Meeting(Matter, Classified, Illustrative, Revisioned):
    """A progress meeting of a unit: its agenda comes from the record, its decisions go back into it.

    ``silent_days``: an action not reported on for so many days comes on the agenda. ``reply_days``: so does one whose
    petition is to be answered within so many days, or should have been. Empty: the agenda does not look for that.
    ``quorum_percent``: which share of those expected must be there, a substitute counting for whom they stand; with
    ``quorum_needed`` the meeting is not closed below it without a reason. ``on_paper``: held before and entered from
    its minutes, the ``paper``; what it decided is dated by its day.
    """

    secret_fields = ("title", "place", "minutes", "quorum_override")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=250, blank=True, default="")
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=250, blank=True, default="")
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=MeetingState.choices, default=MeetingState.PLANNED)
    silent_days = models.PositiveSmallIntegerField(
        _("days without a report"), null=True, blank=True, validators=_A_YEAR
    )
    reply_days = models.PositiveSmallIntegerField(_("days before a reply"), null=True, blank=True, validators=_A_YEAR)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum"), null=True, blank=True, validators=(MinValueValidator(1), MaxValueValidator(100))
    )
    quorum_needed = models.BooleanField(default=False)
    quorum_override = models.TextField(blank=True, default="")
    on_paper = models.BooleanField(default=False)
    paper = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.TextField(_("minutes"), blank=True, default="")
    minutes_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-starts_at", "-id")
        constraints = (code_only_is_empty("title", "place", "minutes", "quorum_override"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("followup:meeting", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        if self.on_paper and self.state == MeetingState.PLANNED:
            return "info", gettext("Being entered")
        return ("done" if self.state == MeetingState.HELD else "info", self.get_state_display())

    @property
    def acted_at(self) -> dt.datetime | None:
        """When its decisions were taken, if that is not now."""
        return self.starts_at if self.on_paper else None

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.items.all(), self.attendances.all()]


class MeetingInvolvement(Involvement):
    matter = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class MeetingAttendance(Classified):
    """Who was expected, whether they came (``None``: not recorded yet), and who stood in for them."""

    secret_fields = ("reason",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expected = models.BooleanField(default=True)
    present = models.BooleanField(null=True, default=None)
    substitute = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=250, blank=True, default="")

    class Meta:
        ordering = ("meeting", "id")
        constraints = (
            code_only_is_empty("reason"),
            models.UniqueConstraint(fields=("meeting", "person"), name="followup_attendance_once"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"


class MeetingItem(Classified):
    """One action on the agenda, with all that brought it there, and what was decided about it.

    ``promised_on`` is the day by which the decision wants it done; a later agenda takes it up if it is not.
    """

    secret_fields = ("note",)

    command_id = ""
    """The identity of the act that the small controls beside it would carry out, where a page offers them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="meeting_items")
    order = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list, help_text="values of ItemReason, in their order")
    decision = models.CharField(max_length=10, choices=MeetingDecision.choices, default=MeetingDecision.NONE)
    note = models.TextField(_("note"), blank=True, default="")
    promised_on = models.DateField(_("to be done by"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, default=None)

    class Meta:
        ordering = ("meeting", "order", "id")
        constraints = (
            code_only_is_empty("note"),
            models.UniqueConstraint(fields=("meeting", "action"), name="followup_item_once"),
        )
        indexes = (
            models.Index(
                fields=("action", "-decided_at"),
                condition=Q(promised_on__isnull=False),
                name="followup_promises",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.action_id}"

    @property
    def is_open(self) -> bool:
        return self.decision == MeetingDecision.NONE

    @property
    def why(self) -> list[tuple[str, str]]:
        """Why it is on the agenda: of each reason the kind of its chip and its words."""
        return [(_CHIPS.get(one, "neutral"), self._words(one)) for one in map(ItemReason, self.reasons)]

    def _words(self, reason: ItemReason) -> str:
        days = self.meeting.silent_days
        if reason == ItemReason.SILENT and days:
            return ngettext("No report for %(days)s day", "No report for %(days)s days", days) % {"days": days}
        return str(reason.label)
