"""The progress meeting: an agenda made by the record, decisions that go back into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.escalation import operations as escalation
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation import rules as remediation_rules
from chuyenbien.remediation.enums import Decision
from chuyenbien.remediation.models import Action

from ..enums import ItemReason, MeetingDecision, MeetingState
from ..models import Meeting, MeetingAttendance, MeetingItem
from ..queries import proposed_agenda


def plan_meeting(
    *,
    unit: Unit,
    title: str,
    starts_at: dt.datetime,
    chair: Person,
    by: Actor,
    secretary: Person | None = None,
    place: str = "",
    is_illustrative: bool = False,
) -> Meeting:
    """Plan a progress meeting of a unit; its agenda is what is overdue or blocked today."""
    meeting = Meeting.objects.create(
        unit=unit,
        title=title,
        starts_at=starts_at,
        chair=chair,
        secretary=secretary,
        place=place,
        is_illustrative=is_illustrative,
    )
    meeting.involve(capacity=Capacity.SUPERIOR, unit=unit)
    meeting.involve(capacity=Capacity.ADDRESS, unit=unit)
    for person in {chair, secretary} - {None}:
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    journal.record("followup.meeting_planned", meeting, by=by, data={"title": title, "on": starts_at})
    fill_agenda(meeting)
    return meeting


def fill_agenda(meeting: Meeting) -> int:
    """Put on the agenda what the record proposes and is not on it yet; returns how many items were added."""
    known = set(meeting.items.values_list("action_id", flat=True))
    fresh = [(action, reason) for action, reason in proposed_agenda(meeting.unit) if action.pk not in known]
    MeetingItem.objects.bulk_create(
        MeetingItem(
            meeting=meeting,
            action=action,
            order=len(known) + place,
            reason=reason,
            classification=action.classification,
            code=action.code,
        )
        for place, (action, reason) in enumerate(fresh, start=1)
    )
    return len(fresh)


def refresh_agenda(meeting: Meeting, *, by: Actor) -> int:
    """Bring the agenda up to date before the meeting."""
    _still_planned(meeting)
    added = fill_agenda(meeting)
    journal.record("followup.agenda_refreshed", meeting, by=by, data={"added": added})
    return added


def add_item(meeting: Meeting, action: Action, *, by: Actor) -> MeetingItem:
    """Put an action on the agenda that the record did not propose."""
    _still_planned(meeting)
    if meeting.items.filter(action=action).exists():
        raise Refused(_("This action is already on the agenda."), field="action")
    item = MeetingItem.objects.create(
        meeting=meeting,
        action=action,
        order=meeting.items.count() + 1,
        reason=ItemReason.CHOSEN,
        classification=action.classification,
        code=action.code,
    )
    journal.record("followup.item_added", meeting, by=by, data={"action": action.shown_title}, also=[action])
    return item


def record_attendance(
    meeting: Meeting, *, by: Actor, present: Iterable[Person], absent: dict[Person, str] | None = None
) -> None:
    """Say who was there and, of those who were not, why."""
    rows = [(person, True, "") for person in present]
    rows += [(person, False, reason) for person, reason in (absent or {}).items()]
    for person, there, reason in rows:
        MeetingAttendance.objects.update_or_create(
            meeting=meeting,
            person=person,
            defaults={
                "present": there,
                "reason": "" if meeting.is_code_only else reason,
                "classification": meeting.classification,
                "code": meeting.code,
            },
        )
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    journal.record("followup.attendance_recorded", meeting, by=by, data={"present": sum(1 for row in rows if row[1])})


def decide(item: MeetingItem, *, by: Actor, decision: str, note: str = "", **details: Any) -> MeetingItem:
    """Decide about an item; the decision writes itself back through the verb it names, in the same transaction.

    ``details``: ``to_date`` for extend; ``to_person`` and ``to_unit`` for reassign; ``authority``, ``request``,
    ``answer_due`` for asking upward. Refused when the item is already decided or the verb refuses.
    """
    if item.decision != MeetingDecision.NONE:
        raise Refused(_("This item has already been decided."))
    _EFFECTS[decision](item, by, note, details)
    item.decision = decision
    item.note = "" if item.is_code_only else note
    item.decided_by, item.decided_at = by.person, clock.now()
    item.save(update_fields=["decision", "note", "decided_by", "decided_at"])
    journal.record(
        f"followup.decided_{decision}",
        item.action,
        by=by,
        because=note,
        data={"action": item.action.shown_title, "meeting": item.meeting.shown_title},
        also=[item.meeting],
    )
    return item


def hold_meeting(
    meeting: Meeting, *, by: Actor, minutes: str, scan: StoredFile | None = None, notice: Document | None = None
) -> Meeting:
    """Close the meeting with its minutes. Items left undecided return by themselves on the next agenda."""
    _still_planned(meeting)
    meeting.state = MeetingState.HELD
    meeting.held_at = clock.now()
    meeting.minutes = "" if meeting.is_code_only else minutes
    meeting.minutes_scan, meeting.notice = (None, None) if meeting.is_code_only else (scan, notice)
    meeting.save()
    decided = meeting.items.exclude(decision=MeetingDecision.NONE).count()
    journal.record("followup.meeting_held", meeting, by=by, data={"title": meeting.shown_title, "decided": decided})
    return meeting


def _still_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("The meeting has been held; its record is closed."))


def _nothing(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    """Urging and reminding are the event itself."""


def _unblock(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    open_ones = item.action.obstacles.filter(state="open", within_authority=True)
    if not open_ones:
        raise Refused(_("There is no open obstacle within own authority to unblock here."), field="decision")
    for obstacle in open_ones:
        escalation.resolve_obstacle(obstacle, by=by, how=note)


def _extend(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    to_date = details.get("to_date")
    if to_date is None:
        raise Refused(_("Say until when the action is extended."), field="to_date")
    extension = remediation.ask_extension(item.action, by=by, to_date=to_date, because=note)
    if remediation_rules.can_decide_extension(by, extension):
        remediation.decide_extension(extension, by=by, decision=Decision.APPROVED, because=note)


def _ask_up(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    authority = details.get("authority")
    if authority is None:
        raise Refused(_("Choose the competent authority to petition."), field="authority")
    obstacle = item.action.obstacles.filter(state="open", within_authority=False).first()
    if obstacle is None:
        raise Refused(
            _("Record the obstacle beyond own authority first; a petition must say what stands in the way."),
            field="decision",
        )
    escalation.draft_request(
        obstacle,
        by=by,
        authority=authority,
        own_efforts=note,
        legal_basis="",
        request=details.get("request") or note,
        answer_due=details.get("answer_due"),
    )


def _reassign(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    person, unit = details.get("to_person"), details.get("to_unit")
    if person is None:
        raise Refused(_("Choose who takes the work over."), field="to_person")
    remediation.reassign(item.action, by=by, to_person=person, to_unit=unit or item.action.lead_unit, because=note)


def _submit(item: MeetingItem, by: Actor, note: str, details: dict[str, Any]) -> None:
    remediation.submit(item.action, by=by, note=note)


_EFFECTS: dict[str, Callable[[MeetingItem, Actor, str, dict[str, Any]], None]] = {
    MeetingDecision.URGE: _nothing,
    MeetingDecision.REMIND: _nothing,
    MeetingDecision.UNBLOCK: _unblock,
    MeetingDecision.EXTEND: _extend,
    MeetingDecision.ASK_UP: _ask_up,
    MeetingDecision.REASSIGN: _reassign,
    MeetingDecision.SUBMIT: _submit,
}
