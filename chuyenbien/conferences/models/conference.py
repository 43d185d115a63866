from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewDossier

from ..enums import ConferenceState, Mode


class Conference(Classified, Illustrative, Revisioned):
    """The review conference of one body in one round. Seen by whoever sees the dossier."""

    secret_fields = ("place", "minutes")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="conferences")
    round = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=250, blank=True, default="")
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ConferenceState.choices, default=ConferenceState.SCHEDULED)
    minutes = models.TextField(_("minutes"), blank=True, default="")
    names_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The decision that lets opinions be kept with names; without it none is."""
    minutes_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            code_only_is_empty("place", "minutes"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="conferences_ends_after_start"),
            models.UniqueConstraint(
                fields=("dossier", "round"), condition=~Q(state="cancelled"), name="conferences_one_per_round"
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return str(_("Conference of %(body)s") % {"body": self.dossier.body.name})

    def get_absolute_url(self) -> str:
        return reverse("conferences:conference", args=[self.pk])

    @property
    def state_chip(self) -> tuple[str, str]:
        kinds = {ConferenceState.SCHEDULED: "info", ConferenceState.HELD: "done", ConferenceState.CANCELLED: "neutral"}
        return kinds[ConferenceState(self.state)], self.get_state_display()

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [*self.rows_that_speak_of_it(), StoredFile.objects.filter(pk=self.minutes_scan_id or 0)]


class Attendance(Classified):
    """Who was there, or why not."""

    secret_fields = ("name", "reason", "substitute")
    LONGEST_NAME, LONGEST_REASON = 200, 250

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True, default="")
    present = models.BooleanField(_("present"), default=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.THERE)
    reason = models.CharField(_("reason of absence"), max_length=LONGEST_REASON, blank=True, default="")
    substitute = models.CharField(_("who came instead"), max_length=LONGEST_NAME, blank=True, default="")

    class Meta:
        ordering = ("conference", "id")
        constraints = (
            code_only_is_empty("name", "reason", "substitute"),
            models.UniqueConstraint(
                fields=("conference", "person"), condition=Q(person__isnull=False), name="conferences_attendance_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.conference_id} {self.person_id or self.name}"

    @property
    def mode_chip(self) -> tuple[str, str]:
        kinds = {Mode.THERE: "good", Mode.ONLINE: "info", Mode.UNEXCUSED: "warn"}
        return kinds.get(Mode(self.mode), "neutral"), self.get_mode_display()
