"""Who reports an obstacle, asks upward, answers, and records what an authority outside the system answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Membership, Person, Unit
from chuyenbien.remediation.models import Action

from .enums import ListState, ObstacleState, RequestState
from .models import AuthorityRequest, HardList, Obstacle
from .models.hard import PREPARING
from .operations.obstacles import OPEN
from .queries import ANSWERING, UNANSWERED, boards_of, superiors_of

_WRITERS = (Role.HEAD, Role.EDITOR)


def can_raise(by: Actor, action: Action) -> Verdict:
    """The lead person, or who writes for the body or the lead unit."""
    if action.state not in OPEN:
        return Verdict.no(_("The action is finished or ended; nothing stands in its way any more."))
    if _works_on(by, action):
        return Verdict.yes()
    return Verdict.no(_("Only the lead person, the body or the lead unit reports an obstacle."))


def can_resolve(by: Actor, obstacle: Obstacle) -> Verdict:
    if obstacle.state != ObstacleState.OPEN:
        return Verdict.no(_("This obstacle has already been resolved."))
    offices = set(by.standing.units_with(Role.OFFICE_OFFICER, Role.BOARD_LEADER))
    if _works_on(by, obstacle.action) or offices & superiors_of(obstacle.action):
        return Verdict.yes()
    return Verdict.no(_("Only the lead person, the body, the lead unit or the superior records how it was resolved."))


def can_reclassify(by: Actor, obstacle: Obstacle) -> Verdict:
    """The head of the body; once its action was sent up, also the superior. Its requests go with it."""
    if obstacle.is_code_only:
        return Verdict.no(_("This is code-only already; what was emptied does not come back."))
    above = set(by.standing.units_with(Role.BOARD_LEADER, Role.OFFICE_OFFICER)) & superiors_of(obstacle.action)
    if above or by.standing.holds(Role.HEAD, obstacle.action.address_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head, the leaders or the office of the unit decide how confidential this is."))


def can_draft(by: Actor, obstacle: Obstacle) -> Verdict:
    """Prepare a petition. What lies within own authority is stopped here, with what to do instead."""
    if obstacle.within_authority:
        return Verdict.no(
            _(
                "This obstacle lies within the body’s own authority and may not be pushed up. Let the head decide how "
                "to remove it, then record how it was resolved; if it turns out to be beyond, record it anew as such."
            )
        )
    if obstacle.state != ObstacleState.OPEN:
        return Verdict.no(_("This obstacle has been resolved; there is nothing to petition for."))
    if _writes(by, obstacle.action):
        return Verdict.yes()
    return Verdict.no(_("Only the head or the editor of the body or of the lead unit prepares a petition."))


def can_amend(by: Actor, request: AuthorityRequest) -> Verdict:
    if request.state != RequestState.DRAFT:
        return Verdict.no(_("A request that has been sent is not changed. Draft a further one."))
    return can_draft(by, request.obstacle)


def can_drop(by: Actor, request: AuthorityRequest) -> Verdict:
    """Put a draft aside: the head who would sign it."""
    if request.state != RequestState.DRAFT:
        return Verdict.no(_("Only a draft is put aside; what has been sent stays."))
    if by.standing.holds(Role.HEAD, request.asker_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head of the body sends a petition upward, or decides that it is not sent."))


def can_supply(by: Actor, request: AuthorityRequest) -> Verdict:
    """The body that asked, by its head, as it signed the petition."""
    if request.state != RequestState.SUPPLY:
        return Verdict.no(_("The authority is not waiting for anything from the asker."))
    if by.standing.holds(Role.HEAD, request.asker_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head of the body that asked supplies what is missing."))


SETTING = (Role.BOARD_LEADER, Role.HEAD, Role.OFFICE_OFFICER)
"""Those who set reply terms and the next authority, for their own unit and those below it."""


def can_set(by: Actor, unit: Unit | None = None) -> Verdict:
    """Set reply terms or the next authority. Of a unit above one's own, nobody sets anything."""
    own = by.standing.units_with(*SETTING)
    if own and (unit is None or Unit.objects.above_any([unit.pk]).filter(pk__in=own).exists() or unit.pk in own):
        return Verdict.yes()
    return Verdict.no(_("Only the leader, the head or the office sets this, for the own unit and those below it."))


def can_send(by: Actor, request: AuthorityRequest) -> Verdict:
    """Only the head signs a petition."""
    if request.state != RequestState.DRAFT:
        return Verdict.no(_("This request has already been sent."))
    if request.obstacle.state != ObstacleState.OPEN:
        return Verdict.no(_("This obstacle has been resolved; there is nothing to petition for."))
    if by.standing.holds(Role.HEAD, request.asker_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head of the body sends a petition upward."))


def can_receive(by: Actor, request: AuthorityRequest) -> Verdict:
    if request.state != RequestState.SENT:
        return Verdict.no(_("Only a request that was sent can be received, once."))
    return _for_authority(by, request)


def can_answer(by: Actor, request: AuthorityRequest) -> Verdict:
    if request.state not in UNANSWERED:
        return Verdict.no(_("Only a request that was sent and waits can be answered."))
    return _for_authority(by, request)


def _for_authority(by: Actor, request: AuthorityRequest) -> Verdict:
    """The authority itself; where it stands outside the system, the office that follows the matter."""
    if not request.authority.is_outside:
        if by.standing.holds_any(ANSWERING, request.authority_id):
            return Verdict.yes()
        return Verdict.no(_("Only the leader, the head or the office of the authority receives and answers."))
    offices = set(by.standing.units_with(Role.OFFICE_OFFICER))
    if offices & {request.asker_id, *request.involved_units(Capacity.SUPERIOR)}:
        return Verdict.yes()
    return Verdict.no(
        _("The authority stands outside the system; the office of the superior records what it received and answered.")
    )


def _writes(by: Actor, action: Action) -> bool:
    units = (action.address_id, action.lead_unit_id)
    return any(by.standing.holds_any(_WRITERS, unit) for unit in units)


def _works_on(by: Actor, action: Action) -> bool:
    return by.person_id == action.lead_person_id or _writes(by, action)


# --- the yearly list of hard and long-standing matters ----------------------------------------------------------


def can_prepare_lists(by: Actor, unit: Unit | None = None) -> Verdict:
    """Begin a list, put a matter on it, take one off: the leaders and the office of the board."""
    own = by.standing.units_with(*PREPARING)
    if own if unit is None else unit.pk in own:
        return Verdict.yes()
    return Verdict.no(_("The list is kept by the leaders and the office of the board."))


def can_decide_list(by: Actor, on_list: HardList) -> Verdict:
    """Approve it and close it: a leader of the board; the office enters it on the leader's behalf."""
    if on_list.state == ListState.CLOSED:
        return Verdict.no(_("This list has been closed; it stays as it was."))
    if by.standing.holds(Role.BOARD_LEADER, on_list.unit_id):
        return Verdict.yes()
    return Verdict.no(_("Only a leader of the board approves and closes the list."))


def can_put_on_list(by: Actor, matter: Finding | AuthorityRequest) -> Verdict:
    """Where one of the boards it was sent up to has a list that is not closed."""
    own = set(by.standing.units_with(*PREPARING)) & boards_of(matter)
    if not own:
        return Verdict.no(_("The list is kept by the leaders and the office of the board."))
    if HardList.objects.filter(unit_id__in=own).exclude(state=ListState.CLOSED).exists():
        return Verdict.yes()
    return Verdict.no(_("Your unit has no open list. Begin one first."))


def can_change_list(by: Actor, on_list: HardList) -> Verdict:
    if on_list.state == ListState.CLOSED:
        return Verdict.no(_("This list has been closed; it stays as it was."))
    return can_prepare_lists(by, on_list.unit)


def can_read_charges(by: Actor, person: Person) -> Verdict:
    """One's own page; that of a member of the board, also its leaders and its office. Nobody else knows of it."""
    boards = Membership.objects.on().filter(person=person, role__in=(Role.BOARD_LEADER, Role.MEMBER)).values("unit")
    own = by.standing.units_with(*PREPARING)
    if by.person_id == person.pk or Unit.objects.filter(pk__in=own).filter(pk__in=boards).exists():
        return Verdict.yes()
    return Verdict.no(_("This page is for the person themselves, the leaders and the office of their board."))
