"""Forms that keep people, accounts, roles, charges and inspections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.core.models import Classification

from ..enums import CodeList, Role
from ..models import Person, Post, Unit
from ..queries import people_of
from .choices import CodeChoice, PersonChoice, UnitChoice


class PersonForm(AskForm):
    """A new person. Known by a code only: neither name nor office is entered."""

    full_name = TextField(label=_("Full name"), max_length=160, required=False)
    office = TextField(
        label=_("Office"), max_length=200, required=False, help_text=_("What the person is called by on most pages.")
    )
    contact = TextField(
        label=_("Contact"),
        max_length=200,
        required=False,
        help_text=_("Seen only by people of the same unit and by administrators."),
    )
    classification = forms.ChoiceField(
        label=_("Confidentiality"), choices=Classification.choices, initial=Classification.INTERNAL
    )
    code = TextField(
        label=_("Code"), max_length=40, required=False, help_text=_("Only for a person who is known by a code.")
    )
    is_illustrative = forms.BooleanField(label=_("Illustration, not a fact"), required=False)


class CorrectPersonForm(AskForm):
    full_name = TextField(label=_("Full name"), max_length=160, required=False)
    office = TextField(
        label=_("Office"), max_length=200, required=False, help_text=_("What the person is called by on most pages.")
    )
    contact = TextField(
        label=_("Contact"),
        max_length=200,
        required=False,
        help_text=_("Seen only by people of the same unit and by administrators."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.is_code_only:
            for name in ("full_name", "office", "contact"):
                del self.fields[name]
            self.fields["code"] = TextField(label=_("Code"), max_length=40)


class AccountForm(AskForm):
    username = TextField(label=_("User name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), required=False)


class LeaveForm(AskForm):
    on = DateField(
        label=_("Last day in office"),
        help_text=_("Every role, charge and inspection of the person ends with this day."),
    )
    because = TextField(label=_("Reason"), lines=2, required=False, max_length=500)


class ReasonForm(AskForm):
    because = TextField(label=_("Reason"), lines=2, max_length=500)


class RoleForm(AskForm):
    """A role for a person (then the unit is asked) or in a unit (then the person is)."""

    person = PersonChoice(label=_("Person"))
    unit = UnitChoice(label=_("Unit"))
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, help_text=_("What the person may do follows from it.")
    )
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none(), required=False)
    since = DateField(label=_("From"))
    until = DateField(label=_("Until"), required=False, help_text=_("Leave empty while no end is known."))
    basis = TextField(label=_("Basis"), max_length=250, required=False)

    def __init__(self, *args: Any, person: Person | None = None, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person is not None:
            del self.fields["person"]
            del self.fields["post"]
        if unit is not None:
            del self.fields["unit"]
            post: Any = self.fields["post"]
            post.queryset = Post.objects.filter(unit=unit, valid_until__isnull=True)
            post.widget.attrs["lang"] = "vi"


class ChargeForm(AskForm):
    person = PersonChoice(label=_("Person"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False)
    area = UnitChoice(label=_("Area (a unit)"), required=False, help_text=_("Choose either a field or an area."))
    since = DateField(label=_("From"))
    until = DateField(label=_("Until"), required=False, help_text=_("Leave empty while no end is known."))

    def __init__(self, *args: Any, board: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = people_of(board)


class InspectionForm(AskForm):
    unit = UnitChoice(
        label=_("Unit"),
        help_text=_("The person reads the matters of this unit and of the units below it, not self-reviews."),
    )
    decision = TextField(label=_("Decision"), max_length=250, help_text=_("Number, date and issuer."))
    since = DateField(label=_("From"))
    until = DateField(label=_("Until"), help_text=_("Access ends by itself with this day."))
