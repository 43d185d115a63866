"""What the page of figures and the calendar of a unit are narrowed by; the filters live in the address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.conferences.forms import CalendarFilter
from chuyenbien.core.forms import DateField
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect, unit_rows
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.orgs.paging import figure_of
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.models import ReviewCycle

from .counting import By
from .scope import Scope

_YEARS = range(1900, 2200)
"""A day of another year is a slip of the keys."""


class FiguresFilter(FilterForm):
    """Units and cycles are those of the matters the reader sees; figures of one person are not told by unit."""

    by = forms.ChoiceField(label=_("One row for each"), required=False, choices=By.choices)
    unit = UnitChoice(label=_("Collective or unit"), required=False, empty_label=_("All"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label=_("All"))
    cycle = forms.ModelChoiceField(
        label=_("Review cycle"),
        required=False,
        queryset=ReviewCycle.objects.none(),
        empty_label=_("All"),
        widget=NameSelect(),
    )
    since = DateField(label=_("From day"), required=False)
    until = DateField(label=_("To day"), required=False)

    def __init__(self, request: HttpRequest, standing: Standing, person: Person | None = None) -> None:
        super().__init__(request)
        self.standing, self.person = standing, person
        actions = Action.objects.visible_to(standing).order_by()
        findings = Finding.objects.visible_to(standing).order_by()
        unit: Any = self.fields["unit"]
        unit.rows = figure_of(
            actions, "addresses", lambda: unit_rows(Unit.objects.filter(pk__in=actions.values("address")))
        )
        unit.queryset = Unit.objects.filter(pk__in=[row[0] for row in unit.rows])
        cycles = figure_of(
            findings, "cycles", lambda: list(findings.values_list("dossier__cycle", flat=True).distinct())
        )
        cycle: Any = self.fields["cycle"]
        cycle.queryset = ReviewCycle.objects.filter(pk__in=cycles)
        if person is not None:
            del self.fields["unit"]
            by: Any = self.fields["by"]
            by.choices = [(one.value, one.label) for one in By if one != By.UNIT]

    def scope(self) -> Scope:
        """What was asked for, as far as it makes sense."""
        told = self.read()
        keys = {name: told[name].pk for name in ("unit", "field", "cycle") if told.get(name)}
        person = self.person.pk if self.person else None
        days = {name: told[name] for name in ("since", "until") if told[name] and told[name].year in _YEARS}
        return Scope(self.standing, person=person, **keys, **days)

    def rows_by(self) -> str:
        return self.read()["by"] or (By.YEAR if self.person else By.UNIT)


class MonthFilter(CalendarFilter):
    """A month and a unit: those the reader has a role in, and those of the actions they see."""

    unit = UnitChoice(label=_("Unit"), required=False, empty_label=_("All"))

    def __init__(self, request: HttpRequest, standing: Standing) -> None:
        super().__init__(request, standing)
        del self.fields["delegation"]
        actions = Action.objects.visible_to(standing).order_by()
        unit: Any = self.fields["unit"]
        named = (
            Q(pk__in=actions.values("address")) | Q(pk__in=actions.values("lead_unit")) | Q(pk__in=[*standing.roles])
        )
        unit.rows = figure_of(actions, f"units {sorted(standing.roles)}", lambda: unit_rows(Unit.objects.filter(named)))
        unit.queryset = Unit.objects.filter(pk__in=[row[0] for row in unit.rows])


def periods(today: dt.date) -> list[tuple[Any, dt.date, dt.date]]:
    """The periods one asks for most, with their first and last days."""
    month, quarter = today.replace(day=1), today.replace(month=today.month - (today.month - 1) % 3, day=1)
    year = today.replace(month=1, day=1)
    day = dt.timedelta(days=1)
    return [
        (_("This month"), month, _months_on(month, 1) - day),
        (_("Last month"), _months_on(month, -1), month - day),
        (_("This quarter"), quarter, _months_on(quarter, 3) - day),
        (_("Last quarter"), _months_on(quarter, -3), quarter - day),
        (_("This year"), year, _months_on(year, 12) - day),
        (_("Last year"), _months_on(year, -12), year - day),
    ]


def _months_on(first: dt.date, number: int) -> dt.date:
    """The first of a month, so many months later or earlier."""
    months = first.year * 12 + first.month - 1 + number
    return dt.date(months // 12, months % 12 + 1, 1)


def period_of(by: str, first: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the month, quarter or year that begins on a day."""
    length = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}[By(by)]
    return first, _months_on(first, length) - dt.timedelta(days=1)
