"""Forms of the conclusion: its text, its lines, directions explained, the signed paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.findings.enums import FollowUpLevel, Nature, Precision, Source
from chuyenbien.findings.forms import Since, SinceField
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, PeopleChoice, UnitChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_within
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from .. import proposing
from ..enums import Disposition, Effect
from ..models import Conclusion, Direction
from ..operations import Paper

_NONE = gettext_lazy("— none —")
_UNCHANGED = ("", gettext_lazy("— as it is —"))


class ConclusionForm(ActForm):
    strengths = TextField(label=gettext_lazy("Strengths"), lines=6, required=False)
    summary = TextField(label=gettext_lazy("Summary"), lines=6, required=False)
    plan_due = DateField(label=gettext_lazy("Plan to be issued by"), required=False)

    def __init__(self, *args: Any, dossier: ReviewDossier, proposes: bool = False, **kwargs: Any) -> None:
        """``proposes``: put the day that the rule pack gives into the field; it can be changed or emptied."""
        super().__init__(*args, **kwargs)
        found = proposing.plan_due(dossier)
        if found is None:
            return
        self.fields["plan_due"].help_text = found.words
        if proposes and found.day is not None:
            self.initial.setdefault("plan_due", found.day)


class _LineForm(ActForm):
    """What a line may say of a finding. :meth:`line` gives it as the verb takes it."""

    statement = TextField(label=gettext_lazy("Limitation or shortcoming"), lines=4, required=False)
    derived_limitation = TextField(
        label=gettext_lazy("Limitation that follows from the requirement"),
        lines=2,
        required=False,
        help_text=gettext_lazy("Only for a requirement: it says what should be; write here what is therefore lacking."),
    )
    open_since = SinceField()
    open_since_about = forms.BooleanField(label=gettext_lazy("The year is approximate"), required=False)
    open_since_note = TextField(
        label=gettext_lazy("Open since, in words"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: for nearly 20 years."),
    )

    def line(self) -> dict[str, Any]:
        told = self.cleaned_data
        since: Since | None = told.get("open_since")
        precision = Precision.DAY if since is None else since.precision
        if since and told.get("open_since_about"):
            precision = Precision.APPROXIMATE
        names = ("statement", "derived_limitation", "nature", "follow_up", "address", "field", "open_since_note")
        return {
            **{name: told.get(name) for name in names},
            "open_since": since.day if since else None,
            "open_since_precision": precision,
        }


class NewLineForm(_LineForm):
    """A new finding the conclusion states."""

    direction = forms.ModelChoiceField(
        label=gettext_lazy("Direction it takes up"),
        queryset=Direction.objects.none(),
        required=False,
        widget=NameSelect(),
        empty_label=_NONE,
    )
    suggestion_item = forms.ModelChoiceField(
        label=gettext_lazy("Suggested point it answers"),
        queryset=SuggestionItem.objects.none(),
        required=False,
        widget=NameSelect(),
        empty_label=_NONE,
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Source"),
        choices=[("", gettext_lazy("— from the direction or point —")), *Source.choices],
        required=False,
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Nature"), choices=Nature.choices, initial=Nature.LIMITATION, widget=forms.RadioSelect
    )
    field = CodeChoice(CodeList.FIELD, label=gettext_lazy("Field"))
    follow_up = forms.ChoiceField(label=gettext_lazy("Degree of follow-up"), choices=FollowUpLevel.choices)
    address = UnitChoice(label=gettext_lazy("Collective or unit with the limitation"))
    responsible = PeopleChoice(
        label=gettext_lazy("Responsible persons"),
        required=False,
        help_text=gettext_lazy("A degree of responsibility is quoted later, from the conclusion that states it."),
    )

    def __init__(self, *args: Any, conclusion: Conclusion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = conclusion.dossier
        directions = Direction.objects.filter(dossier=dossier, round=conclusion.round)
        items = SuggestionItem.objects.filter(suggestion__dossier=dossier, suggestion__state="issued")
        querysets = {
            "direction": directions.exclude(disposition=Disposition.EXPLAINED),
            "suggestion_item": items,
            "address": Unit.objects.within(dossier.body_id),
            "responsible": people_within(dossier.body_id),
        }
        chosen: Any
        for name, queryset in querysets.items():
            chosen = self.fields[name]
            chosen.queryset = queryset
        for name in ("direction", "suggestion_item"):
            chosen = self.fields[name]
            chosen.label_from_instance = _numbered
        self.initial.setdefault("address", dossier.body_id)
        self.order_fields(
            ["direction", "suggestion_item", "source", "nature", "statement", "derived_limitation", "field", "address"]
        )

    def line(self) -> dict[str, Any]:
        told = self.cleaned_data
        names = ("direction", "suggestion_item", "source", "responsible")
        return {"effect": Effect.STATES, **super().line(), **{name: told[name] for name in names}}


class SettleForm(_LineForm):
    """What becomes of an existing finding: confirmed, amended or withdrawn."""

    effect = forms.ChoiceField(
        label=gettext_lazy("The conclusion"),
        choices=[(one.value, one.label) for one in Effect if one != Effect.STATES],
        widget=forms.RadioSelect,
    )
    note = TextField(
        label=gettext_lazy("Reason"),
        lines=2,
        required=False,
        help_text=gettext_lazy("Needed to amend or withdraw; it stays beside the former value."),
    )
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=[_UNCHANGED, *Nature.choices], required=False)
    field = CodeChoice(CodeList.FIELD, label=gettext_lazy("Field"), required=False, empty_label=_UNCHANGED[1])
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Degree of follow-up"), choices=[_UNCHANGED, *FollowUpLevel.choices], required=False
    )
    address = UnitChoice(
        label=gettext_lazy("Collective or unit with the limitation"), required=False, empty_label=_UNCHANGED[1]
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding
        address: Any = self.fields["address"]
        address.queryset = Unit.objects.within(finding.address_id)
        self.fields["statement"].help_text = _("Only to amend: how it is to read. Empty leaves it as it is.")
        self.order_fields(["effect", "note"])

    def line(self) -> dict[str, Any]:
        told = self.cleaned_data
        amends = told["effect"] == Effect.AMENDS
        facts = super().line() if amends else {}
        return {"effect": told["effect"], "finding": self.finding, "note": told["note"], **facts}


class ExplainForm(ActForm):
    because = TextField(label=gettext_lazy("Why it is not taken into the conclusion"), lines=3, required=False)


class PaperForm(ActForm):
    """The signed notice. Without number and date the conclusion is issued and honestly has no number yet."""

    number = TextField(label=gettext_lazy("Number and symbol of the notice"), required=False, max_length=80)
    issued_on = DateField(label=gettext_lazy("Date of the notice"), required=False)
    signer = TextField(label=gettext_lazy("Signed by"), required=False, max_length=200)
    scans = UploadsField(label=gettext_lazy("Scan of the notice"), required=False)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = self.fields["issued_on"].required = needed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number, day = cleaned.get("number"), cleaned.get("issued_on")
        if number and not day and "issued_on" not in self.errors:
            self.add_error("issued_on", _("Give the date of the notice too, or leave both empty."))
        if not number and (day or cleaned.get("scans")) and "number" not in self.errors:
            self.add_error("number", _("Give the number of the notice too, or leave all of this empty."))
        return cleaned

    def paper(self) -> Paper | None:
        """The notice, if its number is known."""
        return self.given() if self.cleaned_data.get("number") else None

    def given(self) -> Paper:
        told = self.cleaned_data
        return Paper(told["number"], told["issued_on"], told.get("signer") or "", told.get("scans") or ())


def _numbered(obj: Any) -> str:
    title = obj.shown_title
    return f"{obj.number}. {title if len(title) <= 100 else title[:98] + '…'}"
