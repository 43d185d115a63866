"""What a list is narrowed by. Filters live in the address; what they cannot read they leave out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DateField, TextField

from ..enums import CodeList, Hierarchy, Level
from .choices import CodeChoice, UnitChoice

_ALL = [("", _("All"))]


class FilterForm(forms.Form):
    """A GET form; :meth:`read` gives the values that make sense."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET, label_suffix="", auto_id="f-%s")

    def read(self) -> dict[str, Any]:
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in self.fields}
        for name in list(self.errors):
            del self.errors[name]
        return found


class UnitFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*_ALL, *Level.choices])
    kind = CodeChoice(CodeList.UNIT_KIND, label=_("Kind"), required=False, empty_label=_("All"))
    on = DateField(label=_("As of"), required=False)


class TreeFilter(FilterForm):
    hierarchy = forms.ChoiceField(label=_("Hierarchy"), required=False, choices=Hierarchy.choices)
    on = DateField(label=_("As of"), required=False)


class PeopleFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    unit = UnitChoice(label=_("Unit"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("In office")), ("left", _("Left office")), ("all", _("All"))],
    )
