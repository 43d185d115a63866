"""Something stands in the way of an action, and how it was removed."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from ..enums import ObstacleState
from ..models import Obstacle
from ..queries import has_open_obstacle
from .parts import matters_of, text_of

OPEN = (ActionState.DRAFT, ActionState.ACTIVE, ActionState.SUBMITTED, ActionState.PAUSED)
"""States of an action in which something may stand in its way."""


def raise_obstacle(
    action: Action,
    *,
    by: Actor,
    kind: Code,
    text: str,
    within_authority: bool,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Obstacle:
    """Say what stands in the way of an action, and whether the body itself has the authority to remove it."""
    if action.state not in OPEN:
        raise Refused(_("The action is finished or ended; nothing stands in its way any more."))
    text = text_of(action, text, "text", _("Say what stands in the way."))
    obstacle = Obstacle.objects.create(
        action=action,
        kind=kind,
        text=text,
        within_authority=within_authority,
        raised_by=by.person,
        raised_at=at or clock.now(),
        is_illustrative=is_illustrative or action.is_illustrative,
        classification=action.classification,
        code=action.code,
    )
    _mark(action)
    type = "escalation.obstacle_raised_within" if within_authority else "escalation.obstacle_raised_beyond"
    journal.record(
        type, obstacle, by=by, at=at, data={"title": action.shown_title, "text": text}, also=matters_of(action)
    )
    return obstacle


def resolve_obstacle(obstacle: Obstacle, *, by: Actor, how: str, at: dt.datetime | None = None) -> Obstacle:
    """Say how an obstacle was removed. A draft request about it can then no longer be sent."""
    action = obstacle.action
    how = text_of(obstacle, how, "how", _("Say how the obstacle was resolved."))
    moved = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.OPEN).update(
        state=ObstacleState.RESOLVED, resolution=how, resolved_by=by.person, resolved_at=at or clock.now()
    )
    if not moved:
        raise Refused(_("This obstacle has already been resolved."))
    obstacle.refresh_from_db()
    _mark(action)
    data = {"title": action.shown_title, "how": how}
    journal.record("escalation.obstacle_resolved", obstacle, by=by, at=at, data=data, also=matters_of(action))
    return obstacle


def _mark(action: Action) -> None:
    """Keep on the action whether anything stands in its way."""
    action.has_open_obstacle = has_open_obstacle(action)
    Action.objects.filter(pk=action.pk).update(has_open_obstacle=action.has_open_obstacle)
