from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice

from ..models import Suggestion
from .rows import RowsForm


class SuggestionForm(RowsForm):
    """The letter as the office prepares it: basis, day of answer, numbered points."""

    basis = TextField(
        label=gettext_lazy("Basis"),
        lines=3,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("The documents and facts the suggestion rests on."),
    )
    answer_by = DateField(label=gettext_lazy("To be answered by"), required=False)

    row_fields: ClassVar[Mapping[str, Callable[[int], forms.Field]]] = {
        "text": lambda number: TextField(label=_("What is to be reviewed"), lines=3, required=False, max_length=4000),
        "field": lambda number: CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label="—"),
        "code": lambda number: TextField(
            label=_("Or only its code"),
            required=False,
            max_length=40,
            help_text=_("For a matter of which nothing may be written here."),
        ),
    }
    telling = ("text", "code")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in range(1, self.count + 1):
            text, code = cleaned.get(f"text_{number}"), cleaned.get(f"code_{number}")
            if text and code:
                self.add_error(f"code_{number}", _("Of a matter known by a code only, no text may be kept here."))
            elif cleaned.get(f"field_{number}") and not text and not code and f"text_{number}" not in self.errors:
                self.add_error(f"text_{number}", _("Write the point, or empty the row."))
        if not self.errors and not self.given_rows():
            self.add_error("text_1", _("Write at least one point to review."))
        return cleaned


class IssueForm(ActForm):
    """The number and date under which the letter goes out."""

    number = TextField(label=gettext_lazy("Number and symbol of the letter"), max_length=80, required=False)
    issued_on = DateField(label=gettext_lazy("Date of the letter"))
    signer = TextField(label=gettext_lazy("Signed by"), max_length=200, required=False)
    scans = UploadsField(label=gettext_lazy("Scan of the letter"), required=False)

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suggestion.is_code_only:
            for name in ("number", "signer", "scans"):
                del self.fields[name]
        else:
            self.fields["number"].required = True
