"""Forms of the progress meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateTimeField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import PeopleChoice, PersonChoice, UnitChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.models import Action

from ..models import Meeting
from ..queries import actions_of, defaults_of
from ..rules import can_plan


class MeetingForm(ActForm):
    """Plan a meeting of one of the units the person may plan for."""

    unit = UnitChoice(label=_("Unit that meets"))
    title = TextField(label=_("Title"), max_length=250)
    starts_at = DateTimeField(label=_("Begins"))
    place = TextField(label=_("Place"), max_length=250, required=False)
    chair = PersonChoice(label=_("Chair"))
    secretary = PersonChoice(label=_("Secretary"), required=False, empty_label="—")
    silent_days = forms.IntegerField(
        label=_("Take up what was not reported on for so many days"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_("Empty: the agenda does not look for that."),
    )
    reply_days = forms.IntegerField(
        label=_("Take up petitions to be answered within so many days"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_("Those whose day has passed are among them. Empty: the agenda does not look for petitions."),
    )

    def __init__(self, *args: Any, units: list[int], **kwargs: Any) -> None:
        kwargs["initial"] = {**defaults_of(units), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=units)
        if len(units) == 1:
            field.initial = units[0]

    def clean(self) -> dict[str, Any]:
        """Whoever it is entered for must be one who may plan the meetings of this unit."""
        cleaned = super().clean()
        person, unit = cleaned.get("on_behalf_person"), cleaned.get("unit")
        if person and unit:
            verdict = can_plan(Actor(self.actor.user_id, person, entered_by=self.actor.person), unit)
            if not verdict:
                self.add_error("on_behalf_person", str(verdict.reason))
        return cleaned


class AddItemForm(AskForm):
    """Put an action on the agenda that the record did not propose."""

    action = forms.ModelChoiceField(label=_("Action"), queryset=Action.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["action"]
        on_agenda = meeting.items.values_list("action_id", flat=True)
        field.queryset = actions_of(meeting.unit).filter(state="active").exclude(pk__in=on_agenda)
        field.widget.attrs["lang"] = "vi"


class MoveForm(AskForm):
    """Another place on the agenda: one up, one down, or the one that is named."""

    place = forms.IntegerField(label=_("Place on the agenda"), min_value=1, required=False)
    step = forms.ChoiceField(
        choices=[("", ""), ("up", "up"), ("down", "down")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, now: int, last: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.last = now, last
        self.fields["place"].initial = now

    def to(self) -> int:
        """The place that is meant; a step beyond either end stays there."""
        step = {"up": -1, "down": 1}.get(self.cleaned_data.get("step") or "", 0)
        return min(max(self.now + step, 1), self.last) if step else int(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("step") and not cleaned.get("place") and "place" not in self.errors:
            self.add_error("place", _("Name the place."))
        return cleaned


class AttendanceForm(ActForm):
    """Who was there. Those not named present who were expected are entered absent with one reason each line."""

    present = PeopleChoice(label=_("Present"))
    absent = PeopleChoice(label=_("Absent"), required=False)
    absent_reason = TextField(label=_("Reason of absence"), required=False, max_length=250)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        both = set(cleaned.get("present") or ()) & set(cleaned.get("absent") or ())
        if both:
            self.add_error("absent", _("The same person cannot be present and absent."))
        if cleaned.get("absent") and not cleaned.get("absent_reason"):
            self.add_error("absent_reason", _("Say why they were absent."))
        return cleaned


class HoldForm(ActForm):
    """Minutes of the meeting, typed or as a scan."""

    minutes = TextField(label=_("Minutes"), lines=12)
