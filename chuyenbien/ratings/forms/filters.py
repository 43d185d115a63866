from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import TextField
from chuyenbien.orgs.forms.filters import FilterForm

from ..enums import RATED_CHOICES, Against, Level, RatingState

_ALL = [("", _("All"))]
_STEPS = [("decision", _("Decision")), ("self", _("Own rating")), ("appraisal", _("Appraisal"))]
_LEVELS = [*_ALL, *RATED_CHOICES, (Level.NOT_RATED.value, Level.NOT_RATED.label), ("none", _("None yet"))]


class RatingFilter(FilterForm):
    q = TextField(label=_("Words"), required=False)
    kind = forms.ChoiceField(label=_("Subjects"), required=False)
    step = forms.ChoiceField(label=_("By"), required=False, choices=_STEPS)
    level = forms.ChoiceField(label=_("Rating level"), required=False, choices=_LEVELS)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*_ALL, *RatingState.choices])

    def __init__(self, request: HttpRequest, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(request)
        kind: Any = self.fields["kind"]
        kind.choices = [*_ALL, *kinds]


class TaskFilter(FilterForm):
    """Which tasks, against which of the two dates."""

    mark = forms.ChoiceField(
        label=_("Which tasks"),
        required=False,
        choices=[
            ("", _("All")),
            ("done", _("done")),
            ("on_time", _("done on time")),
            ("exceeded", _("exceeding what was asked for")),
            ("off", _("off schedule")),
            ("late", _("done late")),
            ("overdue", _("overdue")),
            ("pending", _("waiting for confirmation")),
            ("paused", _("paused")),
        ],
    )
    against = forms.ChoiceField(label=_("Against the"), required=False, choices=Against.choices)
