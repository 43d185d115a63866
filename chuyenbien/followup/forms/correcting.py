"""Forms by which a planned meeting is changed and the record of a decision corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DateField, DateTimeField, TextField
from chuyenbien.orgs.forms import PersonChoice

from ..models import Meeting, MeetingItem
from ..operations.deciding import WITH_A_DAY
from .on_paper import MeetingActForm


class ChangeMeetingForm(MeetingActForm):
    """What was planned, to be changed. A meeting known by a code only has no title and no place here."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = TextField(label=_("Title"), max_length=250)
    starts_at = DateTimeField(label=_("Begins"))
    place = TextField(label=_("Place"), max_length=250, required=False)
    chair = PersonChoice(label=_("Chair"))
    secretary = PersonChoice(label=_("Secretary"), required=False, empty_label="—")
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

    NAMES = ("title", "starts_at", "place", "chair", "secretary", "quorum_percent", "quorum_needed")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        if meeting.is_code_only:
            del self.fields["title"], self.fields["place"]

    def changes(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in self.NAMES if name in self.fields}


class CorrectDecisionForm(MeetingActForm):
    """What the record says of a decision, to be corrected with a reason."""

    note = TextField(label=_("What was decided, and why"), lines=3)
    promised_on = DateField(label=_("To be done by"), required=False)
    because = TextField(
        label=_("Why it is corrected"),
        lines=2,
        max_length=1000,
        help_text=_("The former words stay in the record, with this reason."),
    )

    def __init__(self, *args: Any, item: MeetingItem, **kwargs: Any) -> None:
        super().__init__(*args, meeting=item.meeting, **kwargs)
        if item.decision not in WITH_A_DAY:
            del self.fields["promised_on"]
        if item.is_code_only or item.action.is_code_only:
            del self.fields["note"]

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        found = self.cleaned_data
        return {"note": found.get("note"), "promised_on": found.get("promised_on"), "because": found["because"]}
