"""Forms of the inbox."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.forms import AskForm, DateField

SHOWN = [
    ("now", pgettext_lazy("notices", "Waiting for me")),
    ("snoozed", pgettext_lazy("notices", "Put off")),
    ("acknowledged", pgettext_lazy("notices", "Taken note of")),
    ("all", pgettext_lazy("notices", "All, with what is no longer due")),
]


class InboxFilters(forms.Form):
    """What the inbox shows; lives in the address."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)

    def chosen(self) -> str:
        return self.cleaned_data["show"] or "now" if self.is_valid() else "now"


class SnoozeForm(AskForm):
    until = DateField(label=_("Show it again on"), help_text=_("A day within the next thirty."))
