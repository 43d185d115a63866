"""What the list of findings is narrowed by; the filters live in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.forms import TextField
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect, unit_rows
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.paging import figure_of
from chuyenbien.reviews.models import ReviewCycle

from .. import queries
from ..enums import FindingState, FollowUpLevel, Source
from ..models import Finding
from ..models.finding import FindingQuerySet

_ALL = [("", _("All"))]
_AGES = [
    ("", _("All")),
    ("under_1", _("under 1 year")),
    ("1_to_3", _("1 to under 3 years")),
    ("3_to_10", _("3 to under 10 years")),
    ("over_10", _("10 years and more")),
]
_STATES = [
    ("", _("All")),
    ("open", pgettext_lazy("finding", "Open")),
    *[(one.value, one.label) for one in FindingState if one != FindingState.STATED],
]


class FindingFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    unit = UnitChoice(label=_("Collective or unit"), required=False, empty_label=_("All"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=_STATES)
    follow_up = forms.ChoiceField(
        label=_("Degree of follow-up"), required=False, choices=[*_ALL, *FollowUpLevel.choices]
    )
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[*_ALL, *Source.choices])
    cycle = forms.ModelChoiceField(
        label=_("Review cycle"),
        required=False,
        queryset=ReviewCycle.objects.none(),
        empty_label=_("All"),
        widget=NameSelect(),
    )
    age = forms.ChoiceField(label=_("Age"), required=False, choices=_AGES)

    def __init__(self, request: HttpRequest, standing: Standing) -> None:
        super().__init__(request)
        visible = Finding.objects.visible_to(standing)
        unit: Any = self.fields["unit"]
        named = Unit.objects.filter(pk__in=visible.order_by().values("address"))
        unit.rows = figure_of(visible, "addresses", lambda: unit_rows(named))
        unit.queryset = Unit.objects.filter(pk__in=[row[0] for row in unit.rows])
        cycle: Any = self.fields["cycle"]
        cycle.queryset = ReviewCycle.objects.filter(pk__in=_distinct(visible, "dossier__cycle"))

    def narrow(self, rows: FindingQuerySet) -> FindingQuerySet:
        """The rows that every chosen filter lets through."""
        told = self.read()
        if told["q"]:
            rows = rows.matching(told["q"])
        if told["unit"]:
            rows = rows.filter(address=told["unit"])
        if told["field"]:
            rows = rows.filter(field=told["field"])
        if told["state"]:
            rows = rows.open() if told["state"] == "open" else rows.filter(state=told["state"])
        if told["follow_up"]:
            rows = rows.filter(follow_up=told["follow_up"])
        if told["source"]:
            rows = rows.filter(source=told["source"])
        if told["cycle"]:
            rows = rows.filter(dossier__cycle=told["cycle"])
        return queries.of_age(rows, told["age"]) if told["age"] else rows


def _distinct(rows: FindingQuerySet, name: str) -> list[int]:
    """What the rows name, each once."""
    return figure_of(rows, f"distinct {name}", lambda: list(rows.order_by().values_list(name, flat=True).distinct()))
