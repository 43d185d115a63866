"""Forms of the yearly list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.forms import PersonChoice, UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_with

from ..models import HardList


class BeginForm(AskForm):
    unit = UnitChoice(label=_("Board"), empty_label=None)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, units: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.on().filter(pk__in=units)  # type: ignore[attr-defined]


class _ListChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = NameSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_title)


class EntryForm(AskForm):
    """A matter for a list. Of one known by a code, no reason and no target are typed here."""

    on_list = _ListChoice(label=_("List"), queryset=HardList.objects.none(), empty_label=None)
    sponsor = PersonChoice(label=_("Sponsored by"), help_text=_("A leader or a member of the board."))
    reason = TextField(label=_("Why it belongs on the list"), lines=3, max_length=2000)
    target = TextField(label=_("What is to be reached"), lines=3, max_length=2000)
    target_on = DateField(label=_("To be reached by"), required=False)
    document = DocumentChoice(
        label=_("Document that adds it"),
        required=False,
        empty_label="—",
        help_text=_("Needed once the list has been approved."),
    )

    def __init__(self, *args: Any, lists: Any, documents: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["on_list"].queryset = lists
        units = list(lists.order_by().values_list("unit_id", flat=True))
        fields["sponsor"].queryset = people_with((Role.BOARD_LEADER, Role.MEMBER), units)
        fields["document"].queryset = documents
        if code_only:
            del self.fields["reason"], self.fields["target"]


class ApproveForm(ActForm):
    document = DocumentChoice(label=_("Document of the decision"), empty_label="—")

    def __init__(self, *args: Any, actor: Any, on_list: HardList, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        fields: Any = self.fields
        fields["document"].queryset = Document.objects.visible_to(actor.standing).filter(issuer=on_list.unit)


class CloseForm(ActForm):
    """Nothing is typed: what happens is said above the button."""


class TakeOffForm(AskForm):
    because = TextField(label=_("Reason"), lines=3, max_length=2000)

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            del self.fields["because"]
