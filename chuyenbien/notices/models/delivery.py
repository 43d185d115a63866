"""The outbox."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.orgs.models import Person

from ..enums import DeliveryState


class Delivery(models.Model):
    """One mail that must go out: its identity is written before the first try, so that a second try is recognisable.

    All moments are the world's, since they are about machines.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deliveries")
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.DUE)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.real_now)
    lease_until = models.DateTimeField(null=True, help_text="while being sent: until when it is the worker's")
    holder = models.CharField(max_length=60, blank=True, default="", help_text="which worker has it")
    in_doubt = models.BooleanField(default=False, help_text="a try broke off where it may have arrived")
    created_at = models.DateTimeField(default=clock.real_now)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=250, blank=True, default="")

    objects: ClassVar[models.Manager[Delivery]] = models.Manager()

    class Meta:
        ordering = ("next_try_at", "id")
        indexes = (
            models.Index(fields=("next_try_at", "id"), condition=Q(state="due"), name="notices_mail_due"),
            models.Index(fields=("lease_until",), condition=Q(state="sending"), name="notices_mail_leased"),
            models.Index(fields=("person", "state"), name="notices_mail_of_person"),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return self.message_id
