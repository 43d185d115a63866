"""Forms of the room. They parse and validate, and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.queries import people_with

from .enums import Judgment


class _Sealed(ActForm):
    """An act about a matter that may be known by a code only; then its texts are not asked."""

    texts: tuple[str, ...] = ("reason",)

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            for name in self.texts:
                self.fields.pop(name, None)


class JudgeForm(_Sealed):
    """Accept or return, on one screen. Returning needs the reason, and so does a result that exceeds."""

    texts = ("reason", "exceeded_reason")

    judgment = forms.ChoiceField(
        label=_("Judgment"),
        widget=forms.RadioSelect,
        choices=[
            (Judgment.ACCEPTED, _("accept: the product is there and meets the acceptance criterion")),
            (Judgment.RETURNED, _("return: something is missing")),
        ],
    )
    reason = TextField(
        label=_("Reason"),
        lines=4,
        required=False,
        help_text=_("When returning, say what is missing, so that it can be done."),
    )
    exceeded = forms.BooleanField(
        label=_("The result exceeds what was asked for"),
        required=False,
        help_text=_("Only when accepting. It counts in the rating of the body and of the person."),
    )
    exceeded_reason = TextField(label=_("In what it exceeds what was asked for"), lines=2, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        returning = cleaned.get("judgment") == Judgment.RETURNED
        if returning and "reason" in self.fields and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _t("Say what is missing, so that it can be done."))
        if returning and cleaned.get("exceeded"):
            self.add_error("exceeded", _t("A result that is returned does not exceed what was asked for."))
        elif cleaned.get("exceeded") and "exceeded_reason" in self.fields and not cleaned.get("exceeded_reason"):
            self.add_error("exceeded_reason", _t("Say in what it exceeds."))
        return cleaned


class CloseForm(_Sealed):
    reason = TextField(label=_("Note on the closing"), lines=4, required=False)


class ReopenForm(_Sealed):
    texts = ("because",)

    because = TextField(label=_("Why the finding is opened again"), lines=4)


class AskExceptionForm(_Sealed):
    reason = TextField(label=_("Why no figure can show the change, and what shows it instead"), lines=5)


class DecideExceptionForm(_Sealed):
    """Accept the exception, or say why not."""

    texts = ("because",)

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", _("accept: the finding may be closed without an outcome condition")),
            ("refuse", _("do not accept: an outcome condition must be set")),
        ],
    )
    because = TextField(label=_("Reason, when it is not accepted"), lines=4, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") == "refuse" and "because" in self.fields and not cleaned.get("because"):
            self.add_error("because", _t("Say why the exception is not accepted."))
        return cleaned


class IndependenceForm(_Sealed):
    """Which verifier may confirm although the rule excludes them, and why nobody else can."""

    verifier = PersonChoice(label=_("Verifier"), empty_label="—")
    reason = TextField(label=_("Why nobody independent can confirm"), lines=4)

    def __init__(self, *args: Any, units: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["verifier"]
        field.queryset = people_with(Role.VERIFIER, units)


class QueueFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
