from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.orgs.models import Person

from .conference import Conference


class KitCopy(Classified):
    """One numbered copy of a conference's papers: for whom it was printed, by whom, and whether it came back."""

    secret_fields = ("name",)
    LONGEST_NAME = 200

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="copies")
    number = models.PositiveSmallIntegerField(_("copy"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True, default="")
    printed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(default=clock.now)
    returned_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("conference", "number")
        constraints = (
            models.UniqueConstraint(fields=("conference", "number"), name="conferences_copy_once"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, taken_back_by__isnull=True)
                | Q(returned_at__isnull=False, taken_back_by__isnull=False),
                name="conferences_copy_taken_back_by_somebody",
            ),
            code_only_is_empty("name"),
        )

    def __str__(self) -> str:
        return f"{self.conference_id} #{self.number}"
