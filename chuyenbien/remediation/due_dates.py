"""Due dates of actions, for the calendars that ``notices`` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from chuyenbien.core.models import Classification
from chuyenbien.notices import matters
from chuyenbien.notices.feeds import DueDate
from chuyenbien.orgs.models import Person, Unit

from .enums import ActionState
from .models import Action

RUNNING = (ActionState.ACTIVE, ActionState.SUBMITTED)


def of_actions(owner: Person | Unit, first: dt.date, last: dt.date) -> Iterator[DueDate]:
    """The actions a person, or a unit, leads and that are not ended; never code-only ones."""
    led = (
        Action.objects.filter(lead_person=owner)
        if isinstance(owner, Person)
        else Action.objects.filter(lead_unit=owner)
    )
    rows = led.filter(state__in=RUNNING, due_on__range=(first, last)).exclude(classification=Classification.CODE_ONLY)
    for pk, due_on in rows.order_by("due_on", "pk").values_list("pk", "due_on"):
        if due_on is not None:
            yield DueDate(matters.code_for("remediation.action", pk), due_on)
