"""How far a dossier has come: the steps of a review, in order. Each figure of a cycle opens to the rows of its step.

A step is a condition on the dossier in its present round: a review that was reopened is counted by where it stands now.
What is known only to a higher room is registered from there::

    steps.register("scheduled", _("Conference scheduled"), condition, order=30)
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from chuyenbien.core.verdict import Text

from ..enums import DossierState, SuggestionState
from ..models import DossierSection, Explanation, Suggestion

CODE_ONLY = "code"
"""Stands for the level or the kind of a body that is known by a code only: what it is would say who it is."""


@dataclass(frozen=True)
class Step:
    key: str
    label: Text
    condition: Q
    order: int


_steps: dict[str, Step] = {}


def register(key: str, label: Text, condition: Q, *, order: int) -> None:
    """Add a step. Every dossier that has come further must meet it as well."""
    _steps[key] = Step(key, label, condition, order)


def steps() -> list[Step]:
    return sorted(_steps.values(), key=lambda step: step.order)


def condition_of(key: str) -> Q:
    return _steps[key].condition


def issued() -> Exists:
    """The dossier has a suggestion that was issued."""
    return Exists(Suggestion.objects.filter(dossier=OuterRef("pk"), state=SuggestionState.ISSUED))


def at_least(state: str) -> Q:
    """The dossier stands at a state or beyond."""
    return Q(state__in=list(DossierState)[list(DossierState).index(DossierState(state)) :])


def _begun() -> Q:
    sections = DossierSection.objects.filter(dossier=OuterRef("pk"), round=OuterRef("round"))
    told = Explanation.objects.filter(item__suggestion__dossier=OuterRef("pk"), round=OuterRef("round"))
    return at_least(DossierState.SUBMITTED) | Q(Exists(sections)) | Q(Exists(told))


register("begun", gettext_lazy("Report begun"), _begun(), order=10)
register("submitted", gettext_lazy("Report submitted"), at_least(DossierState.SUBMITTED), order=20)
register("held", gettext_lazy("Conference held"), at_least(DossierState.HELD), order=40)
register("concluded", gettext_lazy("Concluded"), at_least(DossierState.CONCLUDED), order=50)
register("planned", gettext_lazy("Plan accepted"), at_least(DossierState.REMEDYING), order=70)
register("closed", gettext_lazy("Dossier closed"), at_least(DossierState.CLOSED), order=80)
