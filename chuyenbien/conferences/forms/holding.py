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

from ..models import Attendance, Conference

_THERE = [("", gettext_lazy("— not expected —")), ("yes", gettext_lazy("present")), ("no", gettext_lazy("absent"))]


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
            there.initial = "" if row is None else ("yes" if row.present else "no")
            reason = TextField(
                label=_("Reason of absence: %(who)s") % {"who": call(person)},
                required=False,
                max_length=Attendance.LONGEST_REASON,
            )
            reason.initial = row.reason if row else ""
            self.fields[f"there_{person.pk}"], self.fields[f"reason_{person.pk}"] = there, reason
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

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"there_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.expected]

    def present(self) -> list[Person | str]:
        here: list[Person | str] = [one for one in self.expected if self.cleaned_data[f"there_{one.pk}"] == "yes"]
        return here + [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]

    def absent(self) -> list[tuple[Person | str, str]]:
        told = self.cleaned_data
        return [(one, told[f"reason_{one.pk}"]) for one in self.expected if told[f"there_{one.pk}"] == "no"]


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
