"""Rows that hold from a day until a day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock

_M = TypeVar("_M", bound=models.Model, covariant=True)


def holds_on(day: dt.date, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day; ``valid_until`` is the last day it holds."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gte": day})
    )


def ends_after_start() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
        name="%(app_label)s_%(class)s_ends_after_start",
    )


class DatedQuerySet(models.QuerySet[_M]):
    def on(self, day: dt.date | None = None) -> Self:
        """The rows that hold on a day, today unless told."""
        return self.filter(holds_on(day or clock.today()))


class Dated(models.Model):
    """Valid from its first day to its last, both included; without a last day it still holds."""

    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    dated_constraints: ClassVar[tuple[models.BaseConstraint, ...]] = ()

    class Meta:
        abstract = True

    def holds(self, day: dt.date | None = None) -> bool:
        day = day or clock.today()
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
