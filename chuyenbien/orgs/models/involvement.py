"""Who has to do with a matter: the one table per room through which it is seen."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.once import once

from ..enums import Capacity
from .person import Person
from .unit import Unit


class Involvement(models.Model):
    """A unit or a person has to do with a matter, in a capacity, since a day. Concrete rows name the
    matter."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity.choices)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=False) ^ Q(person__isnull=False),
                name="%(app_label)s_%(class)s_unit_or_person",
            ),
            models.UniqueConstraint(
                fields=("matter", "unit", "capacity"),
                condition=Q(unit__isnull=False, until__isnull=True),
                name="%(app_label)s_%(class)s_unit_once",
            ),
            models.UniqueConstraint(
                fields=("matter", "person", "capacity"),
                condition=Q(person__isnull=False, until__isnull=True),
                name="%(app_label)s_%(class)s_person_once",
            ),
        )
        indexes = (  # they answer orgs.seeing without a look at the table
            models.Index(fields=("unit", "capacity", "matter"), condition=Q(until=None), name="%(class)s_unit_now"),
            models.Index(fields=("person", "matter"), condition=Q(until=None), name="%(class)s_person_now"),
        )


class Matter(models.Model):
    """Something people are involved in. The concrete model has ``involvements`` as reverse of its table's
    ``matter``."""

    involvements: Any

    class Meta:
        abstract = True

    def involve(self, *, capacity: str, unit: Unit | None = None, person: Person | None = None) -> None:
        """Let a unit or a person see the matter in a capacity; once is enough."""
        self.involvements.get_or_create(matter=self, unit=unit, person=person, capacity=capacity, until=None)

    def release(self, *, capacity: str, unit: Unit | None = None, person: Person | None = None) -> None:
        """End an involvement today; the row stays as history."""
        self.involvements.filter(unit=unit, person=person, capacity=capacity, until=None).update(until=clock.today())

    def involved_units(self, capacity: str) -> set[int]:
        """Ids of the units now involved in a capacity."""
        rows = once(("units", self._meta.label, self.pk), self._units_now)
        return {unit for unit, as_what in rows if as_what == capacity}

    def _units_now(self) -> list[tuple[int, str]]:
        rows = self.involvements.filter(until=None, unit__isnull=False)
        return list(rows.order_by().values_list("unit_id", "capacity"))
