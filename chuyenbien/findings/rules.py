"""Who may do what with a finding. The same answer feeds the guard of the page, the button and the test."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.once import once
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.reviews.enums import DelegationRole, DossierState
from chuyenbien.reviews.models import DelegationMember, ReviewDossier

from .enums import FindingState, Track
from .models import Finding

WRITERS = (Role.HEAD, Role.EDITOR)
SUPERIORS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)
REPORTING = (DossierState.PREPARING, DossierState.SUBMITTED, DossierState.COMMENTED)
_LEADING = (DelegationRole.HEAD,)
_KEEPING = (DelegationRole.HEAD, DelegationRole.SECRETARY)


def is_own(finding: Finding) -> bool:
    """Whether the finding is the body's own business: no superior has stated it or been shown it."""
    return not finding.involved_units(Capacity.SUPERIOR)


def can_draft(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Write down a limitation of one's own body."""
    if not by.standing.holds_any(WRITERS, dossier.body_id):
        return Verdict.no(_("Only the head or the editor of the body writes down its own limitations."))
    if dossier.state == DossierState.CLOSED:
        return Verdict.no(_("The review is closed; open the next one first."))
    return Verdict.yes()


def can_state(by: Actor, dossier: ReviewDossier) -> Verdict:
    """State a finding outside a conclusion, as after an inspection or an audit."""
    if not _is_superior_of(by, dossier):
        return Verdict.no(_("Only the leaders or the office of the superior state a finding outside a conclusion."))
    if dossier.state == DossierState.CLOSED:
        return Verdict.no(_("The review is closed; open the next one first."))
    return Verdict.yes()


def can_edit(by: Actor, finding: Finding) -> Verdict:
    """Edit a draft."""
    if not by.standing.holds_any(WRITERS, finding.address_id):
        return Verdict.no(_("Only the head or the editor of the body edits its draft."))
    if finding.state != FindingState.DRAFT:
        return Verdict.no(_("A stated finding is amended with a reason, not edited."))
    return Verdict.yes()


def can_adopt(by: Actor, finding: Finding) -> Verdict:
    """Take an own draft into follow-up."""
    if not by.standing.holds(Role.HEAD, finding.address_id):
        return Verdict.no(_("Only the head of the body takes its own limitation into follow-up."))
    if finding.state != FindingState.DRAFT:
        return Verdict.no(_("Only a draft can be taken into follow-up."))
    return Verdict.yes()


def can_send_up(by: Actor, finding: Finding) -> Verdict:
    """Put an own finding before the superior."""
    if not by.standing.holds(Role.HEAD, finding.address_id):
        return Verdict.no(_("Only the head of the body sends its own limitation up."))
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only what has been taken into follow-up and is still open can be sent up."))
    if finding.dossier_id is None or not is_own(finding):
        return Verdict.no(_("The superior sees this finding already."))
    return Verdict.yes()


def can_amend(by: Actor, finding: Finding) -> Verdict:
    """Correct what a stated finding says."""
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only a stated finding that is still open can be amended."))
    return _decides(by, finding)


def can_withdraw(by: Actor, finding: Finding) -> Verdict:
    """Take back a draft or a stated finding."""
    if finding.state == FindingState.DRAFT:
        return can_edit(by, finding)
    if finding.state != FindingState.STATED:
        return Verdict.no(_("A finding that is closed or already withdrawn cannot be withdrawn."))
    return _decides(by, finding)


def can_name_responsible(by: Actor, finding: Finding) -> Verdict:
    """Name responsible persons, quote the degree a conclusion states."""
    refusal = _over(finding)
    if refusal is not None:
        return refusal
    if finding.state == FindingState.DRAFT:
        return can_edit(by, finding)
    if not is_own(finding) and _holds_seat(by, finding.dossier, _KEEPING):
        return Verdict.yes()
    return _decides(by, finding)


def can_write_causes(by: Actor, finding: Finding) -> Verdict:
    """Add and remove causes: the body explains, the superior may complete."""
    refusal = _over(finding)
    if refusal is not None:
        return refusal
    if by.standing.holds_any(WRITERS, finding.address_id):
        return Verdict.yes()
    if finding.state == FindingState.STATED and not is_own(finding):
        return can_name_responsible(by, finding)
    return Verdict.no(_("Only the body, its superior or the delegation writes the causes."))


def can_carry(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Take earlier findings into a review."""
    if not by.standing.holds_any(WRITERS, dossier.body_id) and not _is_superior_of(by, dossier):
        return Verdict.no(_("Only the body or the office of its superior takes earlier findings into the review."))
    if dossier.state not in REPORTING:
        return Verdict.no(_("The report can no longer be changed; the conference has been called."))
    return Verdict.yes()


def can_report_prior(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Write section III of the report."""
    if not by.standing.holds_any(WRITERS, dossier.body_id):
        return Verdict.no(_("Only the head or the editor of the body reports on earlier findings."))
    if dossier.state not in REPORTING:
        return Verdict.no(_("The report can no longer be changed; the conference has been called."))
    return Verdict.yes()


def can_judge_promise(by: Actor, finding: Finding) -> Verdict:
    """Say at the next review whether a commitment was kept."""
    if finding.track != Track.COMMITMENT:
        return Verdict.no(
            _("Only a commitment is confirmed this way; full follow-up ends by independent confirmation.")
        )
    if finding.state != FindingState.STATED:
        return Verdict.no(_("Only a stated finding that is still open can be judged."))
    if not finding.carry_overs.exists():
        return Verdict.no(_("A commitment is judged at the next review. Take it into that review first (section III)."))
    if is_own(finding):
        return _decides(by, finding)
    reviews = ReviewDossier.objects.filter(carried_in__finding=finding)
    if any(_holds_seat(by, dossier, _KEEPING) for dossier in [*reviews, finding.dossier]):
        return Verdict.yes()
    return _decides(by, finding)


def can_reclassify(by: Actor, finding: Finding) -> Verdict:
    """Change how confidential the finding is."""
    if finding.is_code_only:
        return Verdict.no(_("This is code-only already; what was emptied does not come back."))
    return _decides(by, finding) if finding.state != FindingState.DRAFT else can_edit(by, finding)


def _decides(by: Actor, finding: Finding) -> Verdict:
    """Of an own finding the head of the body; else the superior or the head of the delegation that stated it."""
    superiors = finding.involved_units(Capacity.SUPERIOR)
    if not superiors:
        if by.standing.holds(Role.HEAD, finding.address_id):
            return Verdict.yes()
        return Verdict.no(_("Only the head of the body decides about its own limitation."))
    if superiors & set(by.standing.units_with(*SUPERIORS)) or _holds_seat(by, finding.dossier, _LEADING):
        return Verdict.yes()
    return Verdict.no(_("Only the superior that stated the finding, or the head of its delegation, decides about it."))


def _is_superior_of(by: Actor, dossier: ReviewDossier) -> bool:
    return by.standing.holds_any(SUPERIORS, dossier.cycle.superior_id)


def _holds_seat(by: Actor, dossier: ReviewDossier | None, roles: tuple[str, ...]) -> bool:
    delegation = dossier.delegation_id if dossier else None
    if delegation is None:
        return False

    def look_up() -> set[str]:
        seats = DelegationMember.objects.filter(delegation_id=delegation, person_id=by.person_id)
        return set(seats.values_list("role", flat=True))

    return not once(("seats", delegation, by.person_id), look_up).isdisjoint(roles)


def _over(finding: Finding) -> Verdict | None:
    if finding.state in (FindingState.DRAFT, FindingState.STATED):
        return None
    return Verdict.no(_("The finding is closed or withdrawn; nothing of it can be changed."))
