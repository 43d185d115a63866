"""What people type is Vietnamese, also in the boxes of a form."""

from __future__ import annotations

from django import forms

from chuyenbien.core.forms import TextField


def mark_typed(form: forms.Form) -> None:
    """Mark the text boxes of a form as Vietnamese, so that what stands in them is read out rightly."""
    for field in form.fields.values():
        if isinstance(field, TextField):
            field.widget.attrs.setdefault("lang", "vi")
