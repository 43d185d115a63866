from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core import clock
from chuyenbien.core.models import (
    Classified,
    Illustrative,
    Revisioned,
    Searchable,
    SearchQuerySet,
    code_only_is_empty,
)
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing, VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit

from ..enums import ActionState, Rhythm
from .plan import Plan

FEW = 3000
"""Up to so many rows, naming them is quicker than asking of each."""

_CHIPS = {
    ActionState.DRAFT: "neutral",
    ActionState.SUBMITTED: "info",
    ActionState.DONE: "done",
    ActionState.PAUSED: "paused",
    ActionState.CANCELLED: "neutral",
    ActionState.TRANSFERRED: "neutral",
    ActionState.AWAITING_SUCCESSION: "paused",
}


class ActionQuerySet(VisibleQuerySet["Action"], SearchQuerySet["Action"]):  # type: ignore[override]  # the plugin sees two managers where there is one
    """Buckets and overdue live in ``queries.py``."""

    def seen_by(self, standing: Standing) -> ActionQuerySet:
        """:meth:`visible_to` for long lists: whoever has to do with few actions is asked about those only.

        One more query, made at once. Without it the database looks at every action in order of the list.
        """
        rows = self.visible_to(standing)
        if standing.person is None or standing.inspected:
            return rows
        near = ActionInvolvement.objects.filter(
            Q(person_id=standing.person_id) | Q(unit_id__in=list(standing.roles)), until__isnull=True
        )
        ids = set(near.values_list("matter_id", flat=True)[: FEW + 1])
        return rows if len(ids) > FEW else rows.filter(pk__in=ids)


class Action(Matter, Classified, Searchable, Illustrative, Revisioned):
    """One piece of remedy: clear in person, task, time, responsibility, product and authority, or not issued.

    It comes from a finding or from a task that a directive assigns. ``completed_at`` is the time of the submission
    that was later accepted. ``original_due`` never changes once issued; ``due_on`` is the approved date.
    """

    secret_fields = ("task", "deliverable", "acceptance_criterion", "authority_basis")
    search_fields = ("task", "deliverable")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    directive_task = models.ForeignKey(
        DirectiveTask, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    task = models.CharField(gettext_lazy("task"), max_length=500, blank=True, default="")
    lead_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    supervising_leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="supervises"
    )
    co_units = models.ManyToManyField(Unit, blank=True, related_name="coordinates")
    start_on = models.DateField(gettext_lazy("start"), null=True, blank=True)
    due_on = models.DateField(gettext_lazy("due"), null=True, blank=True)
    original_due = models.DateField(gettext_lazy("original due date"), null=True, blank=True)
    rhythm = models.CharField(gettext_lazy("rhythm"), max_length=10, choices=Rhythm.choices, default=Rhythm.ONCE)
    deliverable = models.CharField(gettext_lazy("product"), max_length=300, blank=True, default="")
    acceptance_criterion = models.CharField(
        gettext_lazy("acceptance criterion"), max_length=300, blank=True, default=""
    )
    authority = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("competent authority"),
    )
    authority_basis = models.CharField(gettext_lazy("basis of the authority"), max_length=300, blank=True, default="")
    within_own_authority = models.BooleanField(gettext_lazy("within own authority"), default=True)
    state = models.CharField(max_length=12, choices=ActionState.choices, default=ActionState.DRAFT)
    percent = models.PositiveSmallIntegerField(gettext_lazy("percent done"), default=0)
    issued_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    last_progress_at = models.DateTimeField(null=True, blank=True)
    has_open_obstacle = models.BooleanField(default=False)
    address = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="addressed_actions")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[ActionQuerySet] = ActionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            code_only_is_empty("task", "deliverable", "acceptance_criterion", "authority_basis"),
            models.CheckConstraint(
                condition=Q(finding__isnull=False) ^ Q(directive_task__isnull=False),
                name="remediation_action_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("start_on")),
                name="remediation_action_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state=ActionState.DRAFT)
                | Q(
                    lead_person__isnull=False, lead_unit__isnull=False, due_on__isnull=False, original_due__isnull=False
                ),
                name="remediation_action_issued_is_clear",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DONE) | Q(completed_at__isnull=False),
                name="remediation_action_done_has_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_on")),
            models.Index(fields=("due_on", "id")),
            models.Index(fields=("lead_person", "state", "due_on")),
            models.Index(fields=("lead_unit", "state", "due_on")),
            models.Index(fields=("finding", "state", "due_on")),
        )

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("remediation:action", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        """In progress past the approved date, as the bucket counts it."""
        if self.due_on is None or self.state not in (ActionState.ACTIVE, ActionState.SUBMITTED):
            return False
        day = clock.local_date(self.submitted_at) if self.submitted_at else clock.today()
        return day > self.due_on

    @property
    def state_chip(self) -> tuple[str, str]:
        """Colour and word of the state; red for what is overdue only."""
        if self.state == ActionState.ACTIVE:
            if self.is_overdue:
                return "bad", _("overdue")
            if self.due_on is not None and (self.due_on - clock.today()).days <= 7:
                return "warn", _("due soon")
            return "info", _("under way, in time")
        if self.state == ActionState.DONE and self.completed_at and self.due_on:
            late = clock.local_date(self.completed_at) > self.due_on
            return "done", _("done late") if late else _("done on time")
        return _CHIPS[ActionState(self.state)], self.get_state_display()

    def classified_children(self) -> list[models.QuerySet[Any]]:
        """Progress, decisions about its time and people, obstacles, items of meetings …"""
        return self.rows_that_speak_of_it()


class ActionInvolvement(Involvement):
    matter = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class ActionOccurrence(models.Model):
    """One turn of a recurring action, with its own due date."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="occurrences")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField(gettext_lazy("due"))
    done_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("action", "number")
        constraints = (models.UniqueConstraint(fields=("action", "number"), name="remediation_occurrence_once"),)

    def __str__(self) -> str:
        return f"{self.action_id} #{self.number}"
