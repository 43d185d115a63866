from __future__ import annotations

from django.db import models

from .action import Action


class KeptSignal(models.Model):
    """That an action was overdue for so long that it is to be looked at when the next review is prepared.

    Written by the reminder ladder of the unit, read by those who prepare suggestions; it lies here so that neither
    needs to know the other. Against one date it is kept once.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="kept_signals")
    due_on = models.DateField()
    kept_on = models.DateField()

    class Meta:
        ordering = ("kept_on", "id")
        constraints = (models.UniqueConstraint(fields=("action", "due_on"), name="remediation_signal_once"),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.kept_on}"
