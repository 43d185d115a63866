from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core import clock
from chuyenbien.core.forms import DateField, RowsField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.forms.choices import call
from chuyenbien.orgs.models import Person

from .. import queries, rules
from ..enums import OpinionKind, TakenUp
from ..models import DossierOpinion, DossierRecipient, DossierVersion
from .boxes import NameBoxes
from .rows import RowsForm


class _People(RowsField):
    def label_from_instance(self, obj: Any) -> str:
        return call(obj)


class SendForm(ActForm):
    """To whom a version was sent, and when."""

    sent_on = DateField(label=gettext_lazy("Sent on"))
    people = _People(
        label=gettext_lazy("Participants"),
        queryset=Person.objects.none(),
        required=False,
        widget=NameBoxes,
        help_text=gettext_lazy("Whoever has an account reads this version in the program from now on."),
    )
    names = TextField(
        label=gettext_lazy("Others, on paper"),
        lines=3,
        required=False,
        help_text=gettext_lazy("One name per line, with the office."),
    )

    def __init__(self, *args: Any, version: DossierVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = queries.expected(version.dossier)  # type: ignore[attr-defined]
        self.fields["sent_on"].initial = clock.today()
        if version.dossier.is_code_only:
            del self.fields["names"]

    def clean_names(self) -> str:
        told: str = self.cleaned_data["names"]
        for line in told.splitlines():
            if len(line.strip()) > DossierRecipient.LONGEST_NAME:
                raise forms.ValidationError(
                    _("One name per line: “%(text)s…” is longer than %(most)d characters.")
                    % {"text": line.strip()[:40], "most": DossierRecipient.LONGEST_NAME}
                )
        return told

    def others(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get("names", "").splitlines() if line.strip()]


class OpinionForm(ActForm):
    """What somebody said of a version. Who was sent it and does not gather opinions speaks for oneself only."""

    person = PersonChoice(
        label=gettext_lazy("From whom"), required=False, empty_label=gettext_lazy("— somebody else, named below —")
    )
    name = TextField(
        label=gettext_lazy("Somebody else or an agency"), required=False, max_length=DossierOpinion.LONGEST_NAME
    )
    given_on = DateField(label=gettext_lazy("Given on"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Opinion on the draft"),
        widget=forms.RadioSelect,
        choices=OpinionKind.choices,
        initial=OpinionKind.OPINION,
    )
    summary = TextField(label=gettext_lazy("Opinion in summary"), lines=6, required=False, max_length=20_000)

    def __init__(self, *args: Any, version: DossierVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = clock.today()
        sent = DossierRecipient.objects.filter(sending__version=version, person__isnull=False).values("person")
        self.fields["person"].queryset = Person.objects.filter(pk__in=sent)  # type: ignore[attr-defined]
        self.speaks_for_others = bool(rules.can_send(self.actor, version.dossier))
        if not self.speaks_for_others:
            del self.fields["person"], self.fields["name"]
        if version.dossier.is_code_only:
            for name in ("name", "summary"):
                self.fields.pop(name, None)

    def speaker(self, by: Any) -> Person | None:
        """Whose opinion it is, when it is somebody with an account."""
        return self.cleaned_data.get("person") if self.speaks_for_others else by.person


class TakeUpForm(ActForm):
    taken = forms.ChoiceField(
        label=gettext_lazy("What was done with the opinion"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in TakenUp if one != TakenUp.OPEN],
    )
    because = TextField(
        label=gettext_lazy("Reason"),
        lines=3,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Needed unless the opinion is taken up wholly."),
    )


class TopicsForm(RowsForm):
    """The topics the body chose for deep review, one a row."""

    row_fields: ClassVar[Mapping[str, Callable[[int], forms.Field]]] = {
        "text": lambda number: TextField(label=_("Topic"), lines=2, required=False, max_length=2000),
        "reason": lambda number: TextField(label=_("Why it was chosen"), lines=2, required=False, max_length=2000),
    }
    needed = ("text",)
    telling = ("text", "reason")

    def missing(self, name: str) -> str:
        return _("Write the topic, or empty the row.")
