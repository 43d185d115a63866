"""What this room answers when others ask through :mod:`chuyenbien.core.owing`: who still owes a self-review."""

from __future__ import annotations

from collections.abc import Mapping

from chuyenbien.core.models import Classification
from chuyenbien.core.owing import UNOPENED, WAITING
from chuyenbien.reviews.models import ReviewCycle

from . import sheets
from .enums import SEALED, PersonKind
from .models import SelfReview

NAMED = 500
"""Up to so many people are named in the query; for more, those of the whole cycle are read."""


def owed(cycle: ReviewCycle, kinds: Mapping[int, str]) -> dict[int, str]:
    """Whoever has not handed theirs in, by the program or on paper. Where the rule pack has no form for a kind of
    person none is owed, unless one was opened all the same."""
    rows = SelfReview.objects.filter(cycle=cycle).order_by()
    if len(kinds) <= NAMED:
        rows = rows.filter(person__in=list(kinds))
    states = dict(rows.values_list("person_id", "state"))
    asked = {kind for kind in set(kinds.values()) if kind in PersonKind.values and sheets.form_of(cycle, kind)}
    found = {}
    for person, kind in kinds.items():
        state = states.get(person)
        if state is None and kind in asked:
            found[person] = UNOPENED
        elif state is not None and state not in SEALED:
            found[person] = WAITING
    return found


def codes(cycle: ReviewCycle) -> dict[int, str]:
    """Who is known by a code only in a cycle, above all cadres under central management."""
    rows = SelfReview.objects.filter(cycle=cycle, classification=Classification.CODE_ONLY).order_by()
    return dict(rows.values_list("person_id", "code"))
