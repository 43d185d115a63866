"""Forms of what is brought together before the decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.forms import DateField, DecimalField, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.models import Person
from chuyenbien.regulations.book import Book

from ..enums import PERSONS, RATED, RATED_CHOICES, YES_NO, BallotStage, Criterion, HandKey, SubjectKind
from ..models import Rating
from ..operations.preparing import COUNTS
from ..scoring import MEAN, Group, criteria, groups
from .parts import PAPER, SealedForm

_KINDS = [(one.value, one.label) for one in PERSONS]
_GROUP_HELP = _(
    "The share of “excellent” is taken among the subjects of one group. Use the same words for all of them."
)


class PersonForm(ActForm):
    person = PersonChoice(label=_("Person"))
    kind = forms.ChoiceField(label=_("Kind of subject"), choices=_KINDS)
    is_head = forms.BooleanField(label=_("Heads the unit"), required=False)
    group = TextField(label=_("Group of similar posts"), required=False, max_length=120, help_text=_GROUP_HELP)
    central = forms.BooleanField(label=_("Cadre under central management"), required=False)
    code = TextField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_(
            "For a cadre under central management: only the code is kept and shown. Not needed where the self-review "
            "of this cycle has one."
        ),
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = Person.objects.filter(pk__in=offered)


class GroupForm(SealedForm):
    group = TextField(label=_("Group of similar posts"), required=False, max_length=120, help_text=_GROUP_HELP)


class ConfirmForm(ActForm):
    confirmed_on = DateField(label=_("Confirmed on"), required=False, help_text=_("Today if left empty."))


class WithdrawForm(SealedForm):
    texts: ClassVar[tuple[str, ...]] = ("because",)

    because = TextField(label=_("What is missing in the list"), lines=3, max_length=2000)


class FactForm(SealedForm):
    """One fact; the value is a number or yes or no, as the fact asks."""

    texts: ClassVar[tuple[str, ...]] = ("because",)

    fact = forms.ChoiceField(label=_("Fact"))
    number = DecimalField(label=_("Number"), required=False, help_text=_("For facts that are counted; 0 for none."))
    yes = forms.ChoiceField(
        label=_("Yes or no"),
        required=False,
        choices=[("", "—"), ("yes", pgettext_lazy("condition", "yes")), ("no", pgettext_lazy("condition", "no"))],
        help_text=_("For facts that hold or do not hold."),
    )
    document = DocumentChoice(label=_("Document it rests on"), help_text=PAPER)
    because = TextField(label=_("Where it is stated and why it is entered"), lines=3, max_length=2000)

    def __init__(self, *args: Any, keys: list[HandKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Any = self.fields["fact"]
        fact.choices = [(one.value, one.label) for one in keys]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("fact") in YES_NO:
            if not cleaned.get("yes"):
                self.add_error("yes", _t("Answer with yes or no."))
        elif cleaned.get("number") is None and "number" not in self.errors:
            self.add_error("number", _t("Give the number."))
        return cleaned

    @property
    def value(self) -> Any:
        if self.cleaned_data["fact"] in YES_NO:
            return self.cleaned_data["yes"] == "yes"
        return self.cleaned_data["number"]


class AssessForm(SealedForm):
    """Points or levels of criteria, as the pack rates."""

    texts: ClassVar[tuple[str, ...]] = ("explanation",)

    general = DecimalField(label=_("General points"), required=False, min_value=0)
    results = DecimalField(label=_("Points of results"), required=False, min_value=0)
    level = forms.ChoiceField(label=_("Rating level"), choices=RATED_CHOICES, widget=forms.RadioSelect)
    explanation = TextField(
        label=_("Written explanation"),
        lines=4,
        required=False,
        max_length=4000,
        help_text=_("Needed where the appraisal differs from the own rating by the level or by the limit of the pack."),
    )

    def __init__(self, *args: Any, book: Book, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: list[str] = []
        self.groups = groups(book, rating.kind)
        first: list[str] = []
        if book.scale == "criteria":
            del self.fields["general"], self.fields["results"]
            for entry in criteria(book, rating.kind):
                self.keys.append(entry.key)
                first.append(f"criterion_{entry.key}")
                self.fields[first[-1]] = forms.ChoiceField(label=entry.label, choices=[("", "—"), *Criterion.choices])
        for group in self.groups:
            first += self._ask(group)
        self.order_fields([*first, *[name for name in self.fields if name not in first]])

    def _ask(self, group: Group) -> list[str]:
        """The fields of a group: each criterion, and the total where the criteria are not all asked."""
        names = []
        for one in group.parts:
            names.append(f"part_{group.name}_{one.key}")
            words = _t("Percent, at most %(most)s.") if group.how == MEAN else _t("At most %(most)s points.")
            self.fields[names[-1]] = DecimalField(
                label=one.label,
                required=group.is_required,
                min_value=0,
                help_text=words % {"most": one.most} if one.most is not None else "",
            )
        if group.is_required:
            del self.fields[group.name]
            return names
        total = self.fields[group.name]
        total.required = not group.parts
        if group.most is not None:
            total.help_text = _t("At most %(most)s points.") % {"most": group.most}
        if group.parts:
            total.help_text += " " + _t("Worked out where every criterion of the group is given.")
        return [*names, group.name]

    @property
    def marks(self) -> dict[str, Any]:
        """What the verb takes."""
        told = self.cleaned_data
        if self.keys:
            return {"criteria": {key: told[f"criterion_{key}"] for key in self.keys}}
        found: dict[str, Any] = {"parts": {}}
        for group in self.groups:
            given = {one.key: told.get(f"part_{group.name}_{one.key}") for one in group.parts}
            if any(value is not None for value in given.values()):
                found["parts"][group.name] = given
            found[group.name] = told.get(group.name)
        return found


class BallotForm(SealedForm):
    """Counts of a secret vote and its minutes; never a vote."""

    texts: ClassVar[tuple[str, ...]] = ("minutes",)

    stage = forms.ChoiceField(label=_("Which vote"), choices=BallotStage.choices)
    held_on = DateField(label=_("Held on"))
    issued = forms.IntegerField(label=_("Papers issued"), min_value=0, max_value=100_000)
    returned = forms.IntegerField(label=_("Papers returned"), min_value=0, max_value=100_000)
    valid = forms.IntegerField(label=_("Valid papers"), min_value=0, max_value=100_000)
    invalid = forms.IntegerField(label=_("Invalid papers"), min_value=0, max_value=100_000, initial=0)
    excellent = forms.IntegerField(label=RATED[0].label, min_value=0, max_value=100_000)
    good = forms.IntegerField(label=RATED[1].label, min_value=0, max_value=100_000)
    fulfilled = forms.IntegerField(label=RATED[2].label, min_value=0, max_value=100_000)
    not_fulfilled = forms.IntegerField(label=RATED[3].label, min_value=0, max_value=100_000)
    not_evaluated = forms.IntegerField(label=_("Not evaluated"), min_value=0, max_value=100_000, initial=0)
    minutes = UploadsField(label=_("Scanned minutes of the count"))

    @property
    def counts(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in (*COUNTS, *RATED, "not_evaluated")}


def keys_for(book: Book, rating: Rating) -> list[HandKey]:
    """The facts by hand that the pack asks of this kind of subject, in the order of the list."""
    asked = {
        point.fact
        for table in ("condition", "knockout", "exemption")
        for point in book.of_table(table)
        if point.concerns(rating.kind, is_head=rating.is_head)
    }
    wanted = {HandKey(fact) for fact in asked if fact in HandKey.values}
    if "tasks_exceeded_percent" in asked:
        wanted.add(HandKey.EXCEEDED)
    if "led_exceeded_percent" in asked and rating.kind == SubjectKind.LEADER:
        wanted.add(HandKey.LED_EXCEEDED)
    return [one for one in HandKey if one in wanted]
