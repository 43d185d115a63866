from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.forms import UnitChoice, UnitsChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.models import Unit
from chuyenbien.regulations import packs

from ..enums import MilestoneKind
from ..models import ReviewCycle
from ..queries.choosing import Choice
from .boxes import NameBoxes
from .rows import RowsForm


def _pack_choices() -> list[tuple[str, str]]:
    return [(pack.key, pack.title) for pack in reversed(packs.all_packs())]


class CycleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = NameSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class OpenCycleForm(AskForm):
    wants: ClassVar[tuple[str, ...]] = ("actor",)

    superior = UnitChoice(label=gettext_lazy("Superior"), empty_label=None)
    name = TextField(
        label=gettext_lazy("Name of the cycle"),
        max_length=200,
        help_text=gettext_lazy("For example: Review of the year 2022."),
    )
    period_start = DateField(label=gettext_lazy("Period from"))
    period_end = DateField(label=gettext_lazy("Period until"))
    rule_pack = forms.ChoiceField(
        label=gettext_lazy("Regulation it follows"),
        choices=_pack_choices,
        help_text=gettext_lazy("Pinned for good when the cycle opens."),
    )
    previous = CycleChoice(
        label=gettext_lazy("Previous cycle"),
        queryset=ReviewCycle.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = actor.standing.units_with(Role.OFFICE_OFFICER)
        self.fields["superior"].queryset = Unit.objects.on().filter(pk__in=units)  # type: ignore[attr-defined]
        cycles = ReviewCycle.objects.filter(superior_id__in=units)
        self.fields["previous"].queryset = cycles  # type: ignore[attr-defined]


class MilestonesForm(RowsForm):
    """The calendar of a cycle: a step, its day, a note."""

    row_fields: ClassVar[Mapping[str, Callable[[int], forms.Field]]] = {
        "kind": lambda number: forms.ChoiceField(
            label=_("Step"), required=False, choices=[("", "—"), *MilestoneKind.choices]
        ),
        "due_on": lambda number: DateField(label=_("Due day"), required=False),
        "note": lambda number: TextField(label=_("Note"), required=False, max_length=250),
    }
    needed = telling = ("kind", "due_on")

    def missing(self, name: str) -> str:
        return _("Choose the step of this row.") if name == "kind" else _("Give the day of this row.")

    def milestones(self) -> list[tuple[str, Any, str]]:
        return [(row["kind"], row["due_on"], row["note"]) for row in self.given_rows()]


class BodiesForm(AskForm):
    """Many bodies at once, in official order."""

    bodies = UnitsChoice(
        label=gettext_lazy("Bodies under review"),
        widget=NameBoxes,
        help_text=gettext_lazy("Bodies already under review in this cycle are not offered."),
    )

    def __init__(self, *args: Any, cycle: ReviewCycle, choice: Choice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = (choice or Choice()).left(cycle)  # type: ignore[attr-defined]
