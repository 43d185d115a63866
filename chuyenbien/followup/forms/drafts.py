"""Forms of the desk: writing on, entering the signed letter, dropping."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import UnitChoice
from chuyenbien.orgs.forms.filters import FilterForm

from ..enums import DRAFTED, DraftState
from ..models import Draft
from .ladders import DocumentChoice


class DraftForm(AskForm):
    text = TextField(label=_("Text of the letter"), lines=16, max_length=8000)


class SendForm(ActForm):
    """The letter as a person has signed it: chosen from the register, or registered by this."""

    document = DocumentChoice(
        label=_("The letter in the register"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("— register it now —"),
    )
    number = TextField(label=_("Number and symbol"), required=False, max_length=80)
    issued_on = DateField(label=_("Date"), required=False)
    signer = TextField(label=_("Signed by"), required=False, max_length=200)
    uploads = UploadsField(label=_("Files"), required=False)

    def __init__(self, *args: Any, actor: Actor, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        seen = Document.objects.visible_to(actor.standing).filter(issuer=draft.desk, direction="out")
        self.fields["document"].queryset = seen  # type: ignore[attr-defined]
        if draft.is_code_only:
            for name in ("number", "issued_on", "signer", "uploads"):
                del self.fields[name]
        elif draft.signer is not None:
            self.fields["signer"].initial = draft.signer.office or draft.signer.full_name


class DropForm(ActForm):
    because = TextField(label=_("Reason"), lines=3, max_length=2000)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if draft.is_code_only:
            self.fields["because"].required = False


class DraftFilter(FilterForm):
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Waiting to be signed")), *(one for one in DraftState.choices if one[0] != "open")],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *((one.value, one.label) for one in DRAFTED)]
    )
    desk = UnitChoice(label=_("Desk of"), required=False, empty_label=_("All"))

    def __init__(self, request: Any, *, units: Any) -> None:
        super().__init__(request)
        self.fields["desk"].queryset = units  # type: ignore[attr-defined]
