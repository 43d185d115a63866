from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Illustrative, Revisioned
from chuyenbien.documents.models import Document
from chuyenbien.orgs.models import Person

from ..enums import DelegationRole
from .cycle import ReviewCycle


class Delegation(Illustrative, Revisioned):
    """A working delegation of a cycle: attends and directs the reviews of its bodies (``ReviewDossier.delegation``)."""

    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="delegations")
    number = models.PositiveIntegerField(_("number"))
    decision = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)

    class Meta:
        ordering = ("cycle", "number")
        constraints = (models.UniqueConstraint(fields=("cycle", "number"), name="reviews_delegation_number_once"),)

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        return str(_("Delegation No. %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("reviews:delegation", args=[self.pk])


class DelegationMember(models.Model):
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegation_seats")
    role = models.CharField(_("role"), max_length=10, choices=DelegationRole.choices)

    class Meta:
        ordering = ("delegation", "id")
        constraints = (
            models.UniqueConstraint(fields=("delegation", "person"), name="reviews_delegationmember_once"),
            models.UniqueConstraint(
                fields=("delegation", "role"),
                condition=Q(role__in=[DelegationRole.HEAD, DelegationRole.SECRETARY]),
                name="reviews_delegation_one_head_one_secretary",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
