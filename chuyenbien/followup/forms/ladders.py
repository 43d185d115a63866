"""Forms of the reminder ladder. The steps are a plain list of rows, so that it works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit

from ..enums import FORMS_OF, ROLES_OF, LadderState, Matter, StepRole
from ..example import Step
from ..models import Ladder
from ..operations.ladders import MOST_STEPS

SIDES = (
    ("before", gettext_lazy("working days before the date")),
    ("on", gettext_lazy("on the date")),
    ("after", gettext_lazy("working days after the date")),
)
EXAMPLE, PRESENT, EMPTY = "example", "present", "empty"
DAYS = (14, 7, 30, 60)


class DocumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A document of the register that the reader sees."""

    widget = NameSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_title)


class LadderForm(AskForm):
    """A new draft: for which unit and kind of matter, and what it begins with."""

    unit = UnitChoice(label=gettext_lazy("Unit"), help_text=gettext_lazy("It counts for the units below it too."))
    matter = forms.ChoiceField(label=gettext_lazy("Kind of matter"), choices=Matter.choices)
    name = TextField(label=gettext_lazy("Name"), max_length=200)
    begin_with = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        choices=[
            (EXAMPLE, gettext_lazy("the example of local practice")),
            (PRESENT, gettext_lazy("the present version of this unit")),
            (EMPTY, gettext_lazy("no steps")),
        ],
        widget=forms.RadioSelect,
        initial=EXAMPLE,
    )

    def __init__(self, *args: Any, units: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.on().filter(pk__in=units)
        if len(units) == 1:
            field.initial = units[0]


class StepsForm(AskForm):
    """Name and steps of a draft. A row without a form is left out."""

    name = TextField(label=gettext_lazy("Name"), max_length=200)

    def __init__(self, *args: Any, ladder: Ladder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = FORMS_OF[ladder.matter]
        known = {role for one in offered for role in ROLES_OF[one]}
        roles = [(one.value, one.label) for one in StepRole if one in known]
        for number in range(MOST_STEPS):
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=gettext_lazy("Working days"), required=False, min_value=0, max_value=250
            )
            self.fields[f"side_{number}"] = forms.ChoiceField(
                label=gettext_lazy("Before or after"), choices=SIDES, required=False
            )
            self.fields[f"form_{number}"] = forms.ChoiceField(
                label=gettext_lazy("What happens"),
                choices=[("", "—"), *((one.value, one.label) for one in offered)],
                required=False,
            )
            self.fields[f"roles_{number}"] = forms.MultipleChoiceField(
                label=gettext_lazy("For whom"),
                choices=roles,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def start(ladder: Ladder) -> dict[str, Any]:
        """What the form shows first."""
        found: dict[str, Any] = {"name": ladder.name}
        for number, step in enumerate(ladder.steps.all()):
            side = "on" if step.offset == 0 else "before" if step.offset < 0 else "after"
            found |= {
                f"days_{number}": abs(step.offset) or None,
                f"side_{number}": side,
                f"form_{number}": step.form,
                f"roles_{number}": step.roles,
            }
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(MOST_STEPS):
            if not cleaned.get(f"form_{number}") or f"days_{number}" in self.errors:
                continue
            if cleaned.get(f"side_{number}") != "on" and not cleaned.get(f"days_{number}"):
                self.add_error(f"days_{number}", _("Say how many working days, at least 1."))
        return cleaned

    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each row, for the page."""
        names = ("days", "side", "form", "roles")
        return [{name: self[f"{name}_{number}"] for name in names} for number in range(MOST_STEPS)]

    def steps(self) -> Iterable[Step]:
        """The steps as the verb takes them."""
        for number in range(MOST_STEPS):
            form = self.cleaned_data.get(f"form_{number}")
            if form:
                days = self.cleaned_data.get(f"days_{number}") or 0
                sign = {"before": -1, "on": 0, "after": 1}[self.cleaned_data.get(f"side_{number}") or "on"]
                yield sign * days, form, tuple(self.cleaned_data.get(f"roles_{number}") or ())


class AdoptForm(ActForm):
    """The leader's decision, by its document."""

    valid_from = DateField(label=gettext_lazy("In force from"))
    covers_running = forms.BooleanField(
        label=gettext_lazy("Also for matters that are running and have no ladder"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Steps whose day has passed by then are not made up for."),
    )
    document = DocumentChoice(
        label=gettext_lazy("Document of the decision"),
        queryset=Document.objects.none(),
        empty_label="—",
        help_text=gettext_lazy("The decision as it stands in the register of documents. Register it first."),
    )
    reason = TextField(label=gettext_lazy("Reason"), lines=3, max_length=2000)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(actor.standing)  # type: ignore[attr-defined]


class RetireForm(ActForm):
    stop_running = forms.BooleanField(
        label=gettext_lazy("Stop it for running matters too"),
        required=False,
        help_text=gettext_lazy("Otherwise matters that began under it keep to it until their end."),
    )
    because = TextField(label=gettext_lazy("Reason"), lines=3, max_length=2000)


class LadderFilter(FilterForm):
    unit = UnitChoice(label=gettext_lazy("Unit"), required=False, empty_label=gettext_lazy("All"))
    matter = forms.ChoiceField(
        label=gettext_lazy("Kind of matter"), required=False, choices=[("", gettext_lazy("All")), *Matter.choices]
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("All")), *LadderState.choices]
    )

    def __init__(self, request: Any, *, units: Any) -> None:
        super().__init__(request)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PreviewFilter(FilterForm):
    """How far ahead a preview looks."""

    days = forms.ChoiceField(
        label=pgettext_lazy("preview", "Days ahead"), required=False, choices=[(str(one), str(one)) for one in DAYS]
    )

    def chosen(self) -> int:
        return int(self.read()["days"] or 14)
