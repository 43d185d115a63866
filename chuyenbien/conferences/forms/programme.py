"""Forms of the order of speaking, of opinions, of numbered copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chuyenbien.core.forms import AskForm, RowsField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.forms.choices import call
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews.forms import RowsForm
from chuyenbien.reviews.forms.boxes import NameBoxes
from chuyenbien.reviews.forms.delegations import DecisionChoice
from chuyenbien.reviews.rules import BODY_READERS

from .. import programme
from ..enums import TakenAs
from ..models import Conference, KitCopy
from ..operations.programme import Turn
from .holding import delegates


def collective(conference: Conference) -> PersonQuerySet:
    """Those who are reviewed: members of the collective, not whoever keeps its papers."""
    return people_with(programme.COLLECTIVE, conference.dossier.body_id)


def attending(conference: Conference) -> PersonQuerySet:
    """The collective, and the delegation: whom the kit names as participants."""
    return _with_delegation(collective(conference), conference)


def recipients(conference: Conference) -> PersonQuerySet:
    """Who may get a copy: they, and who writes for the body."""
    return _with_delegation(people_with(BODY_READERS, conference.dossier.body_id), conference)


def _with_delegation(people: PersonQuerySet, conference: Conference) -> PersonQuerySet:
    inside = people.order_by().values("pk")
    return Person.objects.filter(Q(pk__in=inside) | Q(pk__in=delegates(conference.dossier).order_by().values("pk")))


class OrderForm(RowsForm):
    """The places in order, one a row."""

    because = TextField(
        label=gettext_lazy("Reason"),
        lines=2,
        required=False,
        max_length=500,
        help_text=gettext_lazy("Needed where the rule pack's order is not confirmed or is departed from."),
    )
    row_fields: ClassVar[Mapping[str, Callable[[int], forms.Field]]] = {
        "kind": lambda number: forms.ChoiceField(label=_("Who is reviewed"), required=False),
        "person": lambda number: PersonChoice(label=_("Person"), required=False, empty_label="—"),
        "name": lambda number: TextField(label=_("Or somebody else"), required=False, max_length=200),
    }
    telling = ("kind", "person", "name")
    needed = ("kind",)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = programme.of_pack(conference)
        kinds = [("", "—"), *([(kind, pack.label(kind)) for kind in pack.kinds] if pack else [])]
        kinds.append((programme.OTHER, programme.kind_label(programme.OTHER)))
        people = collective(conference)
        for number in range(1, self.count + 1):
            self.fields[f"kind_{number}"].choices = kinds  # type: ignore[attr-defined]
            self.fields[f"person_{number}"].queryset = people  # type: ignore[attr-defined]

    def missing(self, name: str) -> str:
        return _("Choose who is reviewed, or empty the row.")

    def turns(self) -> list[Turn]:
        return [Turn(row["kind"], row["person"], row["name"] or "") for row in self.given_rows()]


class OpinionForm(ActForm):
    about = PersonChoice(
        label=pgettext_lazy("somebody", "About"), required=False, empty_label=gettext_lazy("— the collective —")
    )
    summary = TextField(
        label=gettext_lazy("Opinion in summary"),
        lines=5,
        max_length=20_000,
        help_text=gettext_lazy("Without the name of who gave it."),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = collective(conference)  # type: ignore[attr-defined]


class AnswerForm(ActForm):
    taken = forms.ChoiceField(
        label=gettext_lazy("What was done with the opinion"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in TakenAs if one != TakenAs.OPEN],
    )
    answer = TextField(label=gettext_lazy("Explanation"), lines=4, required=False, max_length=20_000)


class NamesForm(ActForm):
    document = DecisionChoice(
        label=gettext_lazy("Decision that allows names"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("— none: opinions stand without names —"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        register = Document.objects.visible_to(self.actor.standing).order_by("-issued_on", "-pk")
        self.fields["document"].queryset = register  # type: ignore[attr-defined]


class SpeakerForm(AskForm):
    """Not to be entered on behalf: only chair and secretary know."""

    name = TextField(label=gettext_lazy("Whose opinion it was"), required=False, max_length=200)


class CopiesForm(ActForm):
    people = RowsField(
        label=gettext_lazy("Recipients"), queryset=Person.objects.none(), required=False, widget=NameBoxes
    )
    names = TextField(
        label=gettext_lazy("Others"),
        lines=3,
        required=False,
        help_text=gettext_lazy("One name per line, with the office."),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = recipients(conference)
        field.label_from_instance = call

    def clean_names(self) -> str:
        told: str = self.cleaned_data["names"]
        for line in told.splitlines():
            if len(line.strip()) > KitCopy.LONGEST_NAME:
                raise forms.ValidationError(
                    _("One name per line: “%(text)s…” is longer than %(most)d characters.")
                    % {"text": line.strip()[:40], "most": KitCopy.LONGEST_NAME}
                )
        return told
