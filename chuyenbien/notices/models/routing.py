"""How somebody wants to be told, and who is told in their place."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.orgs.models import Person

from ..enums import MailRhythm, Weekday


class Preference(models.Model):
    """How a person wants to be told. Without a row the defaults hold."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="notice_preference")
    mail = models.CharField(_("mail"), max_length=8, choices=MailRhythm.choices, default=MailRhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices, default=Weekday.MONDAY)
    quiet_from = models.TimeField(_("quiet from"), default=dt.time(20))
    quiet_to = models.TimeField(_("quiet until"), default=dt.time(7))
    language = models.CharField(
        _("language of the mail"), max_length=2, choices=User.Language.choices, blank=True, default=""
    )

    objects: ClassVar[models.Manager[Preference]] = models.Manager()

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return str(self.get_mail_display())

    def is_quiet(self, time: dt.time) -> bool:
        """Whether no mail may go out at this time of day; equal ends mean no quiet hours."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= time < self.quiet_to
        return time >= self.quiet_from or time < self.quiet_to


class Absence(models.Model):
    """A person is away; for these days a deputy is told as well."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputises")
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, help_text="taken back before its last day")

    objects: ClassVar[models.Manager[Absence]] = models.Manager()

    class Meta:
        ordering = ("-first_on", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="notices_absence_in_order"),
            models.CheckConstraint(condition=~Q(deputy=F("person")), name="notices_absence_another"),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return f"{self.first_on:%d/%m/%Y} – {self.last_on:%d/%m/%Y}"
