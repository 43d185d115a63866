"""Forms of the room: how a point is read here, which packs are compared. They parse and validate, and save nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chuyenbien.core.forms import AskForm, DateField, DecimalField, TextField
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit

from . import packs, rules
from .book import Book
from .models import PointDecision
from .points import NOT_APPLIED, SWITCHABLE, Point, Value
from .telling import criterion_in_words, gap_in_words
from .vocabulary import CRITERIA, GAPS


class DocumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = NameSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_title)


class DecideForm(AskForm):
    """How a superior reads a point that the text leaves open, or that it takes its decision back."""

    wants: ClassVar[tuple[str, ...]] = ("actor",)

    unit = UnitChoice(label=gettext_lazy("Superior that decides"), empty_label=None)
    withdraw = forms.BooleanField(
        label=gettext_lazy("Withdraw the present decision"),
        required=False,
        help_text=gettext_lazy("What was decided before counts again, or what the regulation says."),
    )
    not_applied = forms.BooleanField(label=gettext_lazy("This condition is not applied here"), required=False)
    document = DocumentChoice(
        label=gettext_lazy("Document of the decision"),
        queryset=Document.objects.none(),
        required=False,
        empty_label="—",
        help_text=gettext_lazy("The decision as it stands in the register of documents. Register it first."),
    )
    reason = TextField(label=gettext_lazy("Reason"), lines=3, max_length=2000)

    def __init__(self, *args: Any, actor: Actor, book: Book, point: Point, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        units = rules.units_of(actor.standing)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["document"].queryset = Document.objects.visible_to(actor.standing)  # type: ignore[attr-defined]
        self.fields["value"] = _value_field(book, point)
        counting = PointDecision.objects.counting().filter(unit__in=units, pack=book.key, point=point.key)
        if not counting.exists():
            del self.fields["withdraw"]
        if point.table not in SWITCHABLE:
            del self.fields["not_applied"]
        self.order_fields(["unit", "withdraw", "value", "not_applied", "document", "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("withdraw"):
            if not cleaned.get("document") and "document" not in self.errors:
                self.add_error("document", _("Choose the document that the decision rests on."))
            if self.value() is None and "value" not in self.errors:
                self.add_error("value", _("Say what holds here."))
        return cleaned

    def value(self) -> Value:
        """What was chosen, as the book keeps it."""
        if self.cleaned_data.get("not_applied"):
            return NOT_APPLIED
        given: Any = self.cleaned_data.get("value")
        if given in (None, "", []):
            return None
        unit = self.point.unit
        if unit == "yes_no":
            return bool(given == "yes")
        if unit == "list":
            return tuple(one.key for one in self.point.entries if one.key in given)
        if self.point.is_numeric:
            return int(given) if given == given.to_integral_value() else given
        return str(given)


def _value_field(book: Book, point: Point) -> forms.Field:
    label = gettext_lazy("What holds here")
    if point.is_numeric:
        return DecimalField(label=label, required=False, min_value=0, max_digits=7, decimal_places=2)
    if point.unit == "list":
        boxes = [(one.key, one.label) for one in point.entries]
        return forms.MultipleChoiceField(
            label=label, required=False, choices=boxes, widget=forms.CheckboxSelectMultiple
        )
    if point.unit == "day_of_year":
        return TextField(label=label, required=False, max_length=5)
    if point.unit == "yes_no":
        offered: list[tuple[str, Any]] = [
            ("yes", pgettext_lazy("condition", "yes")),
            ("no", pgettext_lazy("condition", "no")),
        ]
    elif point.unit == "level":
        offered = [(one.key, one.label) for one in book.levels]
    elif point.unit == "criterion":
        offered = [(one, criterion_in_words(one)) for one in CRITERIA]
    elif point.table == "gap":
        offered = [(one, gap_in_words(one)) for one in GAPS]
    else:
        offered = [(one.key, one.label) for one in point.entries]
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *offered])


class PacksFilter(FilterForm):
    on = DateField(label=gettext_lazy("In force on"), required=False)


class PackFilter(FilterForm):
    """For which superior a pack is read."""

    unit = UnitChoice(label=gettext_lazy("As read by"), required=False, empty_label=gettext_lazy("The text alone"))

    def __init__(self, request: Any, *, units: Any) -> None:
        super().__init__(request)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def chosen(self) -> Unit | None:
        unit: Unit | None = self.read()["unit"]
        return unit


class CompareFilter(FilterForm):
    """Two or three packs side by side."""

    first = forms.ChoiceField(label=gettext_lazy("First rule pack"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("Second rule pack"), required=False)
    third = forms.ChoiceField(label=gettext_lazy("Third rule pack"), required=False)

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        offered = [(one.key, one.title) for one in packs.all_packs()]
        for name in ("first", "second", "third"):
            none = [("", "—")] if name == "third" else []
            self.fields[name].choices = [*none, *offered]  # type: ignore[attr-defined]
        self.offered = [key for key, _title in offered]

    def books(self) -> list[Book]:
        """What was chosen; without a choice the two latest."""
        read = self.read()
        chosen = list(dict.fromkeys(read[name] for name in ("first", "second", "third") if read[name]))
        if len(chosen) < 2:
            chosen = self.offered[-2:] if not chosen else [*chosen, *[k for k in self.offered if k not in chosen][-1:]]
        self.data = dict(zip(("first", "second", "third"), chosen, strict=False))
        return [packs.get(key) for key in chosen]
