"""The form of a decision about one item of a progress meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import PersonChoice, UnitChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import people_of
from chuyenbien.remediation.queries import units_of

from ..enums import MeetingDecision
from ..models import MeetingItem
from ..rules import can_decide, can_take
from .on_paper import MeetingActForm


class DecideForm(MeetingActForm):
    """One decision about one item. Only the fields the decision needs have to be filled."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Decision"),
        choices=[one for one in MeetingDecision.choices if one[0] != MeetingDecision.NONE],
        widget=forms.RadioSelect,
    )
    note = TextField(label=_("What was decided, and why"), lines=3)
    due_by = DateField(
        label=_("To be done by"), required=False, help_text=_("The next agendas take it up if it is not.")
    )
    to_date = DateField(label=_("New date"), required=False, help_text=_("For an extension."))
    to_person = PersonChoice(
        label=_("New lead person"), required=False, empty_label="—", help_text=_("For a reassignment.")
    )
    to_unit = UnitChoice(
        label=_("New lead unit"), required=False, empty_label="—", help_text=_("Only if the unit changes too.")
    )
    authority = UnitChoice(
        label=_("Competent authority"),
        required=False,
        empty_label="—",
        help_text=_("For a petition to the competent authority."),
    )
    request = TextField(label=_("What is asked"), lines=2, required=False)
    answer_due = DateField(label=_("Answer asked by"), required=False)

    def __init__(
        self, *args: Any, item: MeetingItem, takeable: Mapping[MeetingDecision, Verdict] | None = None, **kwargs: Any
    ) -> None:
        self.item = item
        actor: Actor = kwargs["actor"]
        if actor.person_id != item.meeting.chair_id:
            kwargs["initial"] = {"on_behalf_person": item.meeting.chair_id, **(kwargs.get("initial") or {})}
        super().__init__(*args, meeting=item.meeting, **kwargs)
        action = item.action
        if takeable:  # what cannot be taken is not offered; sent all the same, it is refused with the reason
            offered = [one for one in MeetingDecision.choices if takeable.get(MeetingDecision(one[0]))]
            self.fields["decision"].widget.choices = offered
        if action.is_code_only:  # its texts stay on paper
            del self.fields["note"], self.fields["request"]
        within = units_of(action)
        chosen: dict[str, Any] = dict(self.fields)
        chosen["to_person"].queryset = people_of(within)
        chosen["to_unit"].queryset = Unit.objects.on().filter(pk__in=within)

    def details(self) -> dict[str, Any]:
        """The decision's details, as the verb takes them."""
        names = ("due_by", "to_date", "to_person", "to_unit", "authority", "request", "answer_due")
        return {name: self.cleaned_data.get(name) for name in names}

    def clean(self) -> dict[str, Any]:
        """Whose decision it is must have the right to it. The chair's own lack of it is said by a page (403)."""
        cleaned = super().clean()
        decision = cleaned.get("decision")
        person = cleaned.get("on_behalf_person")
        if not decision or self.errors or (person is None and self.actor.person_id == self.meeting.chair_id):
            return cleaned
        actor = Actor(self.actor.user_id, person, entered_by=self.actor.person) if person else self.actor
        verdict = can_take(actor, self.item, decision)
        if not verdict:
            field = "on_behalf_person" if not can_decide(actor, self.meeting) else "decision"
            self.add_error(field if field in self.fields else None, str(verdict.reason))
        return cleaned
