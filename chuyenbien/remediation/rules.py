"""Who may do what with plans and actions. The same answer feeds the guard of the page, the button and the test.

A head, an editor: of the body the finding is addressed to, or whose plan it is. A leader, an officer: of a unit that
follows the action from above. The lead person: the one who answers for it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier

from .enums import ActionState, PlanState
from .models import Action, Extension, Plan, Progress
from .operations.belonging import takes_single_actions
from .operations.guards import ON_THE_DESK, origin
from .operations.progress import CORRECTABLE

WRITERS = (Role.HEAD, Role.EDITOR)
SUPERIORS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)


# --- plans


def can_draft_plan(by: Actor, body: Unit, dossier: ReviewDossier | None = None) -> Verdict:
    if not by.standing.holds_any(WRITERS, body.pk):
        return Verdict.no(_("Only the head or the editor of the body writes its plan."))
    if dossier is not None and dossier.state == DossierState.CLOSED:
        return Verdict.no(_("The review is closed; open the next one first."))
    if dossier is not None and Plan.objects.filter(dossier=dossier).exists():
        return Verdict.no(_("This review has its plan already. Go on writing that one."))
    return Verdict.yes()


def can_edit_plan(by: Actor, plan: Plan) -> Verdict:
    if not by.standing.holds_any(WRITERS, plan.body_id):
        return Verdict.no(_("Only the head or the editor of the body writes its plan."))
    if plan.state not in (PlanState.DRAFT, PlanState.MORE_ASKED):
        return Verdict.no(_("This plan is issued. It can be changed when the superior asks for more."))
    return Verdict.yes()


def can_add_to_plan(by: Actor, plan: Plan) -> Verdict:
    if not by.standing.holds_any(WRITERS, plan.body_id):
        return Verdict.no(_("Only the head or the editor of the body writes its plan."))
    if plan.state == PlanState.ISSUED and plan.dossier_id is not None:
        return Verdict.no(_("The plan lies with the superior. It can be changed when the superior asks for more."))
    return Verdict.yes()


def can_issue_plan(by: Actor, plan: Plan) -> Verdict:
    if not by.standing.holds(Role.HEAD, plan.body_id):
        return Verdict.no(_("The head of the body issues its plan."))
    dossier = plan.dossier
    if dossier is not None and dossier.state not in (DossierState.CONCLUDED, DossierState.REMEDYING):
        return Verdict.no(_("The plan is issued after the conclusion of the review. Draft on, and issue it then."))
    further_round = dossier is not None and dossier.state == DossierState.CONCLUDED
    if plan.state == PlanState.ISSUED or (plan.state == PlanState.ACCEPTED and not further_round):
        return Verdict.no(_("This plan is issued already."))
    return Verdict.yes()


def can_comment_plan(by: Actor, plan: Plan) -> Verdict:
    if not _above_plan(by, plan, SUPERIORS):
        return Verdict.no(_("Only the leaders or the office of the superior comment on the plan."))
    if plan.state not in (PlanState.ISSUED, PlanState.MORE_ASKED):
        return Verdict.no(_("Comments are given on a plan that was sent up and is not accepted yet."))
    return Verdict.yes()


def can_ask_plan_more(by: Actor, plan: Plan) -> Verdict:
    if not _above_plan(by, plan, SUPERIORS):
        return Verdict.no(_("Only the leaders or the office of the superior ask for more."))
    return _lies_with_superior(plan)


def can_accept_plan(by: Actor, plan: Plan) -> Verdict:
    if not _above_plan(by, plan, (Role.BOARD_LEADER,)):
        return Verdict.no(_("A leader of the superior board accepts the plan."))
    return _lies_with_superior(plan)


# --- actions


def can_add_to_finding(by: Actor, finding: Finding) -> Verdict:
    """Add an action outside a plan, as for a limitation that the body found itself."""
    if not by.standing.holds_any(WRITERS, finding.address_id):
        return Verdict.no(_("Only the head or the editor of the body writes its actions."))
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only a stated finding that is still open gets actions."))
    return Verdict.yes()


def can_add_to_task(by: Actor, task: DirectiveTask) -> Verdict:
    if not by.standing.holds_any(WRITERS, task.unit_id):
        return Verdict.no(_("Only the head or the editor of the body writes its actions."))
    return Verdict.yes()


def can_edit(by: Actor, action: Action) -> Verdict:
    """Edit a draft, or an issued action while the superior asks for more."""
    if not _of_body(by, action, WRITERS):
        return Verdict.no(_("Only the head or the editor of the body writes its actions."))
    plan = action.plan
    if action.state == ActionState.DRAFT:
        return can_add_to_plan(by, plan) if plan is not None else Verdict.yes()
    reopened = plan is not None and plan.dossier is not None and plan.dossier.state == DossierState.CONCLUDED
    asked = plan is not None and (plan.state == PlanState.MORE_ASKED or (plan.state == PlanState.ACCEPTED and reopened))
    if asked and action.state in (ActionState.ACTIVE, ActionState.PAUSED):
        return Verdict.yes()
    return Verdict.no(_("An issued action changes by extension, reassignment or decision, not by editing."))


def can_remove(by: Actor, action: Action) -> Verdict:
    if action.state != ActionState.DRAFT:
        return Verdict.no(_("An issued action is not removed; it is cancelled by a decision."))
    return can_edit(by, action)


def can_issue(by: Actor, action: Action) -> Verdict:
    """Issue one action by itself."""
    if not _of_body(by, action, (Role.HEAD,)):
        return Verdict.no(_("The head of the body issues its actions."))
    if action.state != ActionState.DRAFT:
        return Verdict.no(_("This action is issued already."))
    plan = action.plan
    if plan is not None and not takes_single_actions(plan):
        return Verdict.no(_("This action is issued with its plan."))
    return Verdict.yes()


def can_report(by: Actor, action: Action) -> Verdict:
    if not _works_on(by, action):
        return Verdict.no(_("The lead person reports progress; an editor of the body or of the lead unit may too."))
    return _in_state(action, (ActionState.ACTIVE,))


def may_correct_any(by: Actor, action: Action) -> bool:
    """Whether somebody may correct what others reported, too."""
    return _works_on(by, action)


def can_correct(by: Actor, progress: Progress) -> Verdict:
    """Correct or withdraw an entry."""
    action = progress.action
    if progress.author_id != by.person_id and not may_correct_any(by, action):
        return Verdict.no(_("Only who wrote the entry, the lead person or an editor of the body corrects it."))
    if progress.withdrawn_at is not None:
        return Verdict.no(_("This entry is withdrawn already."))
    if progress.pk and Progress.objects.filter(corrects=progress).exists():
        return Verdict.no(_("This entry was corrected already. Correct the newer one."))
    return _in_state(action, CORRECTABLE)


def can_submit(by: Actor, action: Action) -> Verdict:
    if by.person_id != action.lead_person_id:
        return Verdict.no(_("The lead person submits the work for confirmation."))
    return _in_state(action, (ActionState.ACTIVE,))


def can_withdraw_submission(by: Actor, action: Action) -> Verdict:
    if by.person_id != action.lead_person_id:
        return Verdict.no(_("Only the lead person takes the submission back."))
    return _in_state(action, (ActionState.SUBMITTED,))


def can_ask_extension(by: Actor, action: Action) -> Verdict:
    if not _of_body(by, action, (Role.HEAD,)):
        return Verdict.no(_("The head of the body asks for a later date."))
    if action.extensions.filter(decision="").exists():
        return Verdict.no(_("An extension was asked for already and is not decided yet."))
    return _in_state(action, (ActionState.ACTIVE, ActionState.PAUSED))


def can_decide_extension(by: Actor, extension: Extension) -> Verdict:
    if not _above(by, extension.action, (Role.BOARD_LEADER,)):
        return Verdict.no(_("A leader of the superior board decides on extensions."))
    if extension.decision:
        return Verdict.no(_("This extension is decided already."))
    return _in_state(extension.action, (ActionState.ACTIVE, ActionState.PAUSED, ActionState.SUBMITTED))


def can_pause(by: Actor, action: Action) -> Verdict:
    return _decides(by, action).then(_in_state(action, (ActionState.ACTIVE,)))


def can_resume(by: Actor, action: Action) -> Verdict:
    return _decides(by, action).then(_in_state(action, (ActionState.PAUSED,)))


def can_cancel(by: Actor, action: Action) -> Verdict:
    return _decides(by, action).then(_in_state(action, ON_THE_DESK))


def can_transfer(by: Actor, action: Action) -> Verdict:
    return can_cancel(by, action)


def can_await_succession(by: Actor, action: Action) -> Verdict:
    return _decides(by, action).then(_in_state(action, (ActionState.ACTIVE, ActionState.PAUSED)))


def can_reassign(by: Actor, action: Action) -> Verdict:
    if not _of_body(by, action, (Role.HEAD,)):
        return Verdict.no(_("The head of the body assigns and reassigns."))
    return _in_state(action, (ActionState.ACTIVE, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION))


def can_record_holding(by: Actor, matter: Finding | Action) -> Verdict:
    """Say who has had a matter, or that nobody knows."""
    units = {matter.address_id} | ({matter.plan.body_id} if isinstance(matter, Action) and matter.plan else set())
    if any(by.standing.holds_any(WRITERS, unit) for unit in units):
        return Verdict.yes()
    above = matter.involved_units(Capacity.SUPERIOR)
    if any(by.standing.holds(Role.OFFICE_OFFICER, unit) for unit in above):
        return Verdict.yes()
    return Verdict.no(_("The body, or the office of its superior, records who has the matter."))


# --- what they share


def _of_body(by: Actor, action: Action, roles: tuple[str, ...]) -> bool:
    units = {action.address_id} | ({action.plan.body_id} if action.plan else set())
    return any(by.standing.holds_any(roles, unit) for unit in units)


def _works_on(by: Actor, action: Action) -> bool:
    return (
        by.person_id == action.lead_person_id
        or _of_body(by, action, (Role.EDITOR,))
        or by.standing.holds(Role.EDITOR, action.lead_unit_id)
    )


def _above(by: Actor, action: Action, roles: tuple[str, ...]) -> bool:
    """Whether somebody holds a role in a unit that follows the action or its origin from above."""
    held = set(by.standing.units_with(*roles))
    return bool(
        held and held & (action.involved_units(Capacity.SUPERIOR) | origin(action).involved_units(Capacity.SUPERIOR))
    )


def _above_plan(by: Actor, plan: Plan, roles: tuple[str, ...]) -> bool:
    return plan.dossier is not None and by.standing.holds_any(roles, plan.dossier.cycle.superior_id)


def _decides(by: Actor, action: Action) -> Verdict:
    """Decisions on an action: the superior board; the head of the body where no superior follows it."""
    if _above(by, action, (Role.BOARD_LEADER,)):
        return Verdict.yes()
    if not action.involved_units(Capacity.SUPERIOR) and _of_body(by, action, (Role.HEAD,)):
        return Verdict.yes()
    return Verdict.no(_("A leader of the superior board decides this."))


def _lies_with_superior(plan: Plan) -> Verdict:
    if plan.state == PlanState.ISSUED:
        return Verdict.yes()
    if plan.state == PlanState.ACCEPTED:
        return Verdict.no(_("This plan is accepted already."))
    return Verdict.no(_("The body has not issued this plan yet."))


def _in_state(action: Action, states: tuple[ActionState, ...]) -> Verdict:
    if action.state in states:
        return Verdict.yes()
    return Verdict.no(_("This cannot be done while the action is “%(state)s”.") % {"state": action.get_state_display()})
