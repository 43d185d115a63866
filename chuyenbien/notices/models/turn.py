"""When each regular work was last done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Turn(models.Model):
    """One registered work of the schedule: when it last ran, and who is at it now."""

    name = models.CharField(max_length=80, unique=True)
    ran_at = models.DateTimeField(null=True, help_text="for which moment it last ran to its end")
    lease_until = models.DateTimeField(null=True)
    told = models.PositiveIntegerField(default=0, help_text="how many notices the last turn made")
    last_error = models.CharField(max_length=250, blank=True, default="")

    objects: ClassVar[models.Manager[Turn]] = models.Manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return self.name
