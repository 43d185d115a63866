"""What a progress meeting of a unit should talk about."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from chuyenbien.core import clock
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionInvolvement
from chuyenbien.remediation.models.action import ActionQuerySet

from .enums import ItemReason


def actions_of(unit: Unit) -> ActionQuerySet:
    """The actions a meeting of the unit may deal with: those it leads, those addressed to it, those it supervises."""
    supervised = ActionInvolvement.objects.filter(
        matter_id=OuterRef("pk"), unit=unit, capacity=Capacity.SUPERIOR, until__isnull=True
    )
    return Action.objects.filter(Q(lead_unit=unit) | Q(address=unit) | Exists(supervised))


def proposed_agenda(unit: Unit) -> list[tuple[Action, str]]:
    """Blocked actions, then overdue ones, each once, oldest date first. Undecided ones return by themselves."""
    today = clock.today()
    running = actions_of(unit).filter(state=ActionState.ACTIVE).order_by("due_on", "id")
    blocked = list(running.filter(has_open_obstacle=True))
    overdue = list(running.filter(has_open_obstacle=False, due_on__lt=today))
    return [(one, ItemReason.BLOCKED.value) for one in blocked] + [(one, ItemReason.OVERDUE.value) for one in overdue]
