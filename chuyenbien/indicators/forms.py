"""Forms of the room: what is measured, figures, conditions for closing. They parse and validate, and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.draw.values import day, number
from chuyenbien.core.forms import DateField, DecimalField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit

from .enums import Basis, Comparator, Direction, Trend
from .models import Indicator, MeasuredValue
from .queries import replaced_ids

_TEXTS = ("name", "source", "note", "because")


class IndicatorForm(ActForm):
    """What is measured. Of a code-only matter the texts are not asked."""

    unit = UnitChoice(label=_("Unit"))
    name = TextField(label=_("What is measured"), max_length=250)
    direction = forms.ChoiceField(
        label=_("Which way it should go"),
        choices=Direction.choices,
        help_text=_("Choose “trend, no number given” where no figure was announced; no number is made up then."),
    )
    measure = CodeChoice(CodeList.MEASURE, label=_("Unit of measure"), required=False, empty_label="—")
    baseline = DecimalField(label=_("Figure before"), required=False, max_digits=20, decimal_places=4)
    baseline_on = DateField(label=_("Date of the figure before"), required=False)
    planned = DecimalField(
        label=_("Plan"),
        required=False,
        max_digits=20,
        decimal_places=4,
        help_text=_("Leave empty when no plan was given. A plan that follows from amount and percent is only shown."),
    )
    planned_for = DateField(label=_("Plan for"), required=False)
    settled_by = DateField(label=_("Settled figure expected by"), required=False)
    source = TextField(label=_("Source"), required=False, max_length=250)
    note = TextField(label=_("Note"), required=False, lines=3)
    is_public = forms.BooleanField(label=_("Shown to everyone who is signed in"), required=False)

    def __init__(self, *args: Any, units: set[int] | None = None, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            field: Any = self.fields["unit"]
            field.queryset = Unit.objects.on().filter(pk__in=units)
            if len(units) == 1:
                field.initial = next(iter(units))
        if code_only:
            for name in (*_TEXTS, "is_public"):
                self.fields.pop(name, None)


class CorrectForm(IndicatorForm):
    """Correct what is measured, and say why."""

    because = TextField(label=_("Why it is corrected"), lines=2, required=False)


class MeasureForm(ActForm):
    """One figure: estimated or settled; a settled one may replace an estimate by naming it."""

    as_of = DateField(label=_("Figure as of"))
    value = DecimalField(label=_("Absolute figure"), required=False, max_digits=20, decimal_places=4)
    percent = DecimalField(label=_("Percent of plan"), required=False, max_digits=9, decimal_places=4)
    trend = forms.ChoiceField(label=_("Trend"), required=False, choices=[("", "—"), *Trend.choices])
    is_estimate = forms.TypedChoiceField(
        label=_("Kind of figure"),
        choices=[("1", _("estimate")), ("0", _("settled figure"))],
        coerce=lambda raw: raw == "1",
        widget=forms.RadioSelect,
        help_text=_("An estimate never closes a finding; the settled figure replaces it later."),
    )
    replaces = forms.ModelChoiceField(
        label=_("Replaces the estimate"),
        queryset=MeasuredValue.objects.none(),
        required=False,
        empty_label=_("— none —"),
        help_text=_("Only for a settled figure. The estimate stays visible."),
    )
    source = TextField(label=_("Source"), required=False, max_length=250)
    note = TextField(label=_("Note"), required=False, lines=3)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = list(indicator.values.all())
        replaced = replaced_ids(values)
        replaceable = [
            one.pk for one in values if one.is_estimate and one.withdrawn_at is None and one.pk not in replaced
        ]
        field: Any = self.fields["replaces"]
        if replaceable:
            field.queryset = MeasuredValue.objects.filter(pk__in=replaceable)
            field.label_from_instance = _shown_value
        else:
            del self.fields["replaces"]
        if indicator.direction == Direction.TREND:
            del self.fields["value"], self.fields["percent"]
            self.fields["trend"].required = True
        elif indicator.measure is not None:
            self.fields["value"].unit = indicator.measure.label  # type: ignore[attr-defined]
        if indicator.is_code_only:
            for name in ("source", "note"):
                del self.fields[name]


class WithdrawForm(ActForm):
    because = TextField(label=_("Why the figure is withdrawn"), lines=3)


class ConditionForm(ActForm):
    """What a settled figure must show before the finding may be closed."""

    indicator = forms.ModelChoiceField(label=_("Indicator"), queryset=Indicator.objects.none())
    basis = forms.ChoiceField(label=_("Looks at"), choices=Basis.choices, initial=Basis.VALUE)
    comparator = forms.ChoiceField(label=_("Condition"), choices=Comparator.choices)
    threshold = DecimalField(label=_("Threshold"), max_digits=20, decimal_places=4)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Indicator.objects.filter(finding=finding) | Indicator.objects.filter(
            finding__isnull=True, unit_id=finding.address_id
        )
        field: Any = self.fields["indicator"]
        field.queryset = offered.exclude(direction=Direction.TREND)
        field.widget.attrs["lang"] = "vi"
        field.empty_label = "—"


class RemoveConditionForm(ActForm):
    because = TextField(label=_("Why the condition is removed"), lines=3)


class IndicatorFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    unit = UnitChoice(label=_("Unit"), required=False, empty_label=_("All"))
    of = forms.ChoiceField(
        label=_("Measured of"),
        required=False,
        choices=[("", _("All")), ("unit", _("a unit")), ("finding", _("a finding"))],
    )
    kind = forms.ChoiceField(
        label=_("Figures"),
        required=False,
        choices=[("", _("All")), ("estimate", _("latest is an estimate")), ("none", _("no figure yet"))],
    )


def _shown_value(value: MeasuredValue) -> str:
    parts = [number(value.value)] if value.value is not None else []
    if value.percent is not None:
        parts.append(f"{number(value.percent)}%")
    return f"{day(value.as_of)}: {' · '.join(parts) or value.get_trend_display()}"
