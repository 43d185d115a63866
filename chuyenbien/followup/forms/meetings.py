"""Forms of the progress meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, DateTimeField, TextField
from chuyenbien.documents.forms import ActForm, UploadField, UploadsField
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import PersonChoice, UnitChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.models import Action

from ..models import Meeting
from ..queries import defaults_of, may_stand_on
from ..quorum import quorum_of
from ..rules import can_plan
from .on_paper import MeetingActForm


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

    quorum_percent = forms.IntegerField(
        label=_("Quorum, in percent of those expected"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: none. A substitute counts for whom they stand."),
    )
    quorum_needed = forms.BooleanField(
        label=_("Below the quorum the meeting is not closed without a reason"), required=False
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


class PaperMeetingForm(MeetingForm):
    """A meeting that was held on paper: what its minutes say of it, and the minutes themselves."""

    number = TextField(label=_("Number of the minutes"), required=False, max_length=80)
    issued_on = DateField(label=_("Date of the minutes"), required=False)
    uploads = UploadsField(label=_("Scan of the minutes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*self._PART, "silent_days", "reply_days", "quorum_needed"):
            self.fields.pop(name, None)
        self.on_behalf_fields = ()


class AddItemForm(AskForm):
    """Put an action on the agenda that the record did not propose."""

    action = forms.ModelChoiceField(label=_("Action"), queryset=Action.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["action"]
        on_agenda = meeting.items.values_list("action_id", flat=True)
        field.queryset = may_stand_on(meeting).exclude(pk__in=on_agenda)
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


class HoldForm(MeetingActForm):
    """Minutes of the meeting, typed or as a scan; below a quorum that is needed also why it counts all the same."""

    minutes = TextField(label=_("Minutes"), lines=12, required=False)
    scan = UploadField(label=_("Scan of the signed minutes"), required=False)
    override = TextField(
        label=_("Why the meeting counts below its quorum"),
        lines=2,
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        if not meeting.quorum_needed or quorum_of(meeting).is_reached:
            del self.fields["override"]
        if meeting.is_code_only:
            del self.fields["minutes"], self.fields["scan"]

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        found = self.cleaned_data
        return {
            "minutes": found.get("minutes") or "",
            "upload": found.get("scan") or None,
            "override": found.get("override") or "",
        }
