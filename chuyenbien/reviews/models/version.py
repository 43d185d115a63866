from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.orgs.models import Person

from ..enums import OpinionKind, TakenUp
from ..sheet import heading_of
from .dossier import ReviewDossier

TOPICS = "topics"
"""Stands among the sections of a version for the topics the body chose itself."""


class DossierVersion(Classified, Illustrative):
    """The report as it was when it was submitted: every section as text, never changed again."""

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    round = models.PositiveSmallIntegerField(default=1)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("dossier", "number")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="reviews_version_once"),
            code_only_is_empty(),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("reviews:version", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.texts.all(), self.sendings.all(), self.opinions.all()]


class VersionText(Classified):
    """One section of a version."""

    secret_fields = ("text",)

    version = models.ForeignKey(DossierVersion, on_delete=models.CASCADE, related_name="texts")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True, default="")

    class Meta:
        ordering = ("version", "position")
        constraints = (
            models.UniqueConstraint(fields=("version", "section"), name="reviews_versiontext_once"),
            code_only_is_empty("text"),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.section}"

    @property
    def label(self) -> str:
        if self.section == TOPICS:
            return str(_("Topics chosen for deep review"))
        return heading_of(self.version.dossier.cycle, self.section).label


class DossierSending(Classified):
    """A version went out to named people on a day, in the program or on paper."""

    version = models.ForeignKey(DossierVersion, on_delete=models.CASCADE, related_name="sendings")
    sent_on = models.DateField(_("sent on"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("version", "sent_on", "id")
        constraints = (code_only_is_empty(),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.sent_on}"

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.recipients.all()]


class DossierRecipient(Classified):
    """Somebody a version was sent to. A person with an account reads that version by this, and nothing else."""

    secret_fields = ("name",)
    LONGEST_NAME = 200

    sending = models.ForeignKey(DossierSending, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True, default="")

    class Meta:
        ordering = ("sending", "id")
        constraints = (code_only_is_empty("name"),)

    def __str__(self) -> str:
        return f"{self.sending_id} {self.person_id or self.name}"


class DossierOpinion(Classified, Illustrative):
    """What somebody said of a version: in summary, or explicitly that they have no other opinion."""

    secret_fields = ("name", "summary", "taken_because")
    LONGEST_NAME = 200

    version = models.ForeignKey(DossierVersion, on_delete=models.CASCADE, related_name="opinions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("from whom"), max_length=LONGEST_NAME, blank=True, default="")
    given_on = models.DateField(_("given on"))
    kind = models.CharField(max_length=8, choices=OpinionKind.choices, default=OpinionKind.OPINION)
    summary = models.TextField(_("opinion in summary"), blank=True, default="")
    taken = models.CharField(max_length=8, choices=TakenUp.choices, default=TakenUp.OPEN)
    taken_because = models.TextField(_("reason"), blank=True, default="")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("version", "given_on", "id")
        constraints = (code_only_is_empty("name", "summary", "taken_because"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.person_id or self.name}"

    @property
    def is_opinion(self) -> bool:
        return self.kind == OpinionKind.OPINION

    @property
    def taken_chip(self) -> tuple[str, str]:
        kinds = {TakenUp.OPEN: "warn", TakenUp.TAKEN: "done", TakenUp.PARTLY: "info", TakenUp.NOT: "neutral"}
        return kinds[TakenUp(self.taken)], self.get_taken_display()


class DeepTopic(Classified):
    """A topic the body itself chose to review in depth this year."""

    secret_fields = ("text", "reason")

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField(_("item"))
    text = models.TextField(_("topic"), blank=True, default="")
    reason = models.TextField(_("why it was chosen"), blank=True, default="")

    class Meta:
        ordering = ("dossier", "number")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="reviews_topic_once"),
            code_only_is_empty("text", "reason"),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} #{self.number}"
