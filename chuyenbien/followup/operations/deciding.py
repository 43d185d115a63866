"""What a meeting decides about an action writes itself back through the verb it names, in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.escalation import operations as escalation
from chuyenbien.escalation.enums import ObstacleState
from chuyenbien.notices import operations as notices
from chuyenbien.orgs.acting import Actor
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation import rules as remediation_rules
from chuyenbien.remediation.enums import Decision
from chuyenbien.remediation.models import Action

from ..enums import MeetingDecision
from ..models import Meeting, MeetingItem
from .agenda import still_planned
from .delivering import DECIDED

WITH_A_DAY = (MeetingDecision.URGE, MeetingDecision.REMIND, MeetingDecision.REASSIGN)
"""Decisions that may say by when it is to be done. An extension always does."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A decision as it is carried out."""

    action: Action
    by: Actor
    note: str
    at: dt.datetime | None
    details: dict[str, Any]


def decide(
    item: MeetingItem, *, by: Actor, decision: str, note: str = "", at: dt.datetime | None = None, **details: Any
) -> MeetingItem:
    """Decide about an item; the decision writes itself back through the verb it names, in the same transaction.

    ``details``: ``due_by`` for urge, remind, reassign; ``to_date`` for extend; ``to_person`` and ``to_unit`` for
    reassign; ``authority``, ``request``, ``answer_due`` for asking upward. Of a meeting entered from paper all is dated
    by its day. Refused when the item is already decided or
    the verb refuses. Who leads the action is told.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    still_planned(meeting)
    at = at or meeting.acted_at
    if item.is_code_only and note:
        raise Refused(
            _("This matter is known here by a code only. Leave this empty and keep the text on paper."), field="note"
        )
    facts = {
        "decision": decision,
        "note": note,
        "promised_on": _promise(decision, details, at),
        "decided_by": by.person,
        "decided_at": at or clock.now(),
    }
    if not MeetingItem.objects.filter(pk=item.pk, decision=MeetingDecision.NONE).update(**facts):
        raise Refused(_("This item has already been decided."))
    _EFFECTS[decision](_Act(item.action, by, note, at, details))
    for name, value in facts.items():
        setattr(item, name, value)
    _tell(item, by)
    _record(item, by, at)
    return item


def _promise(decision: str, details: dict[str, Any], at: dt.datetime | None) -> dt.date | None:
    """The day by which it is to be done, if the decision names one."""
    if decision == MeetingDecision.EXTEND:
        asked: dt.date | None = details.get("to_date")
        return asked
    day: dt.date | None = details.get("due_by") if decision in WITH_A_DAY else None
    if day is not None and day < clock.local_date(at or clock.now()):
        raise Refused(_("This day lies before the meeting. Choose a later one."), field="due_by")
    return day


def _tell(item: MeetingItem, by: Actor) -> None:
    """A word to who leads the action now, unless they decided it themselves."""
    person = item.action.lead_person
    if item.decision == MeetingDecision.SUBMIT:  # what waits is no longer theirs to do
        return
    if person is None or not person.is_active or (person == by.person and by.entered_by is None):
        return
    notices.tell(
        person=person,
        subject=item.action,
        kind=DECIDED,
        on=clock.today(),
        key=f"meeting:{item.pk}:{person.pk}",
        due_on=item.promised_on or item.action.due_on,
    )


def _record(item: MeetingItem, by: Actor, at: dt.datetime | None) -> None:
    """The event names the meeting, so that the action's own story says where it was decided."""
    data: dict[str, Any] = {"action": item.action.shown_title, "meeting": item.meeting.shown_title}
    type = f"followup.decided_{item.decision}"
    if item.promised_on and item.decision in WITH_A_DAY:
        type, data["until"] = f"{type}_until", item.promised_on
    journal.record(type, item.action, by=by, at=at, because=item.note, data=data, also=[item.meeting])


def _nothing(act: _Act) -> None:
    """Urging and reminding are the event itself."""


def _unblock(act: _Act) -> None:
    open_ones = act.action.obstacles.filter(state=ObstacleState.OPEN, within_authority=True)
    if act.at is not None:
        open_ones = open_ones.filter(raised_at__lt=act.at + dt.timedelta(days=1))
    if not open_ones:
        raise Refused(_("There is no open obstacle within own authority to unblock here."), field="decision")
    for obstacle in open_ones:
        escalation.resolve_obstacle(obstacle, by=act.by, how=act.note, at=act.at)


def _extend(act: _Act) -> None:
    to_date = act.details.get("to_date")
    if to_date is None:
        raise Refused(_("Say until when the action is extended."), field="to_date")
    pending = act.action.extensions.filter(decision="").first()
    if pending is not None and remediation_rules.can_decide_extension(act.by, pending):
        if pending.to_date != to_date:
            raise Refused(
                _("The body has asked for %(date)s. Give that day, or decide on its request first.")
                % {"date": pending.to_date.strftime("%d/%m/%Y")},
                field="to_date",
            )
        extension = pending
    else:
        extension = remediation.ask_extension(act.action, by=act.by, to_date=to_date, because=act.note, at=act.at)
    if remediation_rules.can_decide_extension(act.by, extension):
        remediation.decide_extension(extension, by=act.by, decision=Decision.APPROVED, because=act.note, at=act.at)
        act.action.due_on = to_date


def _ask_up(act: _Act) -> None:
    authority = act.details.get("authority")
    if authority is None:
        raise Refused(_("Choose the competent authority to petition."), field="authority")
    obstacle = act.action.obstacles.filter(state=ObstacleState.OPEN, within_authority=False).first()
    if obstacle is None:
        raise Refused(
            _("Record the obstacle beyond own authority first; a petition must say what stands in the way."),
            field="decision",
        )
    escalation.draft_request(
        obstacle,
        by=act.by,
        authority=authority,
        own_efforts=act.note,
        legal_basis="",
        request=act.details.get("request") or act.note,
        answer_due=act.details.get("answer_due"),
        at=act.at,
    )


def _reassign(act: _Act) -> None:
    person, unit = act.details.get("to_person"), act.details.get("to_unit")
    if person is None:
        raise Refused(_("Choose who takes the work over."), field="to_person")
    remediation.reassign(
        act.action,
        by=act.by,
        to_person=person,
        to_unit=unit or act.action.lead_unit,
        because=act.note,
        at=act.at,
    )


def _submit(act: _Act) -> None:
    remediation.submit(act.action, by=act.by, note=act.note, at=act.at)


_EFFECTS: dict[str, Callable[[_Act], None]] = {
    MeetingDecision.URGE: _nothing,
    MeetingDecision.REMIND: _nothing,
    MeetingDecision.UNBLOCK: _unblock,
    MeetingDecision.EXTEND: _extend,
    MeetingDecision.ASK_UP: _ask_up,
    MeetingDecision.REASSIGN: _reassign,
    MeetingDecision.SUBMIT: _submit,
}
