"""An action on one page: the six clarities in order, a hint beside what only sounds clear."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.findings.forms.fields import FindingChoice
from chuyenbien.orgs.forms import PersonChoice, UnitChoice, UnitsChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_of

from .. import clarities
from ..enums import ActionState, Rhythm
from ..models import Action, Plan
from ..operations.actions import FACTS, TEXTS

FIXED_ONCE_ISSUED = ("lead_person", "lead_unit", "rhythm")
NOBODY = gettext_lazy("— not named yet —")


class DueField(DateField):
    """A day. Words that promise none are refused by what they are."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and clarities.names_no_end(value):
            raise ValidationError(
                _("“%(typed)s” is a rhythm or a hope, not a date. Choose how often below, and the last day here.")
                % {"typed": value.strip()},
                code="no_end",
            )
        return super().to_python(value)


class ActionForm(ActForm):
    """Only the task is asked at once: a draft may wait for the rest, issuing does not."""

    finding = FindingChoice(label=gettext_lazy("Limitation to remedy"))
    task = TextField(
        label=gettext_lazy("What is to be done"),
        lines=2,
        max_length=500,
        help_text=gettext_lazy("A verb and its object: what exactly, where, how much."),
    )
    deliverable = TextField(
        label=gettext_lazy("Product"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The document or the quantity that will be there."),
    )
    acceptance_criterion = TextField(
        label=gettext_lazy("Criterion of acceptance"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("By what somebody else sees that it is done."),
    )
    lead_person = PersonChoice(
        label=gettext_lazy("Who answers for it"),
        required=False,
        empty_label=NOBODY,
        help_text=gettext_lazy("One person, not a department."),
    )
    lead_unit = UnitChoice(label=gettext_lazy("Lead unit"), required=False, empty_label=NOBODY)
    co_units = UnitsChoice(label=gettext_lazy("Coordinating units"), required=False)
    supervising_leader = PersonChoice(label=gettext_lazy("Leader in charge"), required=False, empty_label=NOBODY)
    start_on = DateField(
        label=gettext_lazy("Begins"),
        required=False,
        help_text=gettext_lazy("Also a past day, for work already begun."),
    )
    due_on = DueField(
        label=gettext_lazy("Done by"),
        required=False,
        help_text=gettext_lazy("The end of that day. For a recurring task: the last day."),
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Rhythm.choices, initial=Rhythm.ONCE, required=False
    )
    within_own_authority = forms.BooleanField(label=gettext_lazy("Within own authority"), required=False, initial=True)
    authority = UnitChoice(
        label=gettext_lazy("Who has the power to decide"),
        required=False,
        empty_label=NOBODY,
        help_text=gettext_lazy("Needed when it is beyond own authority."),
    )
    authority_basis = TextField(label=gettext_lazy("Basis of the authority"), max_length=300, required=False)

    SECTIONS = (
        (gettext_lazy("Task and product"), ("finding", "task", "deliverable", "acceptance_criterion")),
        (
            gettext_lazy("Person and responsibility"),
            ("lead_person", "lead_unit", "co_units", "supervising_leader"),
        ),
        (gettext_lazy("Time limit"), ("start_on", "due_on", "rhythm")),
        (gettext_lazy("Authority"), ("within_own_authority", "authority", "authority_basis")),
    )

    def __init__(
        self,
        *args: Any,
        body: Unit,
        plan: Plan | None = None,
        findings: Any = None,
        action: Action | None = None,
        code_only: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        within = list(Unit.objects.within(body).values_list("pk", flat=True))
        if action is not None and action.lead_unit_id:
            within.append(action.lead_unit_id)
        people = people_of(within)
        chosen: dict[str, Any] = dict(self.fields)
        for name in ("lead_person", "supervising_leader"):
            chosen[name].queryset = people
        chosen["lead_unit"].queryset = Unit.objects.filter(pk__in=within)
        if findings is None:
            del self.fields["finding"]
        else:
            chosen["finding"].queryset = findings
        if code_only:
            for name in TEXTS:
                del self.fields[name]
        if action is not None and action.state != ActionState.DRAFT:
            for name in FIXED_ONCE_ISSUED:
                self.fields[name].disabled = True

    def clean_rhythm(self) -> str:
        return self.cleaned_data.get("rhythm") or Rhythm.ONCE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rhythm = cleaned.get("rhythm", Rhythm.ONCE)
        if rhythm != Rhythm.ONCE and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("A rhythm needs an end. Set the day until which it goes on."))
        return cleaned

    @property
    def hints(self) -> dict[str, list[str]]:
        """Words that only sound clear, as they stand in the fields now."""
        texts = {name: str(self[name].value() or "") for name in TEXTS if name in self.fields}
        return {name: clarities.vague_words(name, value) for name, value in texts.items()}

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as the page shows them, one group per clarity or two."""
        groups = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]
        return [(title, bounds) for title, bounds in groups if bounds]

    def facts(self) -> dict[str, Any]:
        """What the action says, under the names the verbs take."""
        return {name: self.cleaned_data[name] for name in (*FACTS, "co_units") if name in self.fields}


def facts_of(action: Action) -> dict[str, Any]:
    """An action as its form starts."""
    start = {name: getattr(action, name) for name in FACTS}
    for name in ("lead_person", "lead_unit", "supervising_leader", "authority"):
        start[name] = getattr(action, f"{name}_id")
    return {**start, "co_units": list(action.co_units.values_list("pk", flat=True))}
