"""Forms of what an office sets: reply terms, and who comes next above."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.orgs.forms import UnitChoice


class TermsForm(ActForm):
    """Working days for the petitions of a unit and of those below it."""

    unit = UnitChoice(label=_("For petitions from this unit and those below it"), empty_label="—")
    acknowledge_days = forms.IntegerField(
        label=_("Working days to acknowledge the receipt"), min_value=1, max_value=250
    )
    decide_days = forms.IntegerField(label=_("Working days to decide, from the receipt"), min_value=1, max_value=250)
    valid_from = DateField(label=_("For what is sent from"), required=False)
    basis = TextField(label=_("On which basis"), max_length=300)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class NextForm(ActForm):
    """To whom the petitions of a unit go next."""

    unit = UnitChoice(label=_("Petitions from, or held by"), empty_label="—")
    authority = UnitChoice(label=_("Next authority"), required=False, empty_label=_("— by the chain of its kind —"))
    valid_from = DateField(label=_("From"), required=False)
    basis = TextField(label=_("On which basis"), max_length=300)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
