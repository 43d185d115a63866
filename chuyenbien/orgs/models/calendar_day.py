from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a public holiday, a day in lieu, or a weekend day worked in exchange."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    is_worked = models.BooleanField(_("worked in exchange"), default=False)
    basis = models.CharField(_("basis"), max_length=250, blank=True, default="")
    is_checked = models.BooleanField(_("checked against the announcement"), default=False)

    objects: ClassVar[models.Manager[CalendarDay]] = models.Manager()

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    def get_absolute_url(self) -> str:
        return f"{reverse('orgs:calendar')}?year={self.day.year}"
