"""What a page of figures looks at, and how each of its numbers opens to the rows it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation import queries as remediation
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.remediation.models.action import ActionQuerySet

from . import figures_cache

M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True)
class Scope:
    """Everything the reader sees, or one unit, field, cycle, period or person of it (filters of the URL).

    ``since`` and ``until``, both included, are a period: actions first promised for a day in it, so that no extension
    moves one out of it, and limitations stated in it.
    """

    standing: Standing
    unit: int | None = None
    field: int | None = None
    cycle: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    person: int | None = None

    def findings(self) -> FindingQuerySet:
        rows = Finding.objects.visible_to(self.standing).exclude(state=FindingState.DRAFT)
        if self.unit:
            rows = rows.filter(address_id=self.unit)
        if self.field:
            rows = rows.filter(field_id=self.field)
        if self.cycle:
            rows = rows.filter(dossier__cycle_id=self.cycle)
        if self.since:
            rows = rows.filter(stated_at__gte=clock.moment_of(self.since, 0))
        if self.until:
            rows = rows.filter(stated_at__lt=clock.moment_of(self.until + dt.timedelta(days=1), 0))
        return rows

    def actions(self) -> ActionQuerySet:
        rows = Action.objects.visible_to(self.standing).exclude(state=ActionState.DRAFT)
        if self.unit:
            rows = rows.filter(address_id=self.unit)
        if self.field:
            rows = rows.filter(Q(finding__field_id=self.field) | Q(directive_task__field_id=self.field))
        if self.cycle:
            rows = rows.filter(finding__dossier__cycle_id=self.cycle)
        if self.person:
            rows = rows.filter(lead_person_id=self.person)
        if self.since:
            rows = rows.filter(original_due__gte=self.since)
        return rows.filter(original_due__lte=self.until) if self.until else rows

    def figure(self, name: str, *about: Hashable, count: Callable[[], T]) -> T:
        """A figure of this scope, counted once until anything is recorded."""
        mine = (self.unit, self.field, self.cycle, self.since, self.until, self.person)
        return figures_cache.of_reader(name, self.standing, *mine, *about, count=count)

    def first(self, name: str, rows: QuerySet[M], shown: QuerySet[M], limit: int) -> list[M]:
        """The first of a long list, read with what ``shown`` adds; which they are is counted like a figure."""
        keys = self.figure(name, limit, count=lambda: list(rows.values_list("pk", flat=True)[:limit]))
        there = {one.pk: one for one in shown.filter(pk__in=keys)}
        return [there[key] for key in keys if key in there]

    def stated(self) -> int:
        """How many limitations are stated and not ended."""
        return self.figure("stated", count=lambda: self.findings().open().count())

    def overdue(self) -> int:
        """How many actions are in progress and past their date."""
        return self.figure("overdue", count=lambda: remediation.overdue(self.actions(), clock.today()).count())

    def link(self, name: str, **more: Any) -> str:
        """A list's address with this scope's filters, so that every number opens to its rows."""
        wanted = {
            "unit": self.unit,
            "field": self.field,
            "cycle": self.cycle,
            "person": self.person,
            "since": self.since,
            "until": self.until,
            **more,
        }
        query = urlencode({key: value for key, value in wanted.items() if value})
        return f"{reverse(name)}?{query}" if query else reverse(name)
