from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, TextField

from ..models import Code


class CodeForm(AskForm):
    """An entry of a code list. Its code is given once and stays."""

    code = TextField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small letters without diacritics, digits, “-” and “_”. It never changes."),
    )
    label_vi = TextField(label=_("Label in Vietnamese"), max_length=160)
    label_en = TextField(label=_("Label in English"), max_length=160)
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=2_000_000_000)
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        help_text=_("An entry out of use stays on old rows and is no longer offered."),
    )

    def __init__(self, *args: Any, entry: Code | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label_vi"].widget.attrs["lang"] = "vi"
        self.fields["label_en"].widget.attrs["lang"] = "en"
        if entry is not None:
            del self.fields["code"]
