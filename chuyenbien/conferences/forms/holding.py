"""Forms of the conference itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateTimeField, TextField
from chuyenbien.documents.forms import ActForm, UploadField
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, PersonChoice
from chuyenbien.orgs.forms.choices import call
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.queries import people_of, people_with
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.rules import BODY_READERS

from ..enums import Mode
from ..models import Attendance, Conference

_THERE = [
    ("", gettext_lazy("— not expected —")),
    *((one.value, one.label) for one in Mode if one != Mode.ABSENT),
]


def delegates(dossier: ReviewDossier) -> Any:
    """The people of the dossier's delegation."""
    return Person.objects.filter(delegation_seats__delegation=dossier.delegation_id or 0)


class _TimesForm(ActForm):
    starts_at = DateTimeField(label=gettext_lazy("Begins"))
    ends_at = DateTimeField(label=gettext_lazy("Ends"))
    place = TextField(label=gettext_lazy("Place"), required=False, max_length=250)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The conference must end after it begins."))
        return cleaned


class ScheduleForm(_TimesForm):
    chair = PersonChoice(
        label=gettext_lazy("Chair"), required=False, empty_label=gettext_lazy("— head of delegation —")
    )
    secretary = PersonChoice(
        label=gettext_lazy("Secretary"), required=False, empty_label=gettext_lazy("— secretary of the delegation —")
    )

    def __init__(self, *args: Any, dossier: ReviewDossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any
        for name in ("chair", "secretary"):
            chosen = self.fields[name]
            members = people_of([dossier.body_id, dossier.cycle.superior_id]).values("pk")
            chosen.queryset = Person.objects.filter(pk__in=members) | Person.objects.filter(
                pk__in=delegates(dossier).values("pk")
            )


class MoveForm(_TimesForm):
    because = TextField(label=gettext_lazy("Reason"), lines=2)


class CancelForm(ActForm):
    because = TextField(label=gettext_lazy("Reason"), lines=2)


class AttendanceForm(ActForm):
    """One choice and one reason for everybody who is expected: the delegation, then the collective."""

    others = TextField(
        label=gettext_lazy("Others who were present"),
        lines=4,
        required=False,
        help_text=gettext_lazy("One name per line, with the office."),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = conference.dossier
        known = {row.person_id: row for row in conference.attendances.all() if row.person_id}
        self.expected: list[Person] = []
        for person in [*delegates(dossier), *people_with(BODY_READERS, dossier.body_id)]:
            if person.pk in {one.pk for one in self.expected}:
                continue
            self.expected.append(person)
            row = known.get(person.pk)
            there = forms.ChoiceField(label=call(person), choices=_THERE, required=False)
            there.initial = row.mode if row and row.mode != Mode.ABSENT else (Mode.EXCUSED if row else "")
            reason = TextField(
                label=_("Reason of absence: %(who)s") % {"who": call(person)},
                required=False,
                max_length=Attendance.LONGEST_REASON,
            )
            reason.initial = row.reason if row else ""
            instead = TextField(
                label=_("Who came instead of %(who)s") % {"who": call(person)},
                required=False,
                max_length=Attendance.LONGEST_NAME,
            )
            instead.initial = row.substitute if row else ""
            self.fields[f"there_{person.pk}"], self.fields[f"reason_{person.pk}"] = there, reason
            self.fields[f"instead_{person.pk}"] = instead
        others = conference.attendances.filter(person=None, present=True).values_list("name", flat=True)
        self.fields["others"].initial = "\n".join(others)
        self.order_fields([name for name in self.fields if name not in ("others", *self.on_behalf_fields)])

    def clean_others(self) -> str:
        told: str = self.cleaned_data["others"]
        for line in told.splitlines():
            if len(line.strip()) > Attendance.LONGEST_NAME:
                raise forms.ValidationError(
                    _("One name per line: “%(text)s…” is longer than %(most)d characters.")
                    % {"text": line.strip()[:40], "most": Attendance.LONGEST_NAME}
                )
        return told

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.expected:
            mode, reason = cleaned.get(f"there_{one.pk}"), cleaned.get(f"reason_{one.pk}")
            if mode == Mode.EXCUSED and not reason and f"reason_{one.pk}" not in self.errors:
                self.add_error(f"reason_{one.pk}", _("Write why, or choose “absent without a reason”."))
            elif reason and mode != Mode.EXCUSED:
                self.add_error(f"there_{one.pk}", _("A reason is written: choose “absent with leave”, or empty it."))
            if cleaned.get(f"instead_{one.pk}") and mode not in (Mode.EXCUSED, Mode.UNEXCUSED):
                self.add_error(f"instead_{one.pk}", _("Somebody comes instead only of who is absent."))
        return cleaned

    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"{name}_{one.pk}"] for name in ("there", "reason", "instead")) for one in self.expected]

    def _as(self, mode: str) -> list[Person]:
        return [one for one in self.expected if self.cleaned_data[f"there_{one.pk}"] == mode]

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        others = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        return {
            "present": [*self._as(Mode.THERE), *others],
            "online": self._as(Mode.ONLINE),
            "absent": [(one, self.cleaned_data[f"reason_{one.pk}"]) for one in self._as(Mode.EXCUSED)],
            "unexcused": self._as(Mode.UNEXCUSED),
            "substitutes": {one.pk: self.cleaned_data[f"instead_{one.pk}"] for one in self.expected},
        }


class DirectionForm(ActForm):
    text = TextField(
        label=gettext_lazy("Direction"), lines=3, required=False, help_text=gettext_lazy("One matter per direction.")
    )
    field = CodeChoice(
        CodeList.FIELD, label=gettext_lazy("Field"), required=False, empty_label=gettext_lazy("— none —")
    )
    given_by = PersonChoice(
        label=gettext_lazy("Given by"), required=False, empty_label=gettext_lazy("— head of delegation —")
    )

    def __init__(self, *args: Any, dossier: ReviewDossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given_by: Any = self.fields["given_by"]
        given_by.queryset = delegates(dossier)


class MinutesForm(ActForm):
    minutes = TextField(
        label=gettext_lazy("Minutes"),
        lines=14,
        required=False,
        help_text=gettext_lazy("Opinions as a summary without names, unless the committee decided otherwise."),
    )
    scan = UploadField(label=gettext_lazy("Scan of the signed minutes"), required=False)
