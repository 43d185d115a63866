from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.draw.values import usertext
from chuyenbien.core.forms import RowsField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.orgs.forms import PeopleChoice, PersonChoice
from chuyenbien.orgs.forms.choices import NameSelect
from chuyenbien.orgs.queries import people_within

from ..models import Delegation, ReviewCycle, ReviewDossier
from ..operations.delegations import BEFORE_HELD


class DecisionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = NameSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_title)


class DelegationForm(ActForm):
    """Who sits in a delegation. People of the superior and of the units below it are offered."""

    number = forms.IntegerField(label=gettext_lazy("Number of the delegation"), min_value=1, max_value=999)
    head = PersonChoice(label=gettext_lazy("Head of the delegation"))
    secretary = PersonChoice(label=gettext_lazy("Secretary of the delegation"))
    members = PeopleChoice(
        label=gettext_lazy("Members"),
        required=False,
        help_text=gettext_lazy("Nobody can be a delegate to the body they belong to."),
    )
    decision = DecisionChoice(
        label=gettext_lazy("Decision that forms it"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not registered yet"),
        help_text=gettext_lazy("Decisions of the superior that stand in the register."),
    )

    def __init__(self, *args: Any, cycle: ReviewCycle, delegation: Delegation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_within(cycle.superior_id)
        for name in ("head", "secretary", "members"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        register = Document.objects.visible_to(self.actor.standing)
        decisions = register.filter(issuer_id=cycle.superior_id, kind__code="qd")
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        if delegation is not None:
            del self.fields["number"]


class DossiersChoice(RowsField):
    def label_from_instance(self, obj: Any) -> str:
        name = usertext(obj.shown_name)
        if obj.delegation is None:
            return name
        return format_html("{} ({})", name, _("now in No. %(number)s") % {"number": obj.delegation.number})


class AssignForm(ActForm):
    """Which bodies a delegation attends, many at once."""

    dossiers = DossiersChoice(
        label=gettext_lazy("Bodies"),
        queryset=ReviewDossier.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A body that belongs to another delegation leaves it."),
    )

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ReviewDossier.objects.filter(cycle=delegation.cycle, state__in=BEFORE_HELD)
        self.fields["dossiers"].queryset = (  # type: ignore[attr-defined]
            rows.exclude(delegation=delegation)
            .select_related("body", "delegation", "cycle")
            .order_by("body__official_order", "body_id")
        )
