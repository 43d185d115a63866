"""Forms of the inbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.accounts.models import User
from chuyenbien.core.forms import AskForm, DateField
from chuyenbien.orgs.forms import PersonChoice, UnitChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.models.person import PersonQuerySet

from .enums import MailRhythm, Weekday

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


def _hour() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PreferenceForm(AskForm):
    """How one wants to be told outside the program."""

    mail = forms.ChoiceField(label=_("Mail"), choices=MailRhythm.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=_("Day of the weekly mail"),
        choices=Weekday.choices,
        coerce=int,
        help_text=_("If mail comes once a week."),
    )
    quiet_from = forms.TimeField(
        label=_("No mail from"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_to = forms.TimeField(
        label=_("until"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Two equal times mean that mail may come at any hour."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=[("", _("As the pages")), *User.Language.choices],
        required=False,
    )


class AbsenceForm(AskForm):
    """From when to when one is away, and who is told meanwhile."""

    first_on = DateField(label=_("First day"))
    last_on = DateField(label=_("Last day"))
    deputy = PersonChoice(
        label=_("Deputy"),
        help_text=_("What is about matters the deputy does not see is told to them by its code only."),
    )

    def __init__(self, *args: Any, deputies: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["deputy"]
        field.queryset = deputies


class FeedForm(AskForm):
    """Whose due dates the calendar shows."""

    unit = UnitChoice(label=_("Whose due dates"), required=False, empty_label=_("My own"))

    def __init__(self, *args: Any, units: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=units)
