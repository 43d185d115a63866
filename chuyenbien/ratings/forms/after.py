from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.findings.forms.fields import DocumentChoice

from ..enums import PetitionAnswer, QuotaKind
from .parts import PAPER, SealedForm

_TODAY = _("Today if left empty.")


class PublishForm(SealedForm):
    document = DocumentChoice(label=_("Document by which it is published"), help_text=PAPER)


class NotifyForm(SealedForm):
    noticed_on = DateField(label=_("Told on"), required=False, help_text=_TODAY)
    document = DocumentChoice(label=_("Notice"), required=False, empty_label=_("— none —"))


class PetitionForm(SealedForm):
    texts: ClassVar[tuple[str, ...]] = ("text",)

    text = TextField(label=_("What is asked and why"), lines=6, max_length=8000)
    filed_on = DateField(label=_("Filed on"), required=False, help_text=_TODAY)


class AnswerForm(SealedForm):
    texts: ClassVar[tuple[str, ...]] = ("text",)

    answer = forms.ChoiceField(label=_("Answer"), choices=PetitionAnswer.choices, widget=forms.RadioSelect)
    document = DocumentChoice(label=_("Document of the answer"), help_text=PAPER)
    text = TextField(label=_("Reason of the answer"), lines=4, max_length=4000)
    answered_on = DateField(label=_("Answered on"), required=False, help_text=_TODAY)


class QuotaForm(SealedForm):
    kind = forms.ChoiceField(label=_("What is decided"), choices=QuotaKind.choices, widget=forms.RadioSelect)
    allowed = forms.IntegerField(
        label=_("“Excellent” allowed in this group"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Only where more are allowed than the share gives."),
    )
    document = DocumentChoice(label=_("Decision of the competent body"), help_text=PAPER)
    because = TextField(label=_("Reason"), lines=3, max_length=4000)
