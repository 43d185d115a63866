"""The facts of a finding, as a body drafts them, as a superior states them, as they are amended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.forms import DateField, TextField
from chuyenbien.core.models import Classification
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, PeopleChoice, UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_within
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from .. import queries
from ..enums import CauseKind, FollowUpLevel, Nature, Precision, Source, Track
from ..models import Finding
from ..operations.changing import EDITABLE
from ..operations.stating import OWN_SOURCES
from .fields import DocumentChoice, FindingChoice, Since, SinceField


class FactsForm(ActForm):
    """What every finding says. :meth:`facts` gives it as the verbs take it."""

    statement = TextField(
        label=_("Limitation or shortcoming"),
        lines=4,
        required=False,
        help_text=_("One matter only: what is wrong, where, to what extent."),
    )
    nature = forms.ChoiceField(label=_("Nature"), choices=Nature.choices, widget=forms.RadioSelect)
    derived_limitation = TextField(
        label=_("Limitation that follows from the requirement"),
        lines=2,
        required=False,
        help_text=_("Only for a requirement: it says what should be; write here what is therefore lacking."),
    )
    field = CodeChoice(CodeList.FIELD, label=_("Field"))
    follow_up = forms.ChoiceField(label=_("Degree of follow-up"), choices=FollowUpLevel.choices)
    track = forms.ChoiceField(
        label=_("Way of follow-up"),
        choices=Track.choices,
        help_text=_("Full follow-up needs a plan and independent confirmation; a commitment a promise and its date."),
    )
    promise = TextField(label=_("What is promised"), lines=2, required=False, help_text=_("Only for a commitment."))
    promise_due = DateField(label=_("Promised for"), required=False)
    open_since = SinceField()
    open_since_about = forms.BooleanField(label=_("The year is approximate"), required=False)
    open_since_note = TextField(
        label=_("Open since, in words"),
        required=False,
        max_length=200,
        help_text=_("For example: for nearly 20 years."),
    )
    recurrence_of = FindingChoice(
        label=_("Recurrence of"),
        required=False,
        empty_label=_("— none —"),
        help_text=_("An earlier finding of the same body that has come back."),
    )

    def __init__(self, *args: Any, body: Unit, finding: Finding | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Finding.objects.visible_to(self.actor.standing)
        earlier = visible.filter(address=body).exclude(state__in=("draft", "withdrawn"))
        if finding is not None:
            earlier = earlier.exclude(pk=finding.pk)
        chosen: Any = self.fields["recurrence_of"]
        chosen.queryset = queries.in_official_order(earlier)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since: Since | None = cleaned.get("open_since")
        about = cleaned.get("open_since_about")
        cleaned["open_since"] = since.day if since else None
        cleaned["open_since_precision"] = Precision.DAY if since is None else since.precision
        if since and about:
            cleaned["open_since_precision"] = Precision.APPROXIMATE
        if since and since.day > clock.today():
            self.add_error("open_since", _("This lies in the future."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in EDITABLE}


def facts_of(finding: Finding) -> dict[str, Any]:
    """A finding's facts as a form begins with them."""
    facts = {name: getattr(finding, name) for name in EDITABLE}
    if finding.open_since:
        facts["open_since"] = Since(finding.open_since, finding.open_since_precision).typed
    facts["open_since_about"] = finding.open_since_precision == Precision.APPROXIMATE
    return facts


class EditForm(FactsForm):
    """A draft, edited by its body."""


class DraftForm(FactsForm):
    """A limitation the body writes down itself."""

    source = forms.ChoiceField(
        label=_("Source"), choices=[(one.value, one.label) for one in OWN_SOURCES], initial=Source.SELF
    )
    objective = TextField(label=_("Objective causes"), lines=3, required=False, help_text=_("One cause per line."))
    subjective = TextField(label=_("Subjective causes"), lines=3, required=False, help_text=_("One cause per line."))
    responsible = PeopleChoice(label=_("Responsible persons"), required=False)
    classification = forms.ChoiceField(
        label=_("Confidentiality"), choices=Classification.choices, initial=Classification.INTERNAL
    )
    code = TextField(
        label=_("Code"), required=False, max_length=40, help_text=_("Only for “code only”; all texts then stay empty.")
    )

    def __init__(self, *args: Any, dossier: ReviewDossier, **kwargs: Any) -> None:
        super().__init__(*args, body=dossier.body, **kwargs)
        responsible: Any = self.fields["responsible"]
        responsible.queryset = people_within(dossier.body_id)

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        causes = [(CauseKind.OBJECTIVE, line) for line in _lines(told["objective"])]
        causes += [(CauseKind.SUBJECTIVE, line) for line in _lines(told["subjective"])]
        return {
            **super().facts(),
            "source": told["source"],
            "causes": causes,
            "responsible": told["responsible"],
            "classification": told["classification"],
            "code": told["code"],
        }


class StateForm(DraftForm):
    """A finding its superior states outside a conclusion, as after an inspection."""

    source = forms.ChoiceField(label=_("Source"), choices=Source.choices, initial=Source.INSPECTION)
    address = UnitChoice(label=_("Collective or unit with the limitation"))
    suggestion_item = forms.ModelChoiceField(
        label=_("Suggested point it answers"),
        queryset=SuggestionItem.objects.none(),
        required=False,
        widget=NameSelect(),
        empty_label=_("— none —"),
    )
    concluding_document = DocumentChoice(
        label=_("Concluding document"),
        required=False,
        empty_label=_("— has no number yet —"),
        help_text=_("A document is quoted only once it has been registered."),
    )

    def __init__(self, *args: Any, dossier: ReviewDossier, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        address, item, document = (self.fields[n] for n in ("address", "suggestion_item", "concluding_document"))
        self.initial.setdefault("address", dossier.body_id)
        for field, queryset in (
            (address, Unit.objects.within(dossier.body_id)),
            (item, SuggestionItem.objects.filter(suggestion__dossier=dossier, suggestion__state="issued")),
            (document, Document.objects.visible_to(self.actor.standing)),
        ):
            chosen: Any = field
            chosen.queryset = queryset
        self.order_fields(["address", *self.fields])

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**super().facts(), **{n: told[n] for n in ("address", "suggestion_item", "concluding_document")}}


class AmendForm(FactsForm):
    """Corrections of a stated finding, with the reason."""

    address = UnitChoice(label=_("Collective or unit with the limitation"))
    concluding_document = DocumentChoice(
        label=_("Concluding document"), required=False, empty_label=_("— has no number yet —")
    )
    because = TextField(
        label=_("Reason of the amendment"),
        lines=2,
        help_text=_("It stays beside the former value, for everybody who sees the finding."),
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, body=finding.address, finding=finding, **kwargs)
        address: Any = self.fields["address"]
        address.queryset = Unit.objects.on() | Unit.objects.filter(pk=finding.address_id)
        document: Any = self.fields["concluding_document"]
        document.queryset = Document.objects.visible_to(self.actor.standing) | Document.objects.filter(findings=finding)
        self.order_fields(["address", *self.fields])

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**super().facts(), "address": told["address"], "concluding_document": told["concluding_document"]}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
