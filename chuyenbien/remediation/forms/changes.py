"""Decisions about an action's time and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.findings.forms.fields import DocumentChoice, SinceField
from chuyenbien.orgs.forms import PersonChoice, UnitChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_of

from .. import queries
from ..enums import Decision
from ..models import Action

_BY_DOCUMENT = _("The decision as it stands in the register of documents. Register it first if it is not there.")


class _ByDocument(ActForm):
    """A decision that rests on a document the actor may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document: Any = self.fields["document"]
        document.queryset = Document.objects.visible_to(self.actor.standing)


class AskExtensionForm(ActForm):
    to_date = DateField(label=_("New date"))
    because = TextField(label=_("Reason"), lines=3, max_length=2000)


class DecideExtensionForm(_ByDocument):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect)
    because = TextField(label=_("Reason of the decision"), lines=3, max_length=2000)
    document = DocumentChoice(label=_("Document"), required=False, empty_label=_("— none —"))


class PauseForm(_ByDocument):
    document = DocumentChoice(label=_("Decision"), help_text=_BY_DOCUMENT)
    since = DateField(label=_("From"), required=False, help_text=_("Today if left empty."))
    because = TextField(label=_("Reason"), lines=3, max_length=2000)


class ResumeForm(ActForm):
    on = DateField(label=_("Goes on from"), required=False, help_text=_("Today if left empty."))
    because = TextField(label=_("Reason"), lines=2, required=False, max_length=2000)


class ReassignForm(ActForm):
    to_person = PersonChoice(label=_("Who takes over"))
    to_unit = UnitChoice(label=_("Lead unit"), required=False, empty_label=_("— stays the same —"))
    because = TextField(label=_("Reason"), lines=2, max_length=1000)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = queries.units_of(action)
        person: Any = self.fields["to_person"]
        person.queryset = people_of(within)
        unit: Any = self.fields["to_unit"]
        unit.queryset = Unit.objects.on().filter(pk__in=within)


class CancelForm(_ByDocument):
    document = DocumentChoice(label=_("Decision"), help_text=_BY_DOCUMENT)
    because = TextField(label=_("Reason"), lines=3, max_length=2000)


class TransferForm(CancelForm):
    to_unit = UnitChoice(label=_("To which unit"))


class AwaitForm(_ByDocument):
    because = TextField(label=_("Reason"), lines=3, max_length=2000)
    document = DocumentChoice(label=_("Document"), required=False, empty_label=_("— none —"))


class ReceiptForm(ActForm):
    unit = UnitChoice(label=_("Who has it"))
    on = DateField(label=_("Received on"), help_text=_("Days are counted from receipt, not from sending."))
    note = TextField(label=_("Note"), required=False, max_length=250)


class UnknownForm(ActForm):
    since = SinceField(label=_("From"))
    until = DateField(label=_("Until"))
    note = TextField(label=_("Note"), required=False, max_length=250)
