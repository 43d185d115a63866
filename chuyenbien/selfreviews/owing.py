"""What this room answers when others ask through :mod:`chuyenbien.core.owing`: who still owes a self-review."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, OuterRef

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
    """Who is known by a code only in a cycle: by their self-review there; before it is opened, by the latest one in
    which they were a cadre under central management."""
    here = SelfReview.objects.filter(cycle=cycle, classification=Classification.CODE_ONLY)
    named_here = SelfReview.objects.filter(cycle=cycle, person=OuterRef("person"))
    before = SelfReview.objects.filter(kind=PersonKind.CENTRAL, cycle__period_end__lt=cycle.period_end)
    earlier = before.filter(~Exists(named_here)).order_by("cycle__period_end", "pk")
    return dict(earlier.values_list("person_id", "code")) | dict(here.order_by().values_list("person_id", "code"))
