"""What people of the illustrative bodies have been told when the demo begins."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.notices import operations as notices
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from .people import World

KIND = "remediation.due"
DAY = dt.date(2023, 1, 30)


def tell(world: World) -> None:
    """The lead persons of what is due, and the office; of its notices one is taken note of, one put off."""
    due = Action.objects.filter(is_illustrative=True, state=ActionState.ACTIVE, due_on__lte=DAY + dt.timedelta(days=30))
    due = due.select_related("lead_person").order_by("due_on", "pk")
    by = world.by(world.officer)
    with clock.at(DAY), journal.recording(by=by):
        for action in due[:6]:
            if action.lead_person is not None:
                _tell(action, action.lead_person)
        told = [_tell(action, world.officer) for action in due.visible_to(Standing.of(world.officer))[:4]]
        for place, one in enumerate(one for one in told if one is not None):
            if place == 1:
                notices.acknowledge(one, by=by)
            elif place == 2:
                notices.snooze(one, DAY + dt.timedelta(days=7), by=by)


def _tell(action: Action, person: Person) -> Notice | None:
    return notices.tell(
        person=person, subject=action, kind=KIND, on=DAY, due_on=action.due_on, key=f"story:{action.pk}:{person.pk}"
    )
