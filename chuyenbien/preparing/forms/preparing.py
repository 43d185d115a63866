from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, PersonChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.reviews.models import ReviewCycle

from .. import rules
from ..enums import Signal
from ..models import Preparer
from .parts import PAPER, BodiesChoice


class SignalFilter(FilterForm):
    q = TextField(label=_("Body"), required=False)
    signal = forms.ChoiceField(
        label=_("Only bodies with"), required=False, choices=[("", _("All bodies")), *Signal.choices]
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)


class NameForm(ActForm):
    person = PersonChoice(label=_("Person"))

    def __init__(self, *args: Any, cycle: ReviewCycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = Preparer.objects.current().filter(cycle=cycle).order_by().values("person")
        person: Any = self.fields["person"]
        person.queryset = rules.could_be_named(cycle).exclude(pk__in=named)


class WithdrawForm(ActForm):
    because = TextField(label=_("Reason"), lines=2, required=False, max_length=1000)


class TakeForm(AskForm):
    """The point as it will be asked, and the matter of the record it rests on."""

    text = TextField(label=_("What is to be reviewed"), lines=3, max_length=4000)
    field = CodeChoice(CodeList.FIELD, label=_("Field"), required=False, empty_label="—")
    basis = TextField(
        label=_("Basis"),
        lines=3,
        required=False,
        max_length=2000,
        help_text=_("Added to the basis of the suggestion."),
    )

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            del self.fields["text"]


class DecideForm(ActForm):
    suggested = BodiesChoice(
        label=_("Bodies that are suggested"),
        required=False,
        help_text=_("All others are recorded as not suggested."),
    )
    document = DocumentChoice(label=_("Decision of the board"), help_text=PAPER)
    decided_on = DateField(label=_("Decided on"), required=False, help_text=_("Today if left empty."))
    because = TextField(label=_("Why the decision is corrected"), lines=3, max_length=2000)

    def __init__(self, *args: Any, cycle: ReviewCycle, corrects: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggested: Any = self.fields["suggested"]
        suggested.offer(cycle)
        document: Any = self.fields["document"]
        document.queryset = Document.objects.visible_to(self.actor.standing)
        if not corrects:
            del self.fields["because"]
