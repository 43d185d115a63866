"""What the calendar and the coverage of a cycle are narrowed by; the filters live in the address."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.forms import TextField
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.reviews.forms import PlaceFilter
from chuyenbien.reviews.models import Delegation

from .. import queries
from ..coverage import BY

_MONTH = re.compile(r"^(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year2>\d{4}))$")


class CalendarFilter(FilterForm):
    month = TextField(
        label=_("Month"), required=False, max_length=7, widget=forms.TextInput(attrs={"placeholder": "mm/yyyy"})
    )
    delegation = forms.ModelChoiceField(
        label=_("Delegation"), required=False, queryset=Delegation.objects.none(), empty_label=_("All")
    )

    def __init__(self, request: HttpRequest, standing: Standing) -> None:
        super().__init__(request)
        delegation: Any = self.fields["delegation"]
        seen = queries.visible(standing).order_by().values("dossier__delegation")
        delegation.queryset = Delegation.objects.filter(pk__in=seen).select_related("cycle")

    def month_of(self, told: dict[str, Any]) -> dt.date:
        """The first day of the month asked for, else of the present one."""
        found = _MONTH.match(told["month"] or "")
        if found:
            year, month = found["year"] or found["year2"], found["month"] or found["month2"]
            if 1 <= int(month) <= 12 and 1900 <= int(year) <= 2200:
                return dt.date(int(year), int(month), 1)
        return clock.today().replace(day=1)


class CoverageFilter(PlaceFilter):
    by = forms.ChoiceField(required=False, choices=list(BY.items()), widget=forms.HiddenInput)

    def narrowed(self) -> list[str]:
        """What is counted, in the reader's words, when it is not the whole cycle."""
        self.is_valid()
        told: dict[str, Any] = self.cleaned_data
        places = [(name, told.get(name)) for name in ("level", "kind", "delegation")]
        choices: dict[str, Any] = {name: self.fields[name] for name, _value in places}
        return [str(dict(choices[name].choices)[value]) for name, value in places if value]
