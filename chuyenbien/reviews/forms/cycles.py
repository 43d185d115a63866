from __future__ import annotations

import datetime as dt
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
from chuyenbien.regulations.book import Book

from ..enums import MilestoneKind
from ..fitting import in_force_then, misfits
from ..models import ReviewCycle
from ..queries.choosing import Choice
from .boxes import NameBoxes
from .rows import RowsForm


def _pack_choices() -> list[tuple[str, Any]]:
    """Nothing chosen first; those on organisations, the latest first; those on civil servants apart."""
    books = list(reversed(packs.all_packs()))
    own = [(one.key, _with_validity(one)) for one in books if one.is_of_organisations]
    others = [(one.key, _with_validity(one)) for one in books if not one.is_of_organisations]
    apart = [(_("On rating civil servants"), others)] if others else []
    return [("", _("— choose the regulation —")), *own, *apart]


def _with_validity(book: Book) -> str:
    told = {"title": book.title, "first": f"{book.effective_on:%d/%m/%Y}"}
    if book.replaced_on is None:
        return _("%(title)s – in force from %(first)s") % told
    last = book.replaced_on - dt.timedelta(days=1)
    return _("%(title)s – in force %(first)s–%(last)s") % {**told, "last": f"{last:%d/%m/%Y}"}


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
        help_text=gettext_lazy(
            "Pinned for good when the cycle opens. A period is reviewed by what is in force as it ends."
        ),
    )
    previous = CycleChoice(
        label=gettext_lazy("Previous cycle"),
        queryset=ReviewCycle.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Open the cycle under this regulation all the same"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = actor.standing.units_with(Role.OFFICE_OFFICER)
        self.fields["superior"].queryset = Unit.objects.on().filter(pk__in=units)  # type: ignore[attr-defined]
        cycles = ReviewCycle.objects.filter(superior_id__in=units)
        self.fields["previous"].queryset = cycles  # type: ignore[attr-defined]
        self.hints: dict[str, list[str]] = {}
        if not self.is_bound:
            del self.fields["confirmed"]

    def clean(self) -> dict[str, Any]:
        """A regulation that does not fit the period is asked about once more; it is not refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        end, book = cleaned.get("period_end"), packs.find(cleaned.get("rule_pack") or "")
        if end and book is not None:
            self.hints["rule_pack"] = misfits(book, end)
        elif end and self.has_error("rule_pack", "required"):
            del self.errors["rule_pack"]
            self.add_error("rule_pack", " ".join([_("Choose the regulation."), in_force_then(end)]).strip())
        if not self.hints.get("rule_pack"):
            del self.fields["confirmed"]
        elif not cleaned.get("confirmed"):
            self.add_error("confirmed", _("Choose another regulation, or confirm that it is this one."))
        return cleaned


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
