"""A report in half a minute on a phone: a sentence, a percentage, a photo. More is folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateField, DecimalField, ManyFilesInput, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice

from ..models import Action, ActionOccurrence

if TYPE_CHECKING:
    OneTurn = forms.ModelChoiceField[ActionOccurrence]
else:
    OneTurn = forms.ModelChoiceField

MORE = ("evidence", "done_on", "quantity", "measure")


class TurnChoice(OneTurn):
    """A turn of a recurring action, called by its number and day."""

    def label_from_instance(self, obj: Any) -> str:
        return _("Turn %(number)s, due %(day)s") % {"number": obj.number, "day": obj.due_on.strftime("%d/%m/%Y")}


class ReportForm(ActForm):
    text = TextField(label=gettext_lazy("What was done"), lines=3, max_length=4000)
    percent = forms.IntegerField(
        label=gettext_lazy("Done so far"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": 100}),
    )
    occurrence = TurnChoice(
        label=gettext_lazy("Turn"),
        required=False,
        queryset=ActionOccurrence.objects.none(),
        empty_label=gettext_lazy("— no particular one —"),
    )
    photos = UploadsField(
        label=gettext_lazy("Photo"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=gettext_lazy("Where it was taken is removed from the file."),
    )
    evidence = UploadsField(label=gettext_lazy("Other files"), required=False)
    done_on = DateField(label=gettext_lazy("As of"), required=False, help_text=gettext_lazy("Today if left empty."))
    quantity = DecimalField(label=gettext_lazy("Quantity"), required=False, max_digits=20, decimal_places=4)
    measure = CodeChoice(CodeList.MEASURE, label=gettext_lazy("Unit of measure"), required=False)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        percent: Any = self.fields["percent"]
        percent.unit = "%"
        if action.is_code_only:
            for name in ("text", "photos", "evidence"):
                del self.fields[name]
        turns = action.occurrences.all()
        if turns.exists():
            turn: Any = self.fields["occurrence"]
            turn.queryset = turns
            turn.initial = turns.filter(done_at=None).first()
        else:
            del self.fields["occurrence"]

    def main(self) -> list[forms.BoundField]:
        return [bound for bound in self.shown_fields() if bound.name not in MORE]

    def more(self) -> list[forms.BoundField]:
        return [bound for bound in self.shown_fields() if bound.name in MORE]

    def more_used(self) -> bool:
        return any(bound.errors or bound.value() for bound in self.more())

    def facts(self) -> dict[str, Any]:
        """What the verb takes: photos and other files are all evidence."""
        told = self.cleaned_data
        found = {name: told.get(name) for name in ("percent", "quantity", "measure", "occurrence")}
        files = [*(told.get("photos") or []), *(told.get("evidence") or [])]
        return {**found, "text": told.get("text") or "", "done_on": told.get("done_on") or None, "files": files}


class CorrectForm(ReportForm):
    because = TextField(label=gettext_lazy("Why it is corrected"), max_length=500, required=False)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "because": self.cleaned_data.get("because") or ""}


class WithdrawForm(ActForm):
    because = TextField(
        label=gettext_lazy("Reason"),
        lines=2,
        max_length=1000,
        help_text=gettext_lazy("The entry stays readable, struck through, with this reason."),
    )


class SubmitForm(ActForm):
    note = TextField(
        label=gettext_lazy("For whoever confirms"),
        lines=3,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Where the product is, what to look at."),
    )


class TakeBackForm(ActForm):
    because = TextField(label=gettext_lazy("Reason"), lines=2, required=False, max_length=1000)
