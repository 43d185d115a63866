"""What somebody has been told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.orgs.models import Person

from .. import kinds
from .delivery import Delivery
from .routing import Absence


class Notice(models.Model):
    """A word to one person about one matter, on a day. It holds no text of the matter: only its code and address.

    ``key`` makes telling idempotent. A notice of a deputy is a row of its own, with the absence that it rests on.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60, help_text="label of the matter's model, as the journal names it")
    subject_id = models.BigIntegerField()
    code = models.CharField(_("code"), max_length=40)
    url = models.CharField(max_length=200, blank=True, default="")
    is_code_only = models.BooleanField(default=False)
    on = models.DateField(help_text="first day it is shown")
    due_on = models.DateField(_("due"), null=True)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, null=True, related_name="notices")
    acknowledged_at = models.DateTimeField(null=True)
    snoozed_until = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=200, blank=True, default="", help_text="why it was withdrawn")
    delivery = models.ForeignKey(Delivery, on_delete=models.SET_NULL, null=True, related_name="notices")

    line = ""
    """The neutral words to be copied, where a page offers them."""

    objects: ClassVar[models.Manager[Notice]] = models.Manager()

    class Meta:
        ordering = ("-on", "-id")
        indexes = (
            models.Index(fields=("person", "-on", "-id"), condition=Q(withdrawn_at=None), name="notices_of_person"),
            models.Index(fields=("subject_kind", "subject_id"), condition=Q(withdrawn_at=None), name="notices_about"),
            models.Index(
                fields=("on", "person"),
                condition=Q(withdrawn_at=None, acknowledged_at=None, delivery=None, is_code_only=False),
                name="notices_to_mail",
            ),
        )

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("notices:open", args=[self.pk])

    @property
    def sentence(self) -> str:
        """What is told, in the reader's language."""
        return str(kinds.label(self.kind))
