from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField


class CalendarDayForm(AskForm):
    """A holiday, a day in lieu, or a weekend day worked in exchange."""

    day = DateField(label=_("Day"))
    name = TextField(label=_("What day it is"), max_length=160)
    is_worked = forms.BooleanField(
        label=_("Worked in exchange for another day"),
        required=False,
        help_text=_("For a Saturday or a Sunday that is worked. Leave it empty for a day off."),
    )
    basis = TextField(label=_("Announced by"), max_length=250, required=False)
    is_checked = forms.BooleanField(label=_("Checked against the year’s announcement"), required=False)


class RemoveDayForm(AskForm):
    because = TextField(label=_("Reason"), lines=3)
