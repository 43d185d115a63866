from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.documents.forms import UploadField
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import PeopleChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.forms.boxes import NameBoxes
from chuyenbien.reviews.models import ReviewCycle

from .enums import Outcome, OwnLevel, PaperState, PersonKind, SelfReviewState

_LEVELS = [("", _("Left open")), *OwnLevel.choices]
_ONE_PER_LINE = _("One commitment on each line. They come back in next year’s self-review, each to be answered.")


class OpenForm(AskForm):
    """Who owes a self-review, and what kind of person they are."""

    people = PeopleChoice(label=_("People"), widget=NameBoxes(), help_text=_("Of one kind at a time."))
    kind = forms.ChoiceField(label=_("Kind of person"), widget=forms.RadioSelect, choices=PersonKind.choices)
    code = TextField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("For a cadre under central management only: no text and no file is kept, one person at a time."),
    )

    def __init__(self, *args: Any, offered: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.queryset = offered


class SectionForm(AskForm):
    text = TextField(label=_("Text"), lines=16, required=False, max_length=60_000)
    autosave = True


class AnswerForm(AskForm):
    outcome = forms.ChoiceField(label=_("What has become of it"), widget=forms.RadioSelect, choices=Outcome.choices)
    text = TextField(label=_("How it was done, or why not"), lines=5, required=False, max_length=10_000)
    autosave = True

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            del self.fields["text"]


class CommitForm(AskForm):
    text = TextField(
        label=_("Commitments for the coming year"),
        lines=8,
        required=False,
        max_length=20_000,
        help_text=_ONE_PER_LINE,
    )
    autosave = True

    @property
    def lines(self) -> list[str]:
        return str(self.cleaned_data.get("text") or "").splitlines()


class CheckForm(AskForm):
    """How it stands with one paper."""

    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect, choices=PaperState.choices)
    reason = TextField(label=_("Why it is not needed"), lines=3, required=False, max_length=2000)
    upload = UploadField(label=_("Scan or file"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") == PaperState.NOT_NEEDED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _t("Say why this paper is not needed."))
        return cleaned


class HandInForm(AskForm):
    own_level = forms.ChoiceField(label=_("Own proposal of a level"), required=False, choices=_LEVELS)


class PaperForm(AskForm):
    """What is entered of a self-review handed in on paper. The paper is the basis: its scan is kept with it."""

    handed_in_on = DateField(label=_("Handed in on"))
    scan = UploadField(label=_("Scan of the self-review"), required=False)
    own_level = forms.ChoiceField(label=_("Own proposal of a level"), required=False, choices=_LEVELS)
    text = TextField(
        label=_("Commitments for the coming year"), lines=6, required=False, max_length=20_000, help_text=_ONE_PER_LINE
    )

    def __init__(self, *args: Any, subject: Person, code_only: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        if code_only:
            for name in ("scan", "own_level", "text"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "scan" in self.fields and not cleaned.get("scan") and "scan" not in self.errors:
            self.add_error("scan", _t("Attach the scan of the self-review."))
        return cleaned

    def acting(self, actor: Any) -> Any:
        """The act is the person's; who typed it is recorded too."""
        if actor.person_id == self.subject.pk:
            return actor
        return Actor(actor.user_id, self.subject, entered_by=actor.person, unit_id=actor.unit_id)

    @property
    def facts(self) -> dict[str, Any]:
        told = {name: self.cleaned_data.get(name) for name in ("handed_in_on", "scan")}
        lines = str(self.cleaned_data.get("text") or "").splitlines()
        return {**told, "own_level": self.cleaned_data.get("own_level") or "", "commitments": lines}


class ReturnForm(AskForm):
    because = TextField(label=_("What is to be completed"), lines=4, required=False, max_length=4000)

    def __init__(self, *args: Any, code_only: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            del self.fields["because"]
        else:
            self.fields["because"].required = True


class StateFilter(FilterForm):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *SelfReviewState.choices])


class BodyFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    cycle = forms.ModelChoiceField(
        label=_("Review cycle"), required=False, queryset=ReviewCycle.objects.none(), empty_label=_("All")
    )

    def __init__(self, request: HttpRequest, *, cycles: QuerySet[ReviewCycle]) -> None:
        super().__init__(request)
        cycle: Any = self.fields["cycle"]
        cycle.queryset = cycles
        cycle.widget.attrs["lang"] = "vi"
