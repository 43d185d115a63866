"""Who may hold progress meetings and decide in them."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict, require
from chuyenbien.escalation import rules as escalation
from chuyenbien.escalation.enums import ObstacleState
from chuyenbien.escalation.models import Obstacle
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import rules as remediation
from chuyenbien.remediation.models import Action, Extension

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


def _can_extend(by: Actor, action: Action) -> Verdict:
    """Ask for the later date, or be the one who decides on it."""
    return remediation.can_ask_extension(by, action) or remediation.can_decide_extension(by, Extension(action=action))


def _can_unblock(by: Actor, action: Action) -> Verdict:
    return _about_obstacles(by, action, escalation.can_resolve, within_authority=True)


def _can_ask_up(by: Actor, action: Action) -> Verdict:
    return _about_obstacles(by, action, escalation.can_draft, within_authority=False)


def _about_obstacles(
    by: Actor, action: Action, rule: Callable[[Actor, Obstacle], Verdict], *, within_authority: bool
) -> Verdict:
    """What the rule says of the open obstacles; that there is none is said by the verb."""
    rows = Obstacle.objects.filter(action=action, state=ObstacleState.OPEN, within_authority=within_authority)
    verdicts = [rule(by, one) for one in rows.select_related("action__finding", "action__directive_task")]
    return next((one for one in verdicts if not one), Verdict.yes())


_ALSO: dict[str, Callable[[Actor, Action], Verdict]] = {
    MeetingDecision.EXTEND: _can_extend,
    MeetingDecision.UNBLOCK: _can_unblock,
    MeetingDecision.ASK_UP: _can_ask_up,
    MeetingDecision.REASSIGN: remediation.can_reassign,
    MeetingDecision.SUBMIT: remediation.can_submit,
}
"""Decisions that, beside the chair's right to decide, need the right of the verb they carry out: anybody may be made
the chair of a meeting by whoever plans it."""


def require_decision(by: Actor, item: MeetingItem, decision: str) -> None:
    """Refuse with the reason unless the person whose decision it is may take this one about this action."""
    require(can_decide(by, item.meeting))
    also = _ALSO.get(MeetingDecision(decision))
    if also is not None:
        require(also(by, item.action))
