from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, code_only_is_empty
from chuyenbien.orgs.models import Code, Person
from chuyenbien.remediation.models import Action

from ..enums import ObstacleState


class Obstacle(Classified, Illustrative):
    """Something in the way of an action, within or beyond the body's own authority."""

    secret_fields = ("text", "resolution")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="obstacles")
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    text = models.TextField(_("obstacle"), blank=True, default="")
    within_authority = models.BooleanField(_("within own authority"))
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=ObstacleState.choices, default=ObstacleState.OPEN)
    resolution = models.TextField(_("how it was resolved"), blank=True, default="")
    resolved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-raised_at", "-id")
        constraints = (code_only_is_empty("text", "resolution"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("escalation:obstacle", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.requests.all()]
