"""Calendars that a program outside may read by a token."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.orgs.models import Person, Unit


class Feed(models.Model):
    """The due dates of a person or of a unit, for a calendar program. Only the hash of the token is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="feeds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="feeds")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)
    last_read_on = models.DateField(null=True)

    objects: ClassVar[models.Manager[Feed]] = models.Manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(unit__isnull=False), name="notices_feed_person_or_unit"
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return str(self.person or self.unit)
