from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Illustrative, Revisioned
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Involvement, Matter, Unit
from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.models import PinnedPack
from chuyenbien.regulations.resolving import pinned_book

from ..enums import CycleState, MilestoneKind


class ReviewCycleQuerySet(VisibleQuerySet["ReviewCycle"]):
    pass


class ReviewCycle(Matter, Illustrative, Revisioned):
    """A superior's review cycle: which period, under which regulation, with which calendar."""

    superior = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cycles")
    name = models.CharField(_("name"), max_length=200)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period until"))
    rule_pack = models.CharField(_("rule pack"), max_length=60, help_text=_("Pinned for good when the cycle opens."))
    pinned = models.ForeignKey(
        PinnedPack, on_delete=models.PROTECT, null=True, blank=True, to_field="digest", related_name="cycles"
    )
    state = models.CharField(max_length=8, choices=CycleState.choices, default=CycleState.OPEN)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="following")

    objects: ClassVar[ReviewCycleQuerySet] = ReviewCycleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-period_end", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="reviews_cycle_period"),
            models.UniqueConstraint(fields=("superior", "name"), name="reviews_cycle_name_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown_title(self) -> str:
        return self.name

    @property
    def book(self) -> Book | None:
        """What holds in this cycle, as it was pinned; of an old cycle the pack as it is, if it is still there."""
        return pinned_book(self.pinned_id) if self.pinned_id else packs.find(self.rule_pack)

    def get_absolute_url(self) -> str:
        return reverse("reviews:cycle", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        state = CycleState(self.state)
        return ("info" if state == CycleState.OPEN else "done"), str(state.label)


class CycleInvolvement(Involvement):
    matter = models.ForeignKey(ReviewCycle, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"


class Milestone(models.Model):
    """A day of the cycle's calendar."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("step"), max_length=12, choices=MilestoneKind.choices)
    due_on = models.DateField(_("by"))
    note = models.CharField(_("note"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
