"""What the lists of open matters are narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice
from chuyenbien.orgs.forms.choices import unit_rows
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.paging import figure_of


class PlaceFilter(FilterForm):
    """A unit counts with all below it; offered are the bodies of what the reader sees, and the units above them."""

    unit = UnitChoice(label=_("Collective or unit"), required=False, empty_label=_("All"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label=_("All"))

    def __init__(self, request: HttpRequest, standing: Standing) -> None:
        super().__init__(request)
        visible = Finding.objects.visible_to(standing)
        unit: Any = self.fields["unit"]
        unit.rows = figure_of(visible, "addresses and above", lambda: _with_those_above(visible))
        unit.queryset = Unit.objects.filter(pk__in=[row[0] for row in unit.rows])


class LongFilter(PlaceFilter):
    age = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=[
            ("", _("Long-standing")),
            ("over_10", _("10 years and more")),
            ("3_to_10", _("3 to under 10 years")),
            ("1_to_3", _("1 to under 3 years")),
            ("under_1", _("under 1 year")),
            ("all", _("All")),
        ],
    )


def _with_those_above(visible: Any) -> list[tuple[int, str, str]]:
    addresses = list(visible.order_by().values_list("address", flat=True).distinct())
    above = Unit.objects.above_any(addresses).order_by().values_list("pk", flat=True)
    return unit_rows(Unit.objects.filter(pk__in=[*addresses, *above]))
