"""Who is expected at a meeting, and who came: a line for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chuyenbien.core.forms import TextField
from chuyenbien.orgs.forms import PeopleChoice, call
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.models import Person

from ..models import Meeting, MeetingAttendance
from .on_paper import MeetingActForm

PRESENT, ABSENT = "present", "absent"
_THERE = [
    ("", gettext_lazy("— not recorded —")),
    (PRESENT, pgettext_lazy("attendance", "Present")),
    (ABSENT, pgettext_lazy("attendance", "Absent")),
]


class ExpectForm(MeetingActForm):
    """Everybody who is expected. Proposed are those already named and those who lead what is on the agenda."""

    people = PeopleChoice(label=gettext_lazy("Persons expected"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        known = set(meeting.attendances.filter(expected=True).values_list("person_id", flat=True))
        leading = meeting.items.filter(action__lead_person__is_active=True)
        known |= set(leading.values_list("action__lead_person_id", flat=True))
        self.fields["people"].initial = sorted(known)


class AttendanceForm(MeetingActForm):
    """Of each person expected: there or not, why not, and who stood in. And who came beside them."""

    others = PeopleChoice(label=gettext_lazy("Also present"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        rows = list(meeting.attendances.select_related("person"))
        others: Any = self.fields["others"]
        self.people: dict[str, Person] = {str(one.pk): one for one in others.queryset}
        offered = [("", "—"), *((key, call(one)) for key, one in self.people.items())]
        self.expected = [row for row in rows if row.expected]
        for row in self.expected:
            self._add(row, offered)
        others.initial = [row.person_id for row in rows if not row.expected]
        self.order_fields([name for name in self.fields if name not in ("others", *self.on_behalf_fields)])

    def _add(self, row: MeetingAttendance, offered: list[tuple[str, str]]) -> None:
        who = call(row.person)
        there = forms.ChoiceField(label=who, choices=_THERE, required=False)
        there.initial = "" if row.present is None else PRESENT if row.present else ABSENT
        reason = TextField(label=_("Reason of absence: %(who)s") % {"who": who}, required=False, max_length=250)
        reason.initial = row.reason
        instead = forms.ChoiceField(
            label=_("Who stood in for %(who)s") % {"who": who}, choices=offered, required=False, widget=NameSelect()
        )
        instead.initial = str(row.substitute_id or "")
        for name, field in (("there", there), ("reason", reason), ("instead", instead)):
            self.fields[f"{name}_{row.person_id}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        expected = {str(row.person_id) for row in self.expected}
        others = {str(one.pk) for one in cleaned.get("others") or ()}
        stood_in: set[str] = set()
        for row in self.expected:
            key = str(row.person_id)
            there, reason, instead = (cleaned.get(f"{name}_{key}") for name in ("there", "reason", "instead"))
            if there == ABSENT and not reason and not row.is_code_only and f"reason_{key}" not in self.errors:
                self.add_error(f"reason_{key}", _("Say why they were absent."))
            if there != ABSENT and (reason or instead):
                self.add_error(f"there_{key}", _("A reason or a substitute is given: choose “absent”, or empty them."))
            if instead and (instead in expected or instead in stood_in):
                self.add_error(f"instead_{key}", _("Somebody stands in once, and is not expected themselves."))
            if instead:
                stood_in.add(instead)
        if others & (expected | stood_in):
            self.add_error("others", _("Somebody named above is not named here again."))
        return cleaned

    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of each person expected."""
        names = ("there", "reason", "instead")
        return [tuple(self[f"{name}_{row.person_id}"] for name in names) for row in self.expected]

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        found = self.cleaned_data
        there = [row.person for row in self.expected if found[f"there_{row.person_id}"] == PRESENT]
        away = [row.person for row in self.expected if found[f"there_{row.person_id}"] == ABSENT]
        instead = {one: self.people.get(found[f"instead_{one.pk}"]) for one in away}
        return {
            "present": [*there, *found["others"]],
            "absent": {one: found[f"reason_{one.pk}"] for one in away},
            "substitutes": {one: other for one, other in instead.items() if other is not None},
        }
