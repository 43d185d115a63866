"""What a progress meeting of a unit should talk about."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from chuyenbien.core import clock
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionInvolvement
from chuyenbien.remediation.models.action import ActionQuerySet

from .enums import ItemReason, Outcome, StepForm
from .models import TakenStep


def actions_of(unit: Unit) -> ActionQuerySet:
    """The actions a meeting of the unit may deal with: those it leads, those addressed to it, those it supervises."""
    supervised = ActionInvolvement.objects.filter(
        matter_id=OuterRef("pk"), unit=unit, capacity=Capacity.SUPERIOR, until__isnull=True
    )
    return Action.objects.filter(Q(lead_unit=unit) | Q(address=unit) | Exists(supervised))


def proposed_by_ladder(unit: Unit) -> Exists:
    """Of an action: that a step of its ladder put it before the next meeting of the unit, for the date it has now."""
    taken = TakenStep.objects.filter(
        Q(due_on=OuterRef("due_on")) | Q(request__isnull=False),
        action_id=OuterRef("pk"),
        form=StepForm.MEETING,
        outcome=Outcome.MADE,
        desk=unit,
    )
    return Exists(taken)


def proposed_agenda(unit: Unit) -> list[tuple[Action, str]]:
    """Blocked actions, then those a ladder proposes, then other overdue ones; each once, oldest date first.

    Undecided ones return by themselves.
    """
    today = clock.today()
    running: Any = actions_of(unit).filter(state=ActionState.ACTIVE).annotate(by_ladder=proposed_by_ladder(unit))
    told = running.filter(Q(has_open_obstacle=True) | Q(by_ladder=True) | Q(due_on__lt=today))
    found: dict[str, list[Action]] = {
        ItemReason.BLOCKED.value: [],
        ItemReason.LADDER.value: [],
        ItemReason.OVERDUE.value: [],
    }
    for one in told.order_by(F("due_on").asc(), "id"):
        reason = ItemReason.LADDER if one.by_ladder else ItemReason.OVERDUE
        found[ItemReason.BLOCKED.value if one.has_open_obstacle else reason.value].append(one)
    return [(one, reason) for reason, rows in found.items() for one in rows]
