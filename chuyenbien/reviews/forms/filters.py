"""What the bodies of a cycle are narrowed by, and which bodies are chosen for one. All of it lives in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import TextField
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level
from chuyenbien.orgs.forms import UnitChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Code

from ..enums import DossierState
from ..models import Delegation, ReviewCycle
from ..queries import steps
from ..queries.choosing import Choice, areas

_ALL = [("", gettext_lazy("All"))]


class PlaceFilter(FilterForm):
    """What dossiers of a cycle are narrowed by that says what their bodies are; pages of higher rooms share it."""

    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), required=False)
    delegation = forms.ChoiceField(label=gettext_lazy("Delegation"), required=False)

    def __init__(self, request: HttpRequest, *, delegations: Iterable[Delegation]) -> None:
        super().__init__(request)
        fields: Any = self.fields
        hidden = (steps.CODE_ONLY, _("Known by a code only"))
        fields["level"].choices = [*_ALL, *Level.choices, hidden]
        fields["kind"].choices = [*_ALL, *_kinds(), hidden]
        own = [(str(one.pk), one.shown_title) for one in delegations]
        some = [("any", _("With a delegation")), ("none", _("Without a delegation"))]
        fields["delegation"].choices = [*_ALL, *some, *own]


def _kinds() -> list[tuple[str, str]]:
    """Kinds of units by their codes, those no longer in use as well: old units are still of them."""
    return [(one.code, one.label) for one in Code.objects.filter(list=CodeList.UNIT_KIND)]


class DossierFilter(PlaceFilter):
    """What the bodies of a cycle are narrowed by."""

    q = TextField(label=gettext_lazy("Body"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State of handling"), required=False, choices=[*_ALL, *DossierState.choices]
    )
    reached = forms.ChoiceField(label=gettext_lazy("Has come to"), required=False)
    suggested = forms.ChoiceField(
        label=gettext_lazy("Suggestion"),
        required=False,
        choices=[*_ALL, ("yes", gettext_lazy("Has a suggestion")), ("no", gettext_lazy("Has no suggestion"))],
    )
    waiting = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, *, delegations: Iterable[Delegation]) -> None:
        super().__init__(request, delegations=delegations)
        reached: Any = self.fields["reached"]
        reached.choices = [*_ALL, *((step.key, step.label) for step in steps.steps())]


class ChoiceFilter(FilterForm):
    """Which bodies come under review together."""

    below = UnitChoice(label=gettext_lazy("At or below"), required=False, empty_label=gettext_lazy("All"))
    hierarchy = forms.ChoiceField(label=gettext_lazy("Hierarchy"), required=False, choices=[*_ALL, *Hierarchy.choices])
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False, choices=[*_ALL, *Level.choices])
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), required=False)
    q = TextField(label=gettext_lazy("Words"), required=False)

    def __init__(self, request: HttpRequest, *, cycle: ReviewCycle) -> None:
        super().__init__(request)
        fields: Any = self.fields
        fields["below"].queryset = areas(cycle)
        fields["kind"].choices = [*_ALL, *_kinds()]

    def choice(self) -> Choice | None:
        """What is asked for; nothing when any of it makes no sense, since leaving that out would choose more."""
        if not self.is_valid():
            return None
        told = self.cleaned_data
        return Choice(told["below"], told["hierarchy"], told["level"], told["kind"], told["q"])

    def query(self) -> str:
        """The same choice as an address holds it."""
        told = {name: self.data.get(name) for name in self.fields}
        return urlencode({name: value for name, value in told.items() if value})
