from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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
    """

    secret_fields = ("title", "place", "minutes")

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
    minutes = models.TextField(_("minutes"), blank=True, default="")
    minutes_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-starts_at", "-id")
        constraints = (code_only_is_empty("title", "place", "minutes"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("followup:meeting", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        return ("done" if self.state == MeetingState.HELD else "info", self.get_state_display())

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.items.all(), self.attendances.all()]


class MeetingInvolvement(Involvement):
    matter = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class MeetingAttendance(Classified):
    secret_fields = ("reason",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(default=True)
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
