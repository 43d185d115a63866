from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Person

from .cycle import ReviewCycle


class DataLock(models.Model):
    """A cycle closed for data: what is recorded of its reviews is changed no more, but through a reopening."""

    cycle = models.OneToOneField(ReviewCycle, on_delete=models.PROTECT, related_name="data_lock")
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.locked_at}"


class DataReopening(models.Model):
    """Somebody opened a closed cycle again until the end of a day, for a reason and by a document."""

    lock = models.ForeignKey(DataLock, on_delete=models.PROTECT, related_name="reopenings")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    until = models.DateField(_("until the end of"))
    reason = models.CharField(_("reason"), max_length=1000)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("lock", "opened_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reviews_reopening_ended_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.lock_id} {self.until}"

    def runs_on(self, day: dt.date) -> bool:
        return self.ended_at is None and day <= self.until
