"""The reminder ladder: a unit's policy, in versions; the steps that were taken by it; how far the clock has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Illustrative, Revisioned
from chuyenbien.documents.models import Document
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation.models import Action

from ..enums import LadderState, Matter, Outcome, StepForm, StepRole

WRITERS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD, Role.EDITOR)
"""Those who prepare a unit's ladder see its drafts."""


class LadderQuerySet(models.QuerySet["Ladder"]):
    def visible_to(self, standing: Standing) -> LadderQuerySet:
        """What one's own units and those above them have adopted, since it binds; what laid a draft or a proposal on
        the desk of a unit whose papers one prepares; drafts where one prepares them."""
        if standing.person_id is None:
            return self.none()
        units = [*standing.roles, *standing.inspected]
        above = Unit.objects.above_any(units).order_by().values("pk")
        known = ~Q(state=LadderState.DRAFT) & (Q(unit__in=units) | Q(unit__in=above))
        desks = standing.units_with(*WRITERS)
        laid = TakenStep.objects.filter(step__ladder=OuterRef("pk"), desk__in=desks, outcome=Outcome.MADE)
        return self.filter(known | Q(unit__in=desks) | (~Q(state=LadderState.DRAFT) & Exists(laid)))

    def adopted(self) -> LadderQuerySet:
        """Those that ever came into force; a retired one still goes on for the cases that began under it."""
        return self.exclude(state=LadderState.DRAFT)


class Ladder(Illustrative, Revisioned):
    """One version of a unit's ladder for one kind of matter, valid for the units below it too.

    Cases that begin from ``valid_from`` to ``valid_until`` keep to it until their end. ``covers_running``: also those
    that were running on its first day and had none. ``stopped_from``: the day from which it takes no step any more.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ladders")
    matter = models.CharField(_("kind of matter"), max_length=10, choices=Matter.choices, default=Matter.ACTION)
    name = models.CharField(_("name"), max_length=200)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(max_length=8, choices=LadderState.choices, default=LadderState.DRAFT)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("last day on which cases begin under it"), null=True, blank=True)
    covers_running = models.BooleanField(_("also for running matters that have none"), default=False)
    stopped_from = models.DateField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.TextField(blank=True, default="")

    objects: ClassVar[LadderQuerySet] = LadderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("unit__official_order", "unit", "matter", "-number")
        constraints = (
            models.UniqueConstraint(fields=("unit", "matter", "number"), name="followup_ladder_version"),
            models.UniqueConstraint(
                fields=("unit", "matter"), condition=Q(state=LadderState.DRAFT), name="followup_one_draft_ladder"
            ),
            models.CheckConstraint(
                condition=Q(state=LadderState.DRAFT)
                | Q(valid_from__isnull=False, document__isnull=False, adopted_by__isnull=False),
                name="followup_ladder_adopted_by_document",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="followup_ladder_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown_title(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("followup:ladder", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        kinds = {LadderState.DRAFT: "neutral", LadderState.ADOPTED: "done", LadderState.RETIRED: "paused"}
        return kinds[LadderState(self.state)], self.get_state_display()


class LadderStep(models.Model):
    """One step: so many working days before (below 0), on or after (above 0) the date, in a form, for roles."""

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="steps")
    offset = models.SmallIntegerField(_("working days from the date"))
    form = models.CharField(_("form"), max_length=12, choices=StepForm.choices)
    roles = models.JSONField(_("for whom"), default=list)

    class Meta:
        ordering = ("ladder", "offset", "id")
        constraints = (
            models.UniqueConstraint(fields=("ladder", "offset", "form"), name="followup_step_once"),
            models.CheckConstraint(condition=Q(offset__gte=-250, offset__lte=250), name="followup_step_within_a_year"),
        )

    def __str__(self) -> str:
        return f"T{self.offset:+d} {self.form}"

    @property
    def days(self) -> int:
        """Working days from the date, without the direction."""
        return abs(self.offset)

    @property
    def role_labels(self) -> list[str]:
        return [str(StepRole(role).label) for role in self.roles]


class TakenStep(models.Model):
    """A step fell due for a matter, against one date. Once for each: it is the record, and the key of what follows.

    ``desk``: where a draft lies, or whose meeting it is proposed for. ``outcome`` stays empty until it was carried out.
    ``again``: how often it was carried out before, since the matter had rested meanwhile or passed to somebody else.
    """

    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="taken")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="ladder_steps")
    request = models.ForeignKey(
        AuthorityRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="ladder_steps"
    )
    form = models.CharField(max_length=12, choices=StepForm.choices)
    due_on = models.DateField()
    falls_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    again = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("falls_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "step", "due_on"), condition=Q(request=None), name="followup_taken_once_by_action"
            ),
            models.UniqueConstraint(
                fields=("request", "step", "due_on"),
                condition=Q(request__isnull=False),
                name="followup_taken_once_by_request",
            ),
        )
        indexes = (
            models.Index(fields=("action", "falls_on"), condition=Q(outcome=""), name="followup_taken_waiting"),
            models.Index(fields=("desk", "form"), condition=Q(outcome="made"), name="followup_taken_made"),
        )

    def __str__(self) -> str:
        return f"{self.action_id} {self.form} {self.falls_on}"

    def get_absolute_url(self) -> str:
        return self.request.get_absolute_url() if self.request is not None else self.action.get_absolute_url()


class LadderClock(models.Model):
    """How far the ladders have been climbed, by which calendar and versions. One row."""

    last_day = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return str(self.last_day or "—")

    @property
    def shown_title(self) -> str:
        return str(self)

    @classmethod
    def the(cls) -> LadderClock:
        """The one row."""
        made, _new = cls.objects.get_or_create(pk=1)
        return made
