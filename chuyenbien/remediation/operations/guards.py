"""What every verb of the room asks before it writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import F
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit

from ..enums import ActionState
from ..models import Action

T = TypeVar("T")

RUNNING = (ActionState.ACTIVE, ActionState.SUBMITTED)
"""The work is going on or waits to be confirmed."""
ON_THE_DESK = (*RUNNING, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION)
"""Issued and not at an end."""


Follower = Callable[[Action, str], None]

_followers: list[Follower] = []


def when_changed(follow: Follower) -> None:
    """Let a higher room know when the ``state``, the ``due`` date or the ``lead`` of an issued action has changed."""
    if follow not in _followers:
        _followers.append(follow)


def tell_followers(action: Action, what: str) -> None:
    """Told by the verb, in its own transaction, after the row was written."""
    for follow in _followers:
        follow(action, what)


def move(action: Action, to: str, *, within: Iterable[str], **facts: Any) -> None:
    """Change the state if it is still what the guard saw; of two at the same time one is refused."""
    moved = Action.objects.filter(pk=action.pk, state__in=list(within)).update(
        state=to, revision=F("revision") + 1, **facts
    )
    if not moved:
        action.refresh_from_db()
        raise Refused(_("This cannot be done while the action is “%(state)s”.") % {"state": action.get_state_display()})
    for name, value in {"state": to, "revision": action.revision + 1, **facts}.items():
        setattr(action, name, value)
    tell_followers(action, "state")


def want_state(action: Action, within: Iterable[str]) -> None:
    """Refuse unless the stored state is one of these."""
    action.state = Action.objects.values_list("state", flat=True).get(pk=action.pk)
    if action.state not in within:
        raise Refused(_("This cannot be done while the action is “%(state)s”.") % {"state": action.get_state_display()})


def keep(matter: Classified, **texts: str) -> dict[str, Any]:
    """The texts of a new row, composed, with the confidentiality of what it belongs to.

    A code-only matter takes no text at all.
    """
    kept = {name: nfc(value).strip() for name, value in texts.items()}
    if matter.is_code_only:
        given = next((name for name, value in kept.items() if value), None)
        if given:
            raise Refused(
                _("This matter is known here by a code only. Leave this empty and keep the text on paper."), field=given
            )
    return {**kept, "classification": matter.classification, "code": matter.code if matter.is_code_only else ""}


def want_reason(matter: Classified, because: str, *, field: str = "because") -> None:
    """A decision says why; of a code-only matter the reason stays on paper."""
    if not because.strip() and not matter.is_code_only:
        raise Refused(_("Give the reason."), field=field)


def day_of(at: dt.datetime | None) -> dt.date:
    """The office's date of an act."""
    return clock.local_date(at or clock.now())


def origin(action: Action) -> Finding | DirectiveTask:
    """What the action remedies or carries out."""
    return action.finding if action.finding is not None else there(action.directive_task)


def there(value: T | None) -> T:
    """What the database holds for certain: the constraints of an issued action, its one origin."""
    if value is None:
        raise RuntimeError("an issued action lacks what its constraints ask for")
    return value


def superiors(action: Action) -> set[int]:
    """The units that follow the action from above, as far as it was sent up."""
    return action.involved_units(Capacity.SUPERIOR)


def let_superior_see(action: Action) -> None:
    """Send the action up: to who follows its finding, else its dossier's superior, else the one directly above."""
    if superiors(action):
        return
    plan = action.plan
    above: list[Unit] = list(Unit.objects.filter(pk__in=origin(action).involved_units(Capacity.SUPERIOR)))
    if not above and plan is not None and plan.dossier is not None:
        above = [plan.dossier.cycle.superior]
    if not above:
        direct = action.address.superior()
        above = [direct] if direct is not None else []
    if not above:
        raise Refused(_("No unit stands above this one. Ask an administrator to enter its superior."))
    for unit in above:
        action.involve(unit=unit, capacity=Capacity.SUPERIOR)
