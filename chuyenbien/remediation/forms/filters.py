"""What the list of actions is narrowed by; the filters live in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core import clock, numbers
from chuyenbien.core.draw.values import day
from chuyenbien.core.forms import DateField, TextField
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.reviews.models import ReviewCycle

from .. import ageing, queries
from ..enums import ActionState, Bucket
from ..models import ActionOccurrence
from ..models.action import ActionQuerySet

_ALL = [("", gettext_lazy("All"))]
_BY_LINK: dict[str, Any] = {
    "unit": Unit,
    "lead_unit": Unit,
    "of_unit": Unit,
    "person": Person,
    "cycle": ReviewCycle,
    "finding": Finding,
}
"""Filters that come by a link from another page, named there by a row's number."""

_IN_WORDS = {
    "since": gettext_lazy("first due from %(day)s on"),
    "until": gettext_lazy("first due until %(day)s"),
    "due": gettext_lazy("due on %(day)s"),
    "turn": gettext_lazy("with a turn due on %(day)s"),
    "outside": gettext_lazy("not from a review"),
    "age": gettext_lazy("open, issued %(least)s to %(most)s days ago"),
    "late": gettext_lazy("overdue for %(least)s to %(most)s days"),
}
_OLDEST = {
    "age": gettext_lazy("open, issued %(least)s days ago or more"),
    "late": gettext_lazy("overdue for %(least)s days or more"),
}


def _number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=numbers.MOST, widget=forms.HiddenInput)


def _hidden(kind: type[forms.Field] = forms.CharField) -> Any:
    return kind(required=False, widget=forms.HiddenInput)


class ActionFilter(FilterForm):
    q = TextField(label=gettext_lazy("Words"), required=False)
    bucket = forms.ChoiceField(label=gettext_lazy("How it stands"), required=False, choices=[*_ALL, *Bucket.choices])
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[*_ALL, *ActionState.choices])
    field = CodeChoice(CodeList.FIELD, label=gettext_lazy("Field"), required=False, empty_label=gettext_lazy("All"))
    unit_name = TextField(label=gettext_lazy("Unit"), required=False)
    person_name = TextField(label=gettext_lazy("Lead person"), required=False)
    against = forms.ChoiceField(
        label=gettext_lazy("Counted against"),
        required=False,
        choices=[("", gettext_lazy("approved date")), ("original", gettext_lazy("original date"))],
    )
    unit = _number()
    lead_unit = _number()
    of_unit = _number()
    person = _number()
    cycle = _number()
    finding = _number()
    since = _hidden(DateField)
    until = _hidden(DateField)
    age = _hidden()
    late = _hidden()
    outside = _hidden()
    due = _hidden(DateField)
    turn = _hidden(DateField)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.request = request

    def narrow(self, rows: ActionQuerySet) -> ActionQuerySet:
        """The rows that every chosen filter lets through. Drafts only when asked for."""
        told = self.read()
        rows = rows.filter(state=told["state"]) if told["state"] else rows.exclude(state=ActionState.DRAFT)
        if told["q"]:
            rows = rows.matching(told["q"])
        if told["bucket"]:
            rows = rows.filter(queries.condition(told["bucket"], clock.today(), told["against"] or "approved"))
        if told["field"]:
            rows = rows.filter(Q(finding__field=told["field"]) | Q(directive_task__field=told["field"]))
        if told["unit_name"]:
            units = Unit.objects.order_by().matching(told["unit_name"]).values("pk")
            rows = rows.filter(Q(address__in=units) | Q(lead_unit__in=units))
        if told["person_name"]:
            rows = rows.filter(lead_person__in=Person.objects.order_by().matching(told["person_name"]).values("pk"))
        for name, column in (("unit", "address"), ("lead_unit", "lead_unit"), ("person", "lead_person")):
            if told[name]:
                rows = rows.filter(**{column: told[name]})
        if told["of_unit"]:
            rows = rows.filter(Q(address=told["of_unit"]) | Q(lead_unit=told["of_unit"]))
        if told["cycle"]:
            rows = rows.filter(finding__dossier__cycle=told["cycle"])
        if told["finding"]:
            rows = rows.filter(finding=told["finding"])
        return self._narrow_by_time(rows, told)

    def _narrow_by_time(self, rows: ActionQuerySet, told: dict[str, Any]) -> ActionQuerySet:
        """By the period of the date first promised, by a day, by age, by days overdue: what figures open to."""
        today, against = clock.today(), told["against"] or "approved"
        if told["since"]:
            rows = rows.filter(original_due__gte=told["since"])
        if told["until"]:
            rows = rows.filter(original_due__lte=told["until"])
        if told["due"]:
            rows = rows.filter(due_on=told["due"])
        if told["turn"]:
            rows = rows.filter(pk__in=ActionOccurrence.objects.filter(due_on=told["turn"]).values("action"))
        if told["outside"]:
            rows = rows.filter(finding__dossier__isnull=True)
        if ages := ageing.Ages.of(told["age"] or ""):
            rows = rows.filter(ageing.is_open(ages, today))
        if ages := ageing.Ages.of(told["late"] or ""):
            rows = rows.filter(ageing.is_late(ages, today, against))
        return rows

    def hidden(self) -> list[tuple[str, str]]:
        """Filters that came by a link, to be kept when the form is sent."""
        told = self.read()
        return [(name, str(told[name])) for name in (*_BY_LINK, *_IN_WORDS) if told[name]]

    def chosen(self) -> list[tuple[str, str, str]]:
        """The same in words, each with the address that takes it away and the language of a name.

        What one may not see is not named.
        """
        standing: Any = self.request.standing  # type: ignore[attr-defined]
        words = []
        for name, value in self.hidden():
            query = {key: given for key, given in self.request.GET.items() if key not in (name, "after", "before")}
            said, lang = self._in_words(name), ""
            if name in _BY_LINK:
                rows = _BY_LINK[name].objects.all()
                rows = rows.visible_to(standing) if hasattr(rows, "visible_to") else rows
                row = rows.filter(pk=value).first()
                said, lang = (str(row.shown_title), "vi") if row else (_("not visible to you"), "")
            if said:
                words.append((said, f"?{urlencode(query)}", lang))
        return words

    def _in_words(self, name: str) -> str:
        """What a filter says that names no row; nothing when it makes no sense."""
        if name not in _IN_WORDS:
            return ""
        value = self.read()[name]
        if name in ("since", "until", "due", "turn"):
            return str(_IN_WORDS[name]) % {"day": day(value)}
        if name == "outside":
            return str(_IN_WORDS[name])
        ages = ageing.Ages.of(value)
        if ages is None:
            return ""
        told = {"least": ages.least, "most": ages.most}
        return str(_IN_WORDS[name] if ages.most is not None else _OLDEST[name]) % told
