from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.forms import DecimalField, TextField
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import NOT_APPLIED, SWITCHABLE, Point, Value
from chuyenbien.regulations.telling import criterion_in_words, gap_in_words
from chuyenbien.regulations.vocabulary import CRITERIA, GAPS

from .parts import PAPER, SealedForm


class ReadingForm(SealedForm):
    """What holds for a point in this cycle; a condition may also be left out of it."""

    not_applied = forms.BooleanField(label=_("This condition is not applied in this cycle"), required=False)
    document = DocumentChoice(label=_("Decision of the competent body"), help_text=PAPER)
    because = TextField(label=_("Reason"), lines=3, max_length=2000)

    def __init__(self, *args: Any, book: Book, point: Point, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        self.fields["value"] = field_of(book, point)
        if point.table not in SWITCHABLE:
            del self.fields["not_applied"]
        self.order_fields(["value", "not_applied", "document", "because"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.value() is None and "value" not in self.errors:
            self.add_error("value", _t("Say what holds here."))
        return cleaned

    def value(self) -> Value:
        """What was chosen, as the book keeps it; None where nothing was."""
        if self.cleaned_data.get("not_applied"):
            return NOT_APPLIED
        given: Any = self.cleaned_data.get("value")
        if given in (None, "", []):
            return None
        if self.point.unit == "yes_no":
            return bool(given == "yes")
        if self.point.unit == "list":
            return tuple(one.key for one in self.point.entries if one.key in given)
        if self.point.is_numeric:
            return int(given) if given == given.to_integral_value() else given
        return str(given)


def field_of(book: Book, point: Point) -> forms.Field:
    """The field for a value of the point's kind."""
    label = _("What holds in this cycle")
    if point.is_numeric:
        return DecimalField(label=label, required=False, min_value=0, max_digits=7, decimal_places=2)
    offered = _offered(book, point)
    if point.unit == "list":
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, required=False, choices=offered, widget=boxes)
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *offered])


def _offered(book: Book, point: Point) -> list[tuple[str, Any]]:
    if point.unit == "yes_no":
        return [("yes", pgettext_lazy("condition", "yes")), ("no", pgettext_lazy("condition", "no"))]
    if point.unit == "level":
        return [(one.key, one.label) for one in book.levels]
    if point.unit == "criterion":
        return [(one, criterion_in_words(one)) for one in CRITERIA]
    if point.table == "gap":
        return [(one, gap_in_words(one)) for one in GAPS]
    return [(one.key, one.label) for one in point.entries]
