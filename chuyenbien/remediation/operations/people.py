"""Who does it changes hands; a decision takes an action off the desk. The past stays with who held it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit

from ..enums import ActionState, RulingKind
from ..models import Action, Reassignment, Ruling
from .guards import ON_THE_DESK, day_of, keep, move, origin, tell_followers, there, want_reason, want_state
from .holdings import let_go, take_over

_ENDED = (ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED)


def reassign(
    action: Action,
    *,
    by: Actor,
    to_person: Person,
    to_unit: Unit | None = None,
    because: str,
    at: dt.datetime | None = None,
) -> Reassignment:
    """Another person, or another unit, takes the work over. One awaiting a successor goes on by that."""
    want_state(action, (ActionState.ACTIVE, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION))
    want_reason(action, because)
    old_person, old_unit = there(action.lead_person), there(action.lead_unit)
    unit = to_unit or old_unit
    if not to_person.is_active:
        raise Refused(_("This person has left office."), field="to_person")
    if (to_person.pk, unit.pk) == (old_person.pk, old_unit.pk):
        raise Refused(_("This person has the work already."), field="to_person")
    if action.state == ActionState.AWAITING_SUCCESSION:
        move(action, ActionState.ACTIVE, within=(ActionState.AWAITING_SUCCESSION,))
    action.lead_person, action.lead_unit = to_person, unit
    action.save(update_fields=["lead_person", "lead_unit"])
    tell_followers(action, "lead")
    if action.co_units.filter(pk=unit.pk).exists():
        action.co_units.remove(unit)
        action.release(unit=unit, capacity=Capacity.COORDINATE)
    history = Reassignment.objects.create(
        action=action,
        from_person=old_person,
        to_person=to_person,
        from_unit=old_unit,
        to_unit=unit,
        by=by.person,
        at=at or clock.now(),
        **keep(action, reason=because),
    )
    _pass_sight(action, old_person, old_unit)
    if action.state == ActionState.ACTIVE:
        present = action.holdings.filter(until=None).first()
        since = present.since if present and present.since else day_of(at)
        take_over(action=action, unit=unit, person=to_person, on=max(day_of(at), since), by=by, at=at)
    data = {"title": action.shown_title, "from": old_person, "to": to_person, "unit": unit}
    journal.record(
        "remediation.action_reassigned",
        action,
        by=by,
        at=at,
        because=because,
        data=data,
        also=[origin(action), to_person],
    )
    return history


def cancel_action(
    action: Action, *, by: Actor, because: str, document: Document | None, at: dt.datetime | None = None
) -> Action:
    """A decision takes the action back. It stays in every total, beside the four."""
    _rule(action, RulingKind.CANCELLED, by=by, because=because, document=document, at=at)
    move(action, ActionState.CANCELLED, within=ON_THE_DESK, submitted_at=None)
    _end(action, at)
    _record("remediation.action_cancelled", action, by=by, because=because, document=document, at=at)
    return action


def transfer_action(
    action: Action,
    *,
    by: Actor,
    to_unit: Unit,
    because: str,
    document: Document | None,
    at: dt.datetime | None = None,
) -> Action:
    """A decision hands the work to a unit that will carry it on in its own plan."""
    _rule(action, RulingKind.TRANSFERRED, by=by, because=because, document=document, at=at, to_unit=to_unit)
    move(action, ActionState.TRANSFERRED, within=ON_THE_DESK, submitted_at=None)
    _end(action, at)
    _record("remediation.action_transferred", action, by=by, because=because, document=document, at=at, unit=to_unit)
    return action


def await_succession(
    action: Action, *, by: Actor, because: str, document: Document | None = None, at: dt.datetime | None = None
) -> Action:
    """The unit or person is gone and nobody has taken over yet. Reassigning lets the work go on."""
    _rule(action, RulingKind.AWAITING, by=by, because=because, document=document, at=at, by_document=False)
    move(action, ActionState.AWAITING_SUCCESSION, within=(ActionState.ACTIVE, ActionState.PAUSED))
    _end(action, at)
    _record("remediation.action_awaiting", action, by=by, because=because, document=document, at=at)
    return action


def _rule(
    action: Action,
    kind: str,
    *,
    by: Actor,
    because: str,
    document: Document | None,
    at: dt.datetime | None,
    to_unit: Unit | None = None,
    by_document: bool = True,
) -> None:
    want_state(action, ON_THE_DESK)
    if by_document and document is None:
        raise Refused(_("Only a decision does this. Choose its document."), field="document")
    want_reason(action, because)
    Ruling.objects.create(
        action=action,
        kind=kind,
        to_unit=to_unit,
        decided_by=by.person,
        decided_at=at or clock.now(),
        document=document,
        **keep(action, reason=because),
    )


def _end(action: Action, at: dt.datetime | None) -> None:
    """Nothing of it is open any longer: pause, request for extension, submission, holding."""
    day = day_of(at)
    for pause in action.pauses.filter(until=None):
        pause.until = max(day, pause.since)
        pause.save(update_fields=["until"])
    action.submissions.filter(returned_at=None, accepted_at=None).update(
        returned_at=at or clock.now(), was_withdrawn=True
    )
    let_go(action, on=day)


def _pass_sight(action: Action, old_person: Person, old_unit: Unit) -> None:
    """The new ones see action and finding; the old ones no longer, unless something else lets them."""
    source = origin(action)
    others = type(action).objects.filter(finding=action.finding, directive_task=action.directive_task)
    others = others.exclude(pk=action.pk).exclude(state__in=_ENDED)
    if old_person != action.lead_person:
        action.release(person=old_person, capacity=Capacity.LEAD)
        if not others.filter(lead_person=old_person).exists():
            source.release(person=old_person, capacity=Capacity.LEAD)
    if old_unit != action.lead_unit:
        action.release(unit=old_unit, capacity=Capacity.LEAD)
        if not others.filter(lead_unit=old_unit).exists():
            source.release(unit=old_unit, capacity=Capacity.LEAD)
    for matter in (action, source):
        matter.involve(person=action.lead_person, capacity=Capacity.LEAD)
        matter.involve(unit=action.lead_unit, capacity=Capacity.LEAD)


def _record(
    type: str,
    action: Action,
    *,
    by: Actor,
    because: str,
    document: Document | None,
    at: dt.datetime | None,
    unit: Unit | None = None,
) -> None:
    data = {"title": action.shown_title, "document": document, "unit": unit}
    journal.record(type, action, by=by, at=at, because=because, data=data, also=[origin(action)])
