from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.orgs.models import Person

from ..enums import TakenAs
from .conference import Conference


class SpeakingOrder(Classified):
    """In which order a conference reviews, as the office set it; until then the rule pack's order stands."""

    secret_fields = ("reason",)

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="order")
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (code_only_is_empty("reason"),)

    def __str__(self) -> str:
        return f"{self.conference_id}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.turns.all()]


class SpeakingTurn(Classified):
    """Who is reviewed in one place of the order. ``kind`` is an entry of the pack's list, or ``other``."""

    secret_fields = ("name",)

    order = models.ForeignKey(SpeakingOrder, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True, default="")

    class Meta:
        ordering = ("order", "position")
        constraints = (
            models.UniqueConstraint(fields=("order", "position"), name="conferences_turn_once"),
            code_only_is_empty("name"),
        )

    def __str__(self) -> str:
        return f"{self.order_id} #{self.position}"


class ConferenceOpinion(Classified, Illustrative):
    """One opinion at a conference, in summary and without a name."""

    secret_fields = ("summary", "answer")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="opinions")
    number = models.PositiveSmallIntegerField(_("item"))
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(_("opinion in summary"), blank=True, default="")
    taken = models.CharField(max_length=10, choices=TakenAs.choices, default=TakenAs.OPEN)
    answer = models.TextField(_("answer"), blank=True, default="")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("conference", "number")
        constraints = (
            models.UniqueConstraint(fields=("conference", "number"), name="conferences_opinion_once"),
            code_only_is_empty("summary", "answer"),
        )

    def __str__(self) -> str:
        return f"{self.conference_id} #{self.number}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [NamedSpeaker.objects.filter(opinion=self)]

    @property
    def taken_chip(self) -> tuple[str, str]:
        kinds = {TakenAs.OPEN: "warn", TakenAs.TAKEN: "done", TakenAs.EXPLAINED: "neutral"}
        return kinds[TakenAs(self.taken)], self.get_taken_display()


class NamedSpeaker(Classified):
    """Whose opinion it was. Kept apart: written only where a decision allows names, read by chair and secretary only.

    Never in the journal, a search, a list or a print.
    """

    secret_fields = ("name",)

    opinion = models.OneToOneField(ConferenceOpinion, on_delete=models.CASCADE, related_name="speaker")
    name = models.CharField(_("name"), max_length=200, blank=True, default="")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (code_only_is_empty("name"),)

    def __str__(self) -> str:
        return f"{self.opinion_id}"
