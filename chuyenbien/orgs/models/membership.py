from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .dated import Dated, DatedQuerySet, ends_after_start
from .person import Person
from .unit import Unit


class Post(Dated):
    """A post of a unit; who holds it is a membership."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("title of the post"), max_length=200)
    official_order = models.PositiveIntegerField(_("official order"), default=0)
    is_head = models.BooleanField(_("head of the body"), default=False)

    class Meta:
        ordering = ("unit", "official_order", "id")
        constraints = (ends_after_start(),)

    def __str__(self) -> str:
        return self.title


class MembershipQuerySet(DatedQuerySet["Membership"]):
    pass


class Membership(Dated):
    """A person is in a unit, in a role, from a day until a day. Rights follow from these rows alone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    basis = models.CharField(_("basis"), max_length=250, blank=True, default="")

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("unit", "person", "valid_from")
        constraints = (
            ends_after_start(),
            models.UniqueConstraint(fields=("person", "unit", "role", "valid_from"), name="orgs_membership_once"),
        )
        indexes = (models.Index(fields=("person", "unit", "role")),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"
