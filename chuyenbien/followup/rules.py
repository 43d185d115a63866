"""Who may hold progress meetings and decide in them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict, require
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import rules as remediation

from .enums import MeetingDecision, MeetingState
from .models import Meeting, MeetingItem

_PREPARE = (Role.HEAD, Role.EDITOR, Role.BOARD_LEADER, Role.OFFICE_OFFICER)


def units_that_meet(by: Actor) -> list[int]:
    """Ids of the units for which the person may plan a meeting."""
    return by.standing.units_with(*_PREPARE)


def can_plan(by: Actor, unit: Unit | None = None) -> Verdict:
    """Head or editor of a body, leader or officer of a board."""
    if unit is None:
        return Verdict.yes() if units_that_meet(by) else _not_of_a_unit()
    return Verdict.yes() if by.standing.holds_any(_PREPARE, unit.pk) else _not_of_a_unit()


def _not_of_a_unit() -> Verdict:
    return Verdict.no(_("Progress meetings are planned by the head or an editor of a body, or by the office."))


def can_prepare(by: Actor, meeting: Meeting) -> Verdict:
    """Change the agenda, record attendance: those who may plan, and the meeting's secretary."""
    if meeting.state == MeetingState.HELD:
        return Verdict.no(_("The meeting has been held; its record is closed."))
    if meeting.secretary_id == by.person_id:
        return Verdict.yes()
    return can_plan(by, meeting.unit)


def can_decide(by: Actor, meeting: Meeting) -> Verdict:
    """The chair decides; the secretary or the office enters it on the chair's behalf."""
    if meeting.state == MeetingState.HELD:
        return Verdict.no(_("The meeting has been held; its record is closed."))
    if by.person_id == meeting.chair_id:
        return Verdict.yes()
    return Verdict.no(_("The chair of the meeting decides. Enter the decision on the chair's behalf."))


def can_hold(by: Actor, meeting: Meeting) -> Verdict:
    """Close the meeting with its minutes: chair, secretary, or whoever may prepare it."""
    if by.person_id == meeting.chair_id and meeting.state == MeetingState.PLANNED:
        return Verdict.yes()
    return can_prepare(by, meeting)


_ALSO = {
    MeetingDecision.REASSIGN: remediation.can_reassign,
    MeetingDecision.SUBMIT: remediation.can_submit,
}
"""Decisions that, beside the chair's right to decide, need the right of the verb they carry out."""


def require_decision(by: Actor, item: MeetingItem, decision: str) -> None:
    """Refuse with the reason unless the person whose decision it is may take this one about this action."""
    require(can_decide(by, item.meeting))
    also = _ALSO.get(MeetingDecision(decision))
    if also is not None:
        require(also(by, item.action))
