"""Who may hold progress meetings and decide in them, adopt a ladder, and sign what lies on a desk."""

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
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.orgs.rules import may_enter_for
from chuyenbien.remediation import rules as remediation
from chuyenbien.remediation.models import Action, Extension

from .enums import DraftState, LadderState, MeetingDecision, MeetingState
from .models import Draft, Ladder, Meeting, MeetingItem
from .models.ladders import WRITERS

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


def can_arrange(by: Actor, meeting: Meeting) -> Verdict:
    """Put the agenda in order: the chair, and those who prepare the meeting."""
    if by.person_id == meeting.chair_id and meeting.state == MeetingState.PLANNED:
        return Verdict.yes()
    return can_prepare(by, meeting)


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


def can_correct(by: Actor, item: MeetingItem) -> Verdict:
    """Correct what is recorded of a decision, also when the meeting is over: chair, secretary, preparers."""
    if item.is_open:
        return Verdict.no(_("Nothing has been decided about this item yet."))
    return can_correct_any(by, item.meeting)


def can_correct_any(by: Actor, meeting: Meeting) -> Verdict:
    if by.person_id in (meeting.chair_id, meeting.secretary_id):
        return Verdict.yes()
    return can_plan(by, meeting.unit)


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
    require(can_take(by, item, decision))


def can_take(by: Actor, item: MeetingItem, decision: str) -> Verdict:
    """The chair's right to decide, and the right of the verb that the decision carries out."""
    also = _ALSO.get(MeetingDecision(decision))
    own = can_decide(by, item.meeting)
    return own.then(also(by, item.action)) if own and also is not None else own


def decides_as(by: Actor, meeting: Meeting) -> Actor:
    """Whose right counts for a decision: one's own, or the chair's where one may enter for the chair."""
    if by.person_id != meeting.chair_id and may_enter_for(by.standing, meeting.chair):
        return Actor.of(meeting.chair)
    return by


def can_enter_decision(by: Actor, meeting: Meeting) -> Verdict:
    """Decide as the chair, or enter what the chair decided."""
    return can_decide(decides_as(by, meeting), meeting)


def takeable(by: Actor, item: MeetingItem) -> dict[MeetingDecision, Verdict]:
    """Of each decision whether it can be taken now, by the chair or for the chair, and if not, why."""
    actor = decides_as(by, item.meeting)
    own = can_decide(actor, item.meeting)
    found: dict[MeetingDecision, Verdict] = {one: own for one in MeetingDecision if one != MeetingDecision.NONE}
    if not own:
        return found
    open_ones = set(item.action.obstacles.filter(state=ObstacleState.OPEN).values_list("within_authority", flat=True))
    for one, rule in _ALSO.items():
        found[MeetingDecision(one)] = rule(actor, item.action)
    for one, within in ((MeetingDecision.UNBLOCK, True), (MeetingDecision.ASK_UP, False)):
        if within not in open_ones:
            found[one] = Verdict.no(_nothing_open(within))
    return found


def _nothing_open(within: bool) -> str:
    if within:
        return _("There is no open obstacle within own authority to unblock here.")
    return _("Record the obstacle beyond own authority first; a petition must say what stands in the way.")


# --- ladders -----------------------------------------------------------------------------------------

ADOPTERS = (Role.BOARD_LEADER, Role.HEAD)
"""Who leads a unit decides how it follows up."""


def units_that_write(by: Actor) -> list[int]:
    """Ids of the units whose ladders and drafts the person prepares."""
    return by.standing.units_with(*WRITERS)


def can_write_ladder(by: Actor, unit: Unit | None = None) -> Verdict:
    """Draft a ladder and change the draft."""
    units = units_that_write(by)
    if units if unit is None else unit.pk in units:
        return Verdict.yes()
    return Verdict.no(_("A ladder is drafted by the office, an editor or the leader of the unit."))


def can_edit_ladder(by: Actor, ladder: Ladder) -> Verdict:
    if ladder.state != LadderState.DRAFT:
        return Verdict.no(_("An adopted ladder is not changed. Draft a new version; running cases keep to this one."))
    return can_write_ladder(by, ladder.unit)


def can_adopt(by: Actor, ladder: Ladder) -> Verdict:
    """The leader of the unit; whoever drafts it may enter it on the leader's behalf."""
    if ladder.state != LadderState.DRAFT:
        return Verdict.no(_("This ladder has been adopted already."))
    return _leads(by, ladder.unit)


def can_retire(by: Actor, ladder: Ladder) -> Verdict:
    if ladder.state != LadderState.ADOPTED:
        return Verdict.no(_("Only a ladder that was adopted is retired."))
    return _leads(by, ladder.unit)


def adopters_of(ladder: Ladder) -> PersonQuerySet:
    return people_with(ADOPTERS, ladder.unit_id)


def can_preview(by: Actor, unit: Unit) -> Verdict:
    """See for a whole unit who would be told what, as far as one sees the matters."""
    return can_write_ladder(by, unit)


def _leads(by: Actor, unit: Unit) -> Verdict:
    if by.standing.holds_any(ADOPTERS, unit.pk):
        return Verdict.yes()
    return Verdict.no(_("Only the leader of the unit decides this. Enter it on the leader's behalf, by its document."))


# --- drafts ------------------------------------------------------------------------------------------


def can_handle(by: Actor, draft: Draft) -> Verdict:
    """Edit a draft, enter it as signed, drop it: those who prepare or sign the papers of the desk."""
    if draft.state != DraftState.OPEN:
        return Verdict.no(_("This draft has been dealt with already."))
    if by.standing.holds_any(WRITERS, draft.desk_id):
        return Verdict.yes()
    return Verdict.no(_("Only the office, an editor or the leader of this unit deals with its drafts."))


def handlers_of(draft: Draft) -> PersonQuerySet:
    return people_with(WRITERS, draft.desk_id)


def can_read_digest(by: Actor, unit: Unit) -> Verdict:
    """The leader's page of the week: the leader and the office that prints it."""
    if by.standing.holds_any(WRITERS, unit.pk):
        return Verdict.yes()
    return Verdict.no(_("This page is for the leaders of the unit and their office."))
