"""Forms of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.core.models import Classification
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice, UnitsChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit

from ..enums import Direction
from ..models import Document
from ..rules import REGISTERING
from .acting import ActForm
from .uploads import UploadsField

_NUMBER_HELP = _("As it stands on the paper. Leave empty as long as it has none.")


class DocumentForm(ActForm):
    """A document for the register of one's unit."""

    unit = UnitChoice(label=_("In the register of"))
    direction = forms.ChoiceField(label=_("Incoming or outgoing"), choices=Direction.choices)
    kind = CodeChoice(CodeList.DOCUMENT_KIND, label=_("Kind"))
    number = TextField(label=_("Number and symbol"), max_length=80, required=False, help_text=_NUMBER_HELP)
    issued_on = DateField(label=_("Date"), required=False)
    issuer = UnitChoice(label=_("Issuer"), help_text=_("A body outside the system is entered among the units first."))
    abstract = TextField(label=_("Abstract"), lines=3, required=False, max_length=2000)
    signer = TextField(label=_("Signed by"), max_length=200, required=False)
    recipients = UnitsChoice(label=_("Recipients"), required=False, help_text=_("Their leaders and officers see it."))
    uploads = UploadsField(label=_("Files"), required=False)
    classification = forms.ChoiceField(
        label=_("Confidentiality"), choices=Classification.choices, initial=Classification.INTERNAL
    )
    code = TextField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Only for a code-only document; then leave number, abstract, signer and files empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.actor.standing.units_with(*REGISTERING)
        own: Any = self.fields["unit"]
        own.queryset = Unit.objects.on().filter(pk__in=units)
        own.initial = own.queryset.first()
        self.fields["issuer"].initial = own.initial


class CorrectForm(AskForm):
    kind = CodeChoice(CodeList.DOCUMENT_KIND, label=_("Kind"))
    number = TextField(label=_("Number and symbol"), max_length=80, required=False, help_text=_NUMBER_HELP)
    issued_on = DateField(label=_("Date"), required=False)
    issuer = UnitChoice(label=_("Issuer"))
    abstract = TextField(label=_("Abstract"), lines=3, max_length=2000)
    signer = TextField(label=_("Signed by"), max_length=200, required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuer: Any = self.fields["issuer"]
        issuer.queryset = Unit.objects.on() | Unit.objects.filter(pk=document.issuer_id)


class AttachForm(ActForm):
    uploads = UploadsField(label=_("Files"))


class TaskForm(ActForm):
    """A task that a directive assigns."""

    number = TextField(label=_("Item"), max_length=20, required=False, help_text=_("As the directive numbers it."))
    text = TextField(label=_("Task"), lines=4, required=False, max_length=4000)
    unit = UnitChoice(label=_("Assigned to"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False)
    due_on = DateField(label=_("Due date"), required=False)
    code = TextField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Only for a code-only task; then leave the text empty."),
    )

    def __init__(self, *args: Any, directive: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if directive.is_code_only:
            del self.fields["text"]
        else:
            del self.fields["code"]


class ReclassifyForm(AskForm):
    """How confidential a matter is. Code-only empties it, for good."""

    level = forms.ChoiceField(label=_("Confidentiality"), choices=Classification.choices)
    code = TextField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_(
            "Needed for “Code only”. Texts, files and journal entries of the matter are emptied then, for good."
        ),
    )
    because = TextField(
        label=_("Reason"), lines=2, max_length=500, help_text=_("Do not repeat the content that is to be protected.")
    )


class RegisterFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    kind = CodeChoice(CodeList.DOCUMENT_KIND, label=_("Kind"), required=False, empty_label=_("All"))
    direction = forms.ChoiceField(
        label=_("Incoming or outgoing"), required=False, choices=[("", _("All")), *Direction.choices]
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)
    issuer = UnitChoice(label=_("Issuer"), required=False, empty_label=_("All"))


class TaskFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    unit = UnitChoice(label=_("Assigned to"), required=False, empty_label=_("All"))
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label=_("All"))
