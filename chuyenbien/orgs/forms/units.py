"""Forms that keep units, their names, places, posts and ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, TextField

from ..enums import CodeList, Hierarchy, Level, Succession
from ..models import Unit
from .choices import CodeChoice, UnitChoice, UnitsChoice


class UnitForm(AskForm):
    """A new unit."""

    name = TextField(label=_("Name"), max_length=250)
    short_name = TextField(label=_("Short name"), max_length=80, required=False)
    kind = CodeChoice(CodeList.UNIT_KIND, label=_("Kind"))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    valid_from = DateField(label=_("Exists since"))
    parent = UnitChoice(
        label=_("Directly below"),
        required=False,
        empty_label=_("— no superior here —"),
        help_text=_("Its superior from its first day. Other hierarchies are entered on the unit’s page."),
    )
    hierarchy = forms.ChoiceField(label=_("Hierarchy"), choices=Hierarchy.choices)
    official_order = forms.IntegerField(
        label=_("Official order"),
        min_value=0,
        max_value=2_000_000_000,
        help_text=_("Lists show units in this order."),
    )
    basis = TextField(
        label=_("Basis"),
        max_length=250,
        required=False,
        help_text=_("The decision that set it up, by number and date."),
    )
    is_outside = forms.BooleanField(
        label=_("Outside the system"),
        required=False,
        help_text=_("A party that is known here but has no accounts, a ministry for example."),
    )
    is_illustrative = forms.BooleanField(label=_("Illustration, not a fact"), required=False)
    note = TextField(label=_("Note"), lines=3, required=False)


class CorrectUnitForm(AskForm):
    """What was entered wrongly of a unit; its name is changed by :class:`RenameForm`."""

    kind = CodeChoice(CodeList.UNIT_KIND, label=_("Kind"))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    official_order = forms.IntegerField(
        label=_("Official order"),
        min_value=0,
        max_value=2_000_000_000,
        help_text=_("Lists show units in this order."),
    )
    is_outside = forms.BooleanField(
        label=_("Outside the system"),
        required=False,
        help_text=_("A party that is known here but has no accounts, a ministry for example."),
    )
    note = TextField(label=_("Note"), lines=3, required=False)


class RenameForm(AskForm):
    name = TextField(label=_("New name"), max_length=250)
    short_name = TextField(label=_("New short name"), max_length=80, required=False)
    since = DateField(
        label=_("From"), help_text=_("The day the new name takes effect. The old one stays with its dates.")
    )
    basis = TextField(label=_("Basis"), max_length=250, required=False)


class LinkForm(AskForm):
    hierarchy = forms.ChoiceField(label=_("Hierarchy"), choices=Hierarchy.choices)
    parent = UnitChoice(label=_("Directly below"))
    since = DateField(
        label=_("From"), help_text=_("The place it has in this hierarchy until then ends the day before.")
    )
    basis = TextField(label=_("Basis"), max_length=250, required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = Unit.objects.on().exclude(pk=unit.pk)


class EndForm(AskForm):
    """Ends something: a link, role, post, charge or grant."""

    on = DateField(label=_("Last day"))
    because = TextField(label=_("Reason"), lines=2, required=False, max_length=500)


class CloseForm(AskForm):
    relation = forms.ChoiceField(label=_("What becomes of it"), choices=Succession.choices)
    on = DateField(label=_("Effective on"), help_text=_("The first day on which the unit is no more."))
    successors = UnitsChoice(
        label=_("Taken over by"),
        required=False,
        help_text=_("One unit or several. They must exist on that day. Leave empty only when nobody takes over."),
    )
    share = TextField(
        label=_("What each takes over"),
        lines=3,
        required=False,
        max_length=250,
        help_text=_("In words, for example which communes or which tasks."),
    )
    legal_act = TextField(label=_("Legal act"), max_length=250, help_text=_("Number, date and issuer."))

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successors"]
        field.queryset = Unit.objects.filter(valid_until__isnull=True).exclude(pk=unit.pk)


class PostForm(AskForm):
    title = TextField(label=_("Title of the post"), max_length=200)
    since = DateField(label=_("From"))
    official_order = forms.IntegerField(label=_("Official order"), min_value=0, max_value=2_000_000_000, initial=0)
    is_head = forms.BooleanField(label=_("This post leads the unit"), required=False)
