"""Who may say what is measured, enter figures, and set what a finding's closing depends on."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Verdict
from chuyenbien.findings import rules as findings
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Hierarchy, Role
from chuyenbien.orgs.models import Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.remediation.models import Action

from .models import Indicator, MeasuredValue, OutcomeCondition

WRITERS = (Role.HEAD, Role.EDITOR, Role.OFFICE_OFFICER)
"""Roles that keep the indicators of their unit."""


def superiors_of(finding: Finding) -> set[int]:
    """Ids of the units that follow the finding from above."""
    return finding.involved_units(Capacity.SUPERIOR)


def units_kept(by: Actor) -> set[int]:
    """Ids of the units for which the person may say what is measured: their own, and those below their office."""
    own = set(by.standing.units_with(*WRITERS))
    for office in by.standing.units_with(Role.OFFICE_OFFICER):
        own |= set(Unit.objects.within(office).values_list("pk", flat=True))
    return own


def can_create_any(by: Actor) -> Verdict:
    if by.standing.units_with(*WRITERS):
        return Verdict.yes()
    return Verdict.no(_("Only the head, the editor or the office of a unit says what is measured of it."))


def can_create(by: Actor, unit: Unit, finding: Finding | None = None) -> Verdict:
    if finding is not None and finding.state not in (FindingState.DRAFT, FindingState.STATED):
        return Verdict.no(_("The finding is closed or withdrawn; nothing more is measured of it."))
    if _keeps(by, unit.pk, finding):
        return Verdict.yes()
    return Verdict.no(
        _("Only the head or the editor of the unit, or the office of its superior, says what is measured.")
    )


def can_correct(by: Actor, indicator: Indicator) -> Verdict:
    if _keeps(by, indicator.unit_id, indicator.finding):
        return Verdict.yes()
    return Verdict.no(_("Only the head or the editor of the unit, or the office of its superior, corrects it."))


def can_reclassify(by: Actor, indicator: Indicator) -> Verdict:
    """Of a finding as the finding itself; of a unit its head, its leaders or its office."""
    if indicator.is_code_only:
        return Verdict.no(_("This is code-only already; what was emptied does not come back."))
    if indicator.finding is not None:
        return findings.can_reclassify(by, indicator.finding)
    if by.standing.holds_any((Role.HEAD, Role.BOARD_LEADER, Role.OFFICE_OFFICER), indicator.unit_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head, the leaders or the office of the unit decide how confidential this is."))


def can_measure(by: Actor, indicator: Indicator) -> Verdict:
    if _keeps(by, indicator.unit_id, indicator.finding) or _works_on(by, indicator):
        return Verdict.yes()
    return Verdict.no(_("Figures are entered by the body, the lead person or unit, or the office of the superior."))


def can_withdraw(by: Actor, value: MeasuredValue) -> Verdict:
    if value.withdrawn_at is not None:
        return Verdict.no(_("This figure has already been withdrawn."))
    if value.author_id == by.person_id or _keeps(by, value.indicator.unit_id, value.indicator.finding):
        return Verdict.yes()
    return Verdict.no(_("Only who entered the figure, the body or the office of the superior withdraws it."))


def can_set_condition(by: Actor, finding: Finding) -> Verdict:
    """Closing depends on it, so it is set from above; for a body's own finding, by its head."""
    if finding.state not in (FindingState.DRAFT, FindingState.STATED):
        return Verdict.no(_("The finding is closed or withdrawn; its conditions can no longer be changed."))
    above = superiors_of(finding)
    if not above and by.standing.holds(Role.HEAD, finding.address_id):
        return Verdict.yes()
    roles = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.VERIFIER)
    if above & set(by.standing.units_with(*roles)):
        return Verdict.yes()
    return Verdict.no(
        _("The superior sets what must be reached before closing: its leader, its office or its verifier.")
    )


def can_remove_condition(by: Actor, condition: OutcomeCondition) -> Verdict:
    if condition.removed_at is not None:
        return Verdict.no(_("This condition has already been removed."))
    return removes(by, condition.finding).then(can_set_condition(by, condition.finding))


def removes(by: Actor, finding: Finding) -> Verdict:
    """Beside :func:`can_set_condition`: whoever judges a closing does not take away what must be reached for it."""
    above = superiors_of(finding)
    if not above or above & set(by.standing.units_with(Role.BOARD_LEADER, Role.OFFICE_OFFICER)):
        return Verdict.yes()
    return Verdict.no(_("A condition is removed by the superior's leader or office, not by who confirms the closing."))


def _keeps(by: Actor, unit_id: int, finding: Finding | None) -> bool:
    if by.standing.holds_any(WRITERS, unit_id):
        return True
    offices = set(by.standing.units_with(Role.OFFICE_OFFICER))
    if not offices:
        return False
    if finding is not None:
        return bool(offices & superiors_of(finding))
    above = UnitClosure.objects.filter(
        holds_on(clock.today()),
        ancestor_id__in=offices,
        descendant_id=unit_id,
        hierarchy__in=(Hierarchy.PARTY, Hierarchy.STATE),
    )
    return above.exists()


def _works_on(by: Actor, indicator: Indicator) -> bool:
    if indicator.finding_id is None:
        return False
    units = by.standing.units_with(Role.HEAD, Role.EDITOR)
    actions = Action.objects.filter(finding_id=indicator.finding_id)
    return actions.filter(Q(lead_person_id=by.person_id) | Q(lead_unit_id__in=units)).exists()
