"""Who may confirm, return, close, reopen and let exceptions pass."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, Submission

from .independence import independent, stands_outside
from .models import ClosureException
from .queries import pending_exception, superiors_of, superiors_of_finding


def can_judge(by: Actor, submission: Submission, *, on: dt.date | None = None) -> Verdict:
    """Accept or return what was submitted: a verifier of the superior who stands outside the work."""
    return is_pending(submission).then(can_verify(by, submission.action, on=on))


can_accept = can_judge
can_return = can_judge


def can_verify(by: Actor, action: Action, *, on: dt.date | None = None) -> Verdict:
    if not _holds(by, superiors_of(action), Role.VERIFIER):
        return Verdict.no(_("Only a verifier of the superior confirms results."))
    return independent(by, action, on=on)


def is_pending(submission: Submission) -> Verdict:
    if submission.accepted_at is not None or submission.returned_at is not None:
        return Verdict.no(_("This submission has already been judged."))
    if submission.action.state != ActionState.SUBMITTED:
        return Verdict.no(_("The action is not submitted for confirmation now."))
    return Verdict.yes()


def can_close(by: Actor, finding: Finding, *, on: dt.date | None = None) -> Verdict:
    """Whether the person may close; whether the finding is ready is :func:`queries.closing_state`."""
    if not _holds(by, superiors_of_finding(finding), Role.VERIFIER):
        return Verdict.no(_("Only a verifier of the superior closes a finding."))
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only a stated finding can be closed."))
    for action in Action.objects.filter(finding=finding, state=ActionState.DONE):
        verdict = independent(by, action, on=on)
        if not verdict:
            return verdict
    return Verdict.yes()


def can_reopen(by: Actor, finding: Finding) -> Verdict:
    if finding.state != FindingState.CLOSED:
        return Verdict.no(_("Only a closed finding can be reopened."))
    if _holds(by, superiors_of_finding(finding), Role.BOARD_LEADER, Role.VERIFIER):
        return Verdict.yes()
    return Verdict.no(_("Only a leader of the superior’s board or its verifier reopens a finding."))


def can_ask_closure_exception(by: Actor, finding: Finding) -> Verdict:
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only a stated finding can be closed."))
    if finding.conditions.filter(removed_at=None).exists():
        return Verdict.no(
            _("The finding has an outcome condition; it is closed by the settled figure, not by exception.")
        )
    if pending_exception(finding) is not None:
        return Verdict.no(_("An exception has been asked for; the leader of the superior’s board decides."))
    if _holds(by, superiors_of_finding(finding), Role.VERIFIER, Role.OFFICE_OFFICER):
        return Verdict.yes()
    return Verdict.no(_("Only a verifier or the office of the superior asks for an exception."))


def can_decide_closure_exception(by: Actor, exception: ClosureException) -> Verdict:
    if exception.accepted_at is not None or exception.refused_at is not None:
        return Verdict.no(_("This exception has already been decided."))
    if {exception.asked_by_id, exception.entered_by_id} & by.hands:
        return Verdict.no(_("Who asked for the exception does not decide on it; another leader must."))
    if _holds(by, superiors_of_finding(exception.finding), Role.BOARD_LEADER):
        return Verdict.yes()
    return Verdict.no(_("Only a leader of the superior’s board accepts an exception."))


def can_approve_independence_exception(by: Actor, action: Action, verifier: Person | None = None) -> Verdict:
    """Let a verifier confirm although the rule excludes them: the board's leader, who is somebody else."""
    if not _holds(by, superiors_of(action), Role.BOARD_LEADER):
        return Verdict.no(_("Only a leader of the superior’s board lets an exception pass."))
    if verifier is not None and verifier.pk in by.hands:
        return Verdict.no(_("Nobody lets an exception pass for themselves; another leader must."))
    if action.state in (ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED):
        return Verdict.no(_("The action is finished; there is nothing to confirm any more."))
    return Verdict.yes()


def needs_exception(verifier: Person, action: Action) -> bool:
    return not stands_outside(verifier.pk, action)


def _holds(by: Actor, units: set[int], *roles: str) -> bool:
    return bool(units & set(by.standing.units_with(*roles)))
