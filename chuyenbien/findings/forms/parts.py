"""Forms about one part of a finding: who is responsible, a cause, section III, a promise, taking it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.queries import people_within

from ..enums import CauseKind, Degree, Kept
from ..models import Finding
from .fields import DocumentChoice


class WithdrawForm(ActForm):
    because = TextField(
        label=_("Reason"), lines=3, help_text=_("The finding stays readable, struck out, with this reason.")
    )


class SendUpForm(ActForm):
    because = TextField(
        label=_("Why it is sent up"),
        lines=3,
        required=False,
        help_text=_("For example: the remedy is done and asks to be confirmed; or it needs the superior."),
    )


class DropForm(ActForm):
    because = TextField(label=_("Reason"), lines=2)


class CauseForm(ActForm):
    kind = forms.ChoiceField(label=_("Kind of cause"), choices=CauseKind.choices, widget=forms.RadioSelect)
    text = TextField(label=_("Cause"), lines=3)


class ResponsibleForm(ActForm):
    """A degree only with the document and the sentence it is quoted from."""

    person = PersonChoice(label=_("Responsible person"))
    degree = forms.ChoiceField(
        label=_("Degree of responsibility"),
        choices=Degree.choices,
        required=False,
        help_text=_("Only as a competent body's conclusion states it; otherwise it stays “not stated”."),
    )
    quoted_document = DocumentChoice(label=_("Conclusion it is quoted from"), required=False, empty_label=_("— none —"))
    quotation = TextField(label=_("The sentence, word for word"), lines=3, required=False)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        named = Person.objects.filter(pk__in=finding.responsibilities.values("person"))
        person.queryset = people_within(finding.address_id) | named
        document: Any = self.fields["quoted_document"]
        quoted = Document.objects.filter(pk__in=finding.responsibilities.values("quoted_document"))
        document.queryset = Document.objects.visible_to(self.actor.standing) | quoted


class PriorForm(ActForm):
    kept = forms.ChoiceField(label=_("State of remedy"), choices=Kept.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("Result, what is left, until when"),
        lines=6,
        required=False,
        help_text=_("Numbers and documents rather than adjectives."),
    )


class PromiseForm(ActForm):
    kept = forms.ChoiceField(label=_("How the commitment was kept"), choices=Kept.choices, widget=forms.RadioSelect)
    because = TextField(label=_("What the judgment rests on"), lines=3, required=False)
