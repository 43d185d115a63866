"""Who may do what in a review. The same answer feeds the guard of the page, the button and the test.

These rules ask who somebody is; whether the dossier stands right is asked by ``transitions`` and by the verbs, which
refuse beside the field and keep what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with

from . import transitions
from .enums import DelegationRole, DossierState, Part
from .models import DelegationMember, DossierRecipient, DossierVersion, ReviewCycle, ReviewDossier

BODY_READERS = (Role.HEAD, Role.EDITOR, Role.MEMBER)
WRITERS = (Role.HEAD, Role.EDITOR)
PREPARERS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)
SUPERIORS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.VERIFIER)

_SEATS = {
    DelegationRole.HEAD: Part.DELEGATION_HEAD,
    DelegationRole.SECRETARY: Part.DELEGATION_SECRETARY,
    DelegationRole.MEMBER: Part.DELEGATION_MEMBER,
}
_JUDGES = (Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY)


def parts_of(standing: Standing, dossier: ReviewDossier) -> frozenset[str]:
    """What somebody is to a dossier. At most one query."""
    if standing.person_id is None:
        return frozenset()
    parts: set[str] = set()
    alone = dossier.delegation_id is None
    if standing.holds(Role.HEAD, dossier.body_id):
        parts.add(Part.BODY_HEAD)
    if standing.holds(Role.OFFICE_OFFICER, dossier.cycle.superior_id):
        parts |= {Part.OFFICER, Part.OFFICER_ALONE} if alone else {Part.OFFICER}
    if standing.holds(Role.BOARD_LEADER, dossier.cycle.superior_id):
        parts |= {Part.LEADER, Part.LEADER_ALONE} if alone else {Part.LEADER}
    if not alone:
        seats = DelegationMember.objects.filter(delegation__dossiers=dossier, person_id=standing.person_id)
        parts |= {_SEATS[DelegationRole(role)] for role in seats.values_list("role", flat=True)}
    return frozenset(parts)


def people_as(parts: Iterable[str], dossier: ReviewDossier) -> PersonQuerySet:
    """Everybody who is one of these to the dossier: who could do what the parts may."""
    wanted = set(parts)
    alone = dossier.delegation_id is None
    who = Q(pk__in=[])
    if Part.BODY_HEAD in wanted:
        who |= Q(pk__in=people_with(Role.HEAD, dossier.body_id).values("pk"))
    for role, always, when_alone in (
        (Role.OFFICE_OFFICER, Part.OFFICER, Part.OFFICER_ALONE),
        (Role.BOARD_LEADER, Part.LEADER, Part.LEADER_ALONE),
    ):
        if always in wanted or (alone and when_alone in wanted):
            who |= Q(pk__in=people_with(role, dossier.cycle.superior_id).values("pk"))
    roles = [role for role, part in _SEATS.items() if part in wanted]
    if roles and not alone:
        seats = DelegationMember.objects.filter(delegation__dossiers=dossier, role__in=roles)
        who |= Q(pk__in=seats.values("person_id"))
    return Person.objects.filter(who)


def may_move(by: Actor, dossier: ReviewDossier, verb: str) -> Verdict:
    """Whether the table gives the verb to this person."""
    return _as_one_of(by, dossier, transitions.of(verb).who)


# --- the superior ------------------------------------------------------------------------------------


def can_open_cycle(by: Actor, superior: Unit | None = None) -> Verdict:
    units = by.standing.units_with(Role.OFFICE_OFFICER)
    if (superior.pk in units) if superior is not None else bool(units):
        return Verdict.yes()
    return Verdict.no(_("Only the office of a superior opens its review cycles."))


def can_run_cycle(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Keep the calendar, put bodies under review, close the cycle."""
    if by.standing.holds(Role.OFFICE_OFFICER, cycle.superior_id):
        return Verdict.yes()
    return Verdict.no(_("Only the office of the superior runs the cycle."))


def officers_of(cycle: ReviewCycle) -> PersonQuerySet:
    """Who runs the cycle."""
    return people_with(Role.OFFICE_OFFICER, cycle.superior_id)


def sees_preparation(standing: Standing, cycle: ReviewCycle) -> bool:
    """Whether somebody sees who might be suggested: only those who prepare and decide it."""
    return standing.holds_any(PREPARERS, cycle.superior_id)


def sees_coverage(standing: Standing, cycle: ReviewCycle) -> bool:
    """Whether somebody sees the figures of the whole cycle: the superior's people."""
    return standing.holds_any(SUPERIORS, cycle.superior_id)


def can_prepare_suggestion(by: Actor, dossier: ReviewDossier) -> Verdict:
    if sees_preparation(by.standing, dossier.cycle):
        return Verdict.yes()
    return Verdict.no(_("Only the office or a leader of the superior board prepares a suggestion."))


def can_issue_suggestion(by: Actor, dossier: ReviewDossier) -> Verdict:
    return _leads(by, dossier.cycle, _("Only a leader of the superior board issues a suggestion."))


def can_appoint(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Form a delegation, change who sits in it."""
    return _leads(by, cycle, _("Only a leader of the superior board appoints a delegation."))


def can_assign(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Say which bodies a delegation attends."""
    if sees_preparation(by.standing, cycle):
        return Verdict.yes()
    return Verdict.no(_("Only the office or a leader of the superior board gives bodies to delegations."))


def can_override(by: Actor, dossier: ReviewDossier) -> Verdict:
    reason = _("Only a leader of the superior board lets a conference pass with a point unanswered.")
    return _leads(by, dossier.cycle, reason)


def can_lock_data(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Close a cycle for data, open it again for a while."""
    return _leads(by, cycle, _("Only a leader of the superior board closes a cycle for data and opens it again."))


def leaders_of(cycle: ReviewCycle) -> PersonQuerySet:
    """Who decides for the superior."""
    return people_with(Role.BOARD_LEADER, cycle.superior_id)


# --- the body and the delegation ---------------------------------------------------------------------


def can_write_report(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Write the sections of the report and explain the suggested points."""
    if by.standing.holds_any(WRITERS, dossier.body_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head or the editor of the body writes its report."))


def writers_of(dossier: ReviewDossier) -> PersonQuerySet:
    return people_with(WRITERS, dossier.body_id)


def senders_of(dossier: ReviewDossier) -> PersonQuerySet:
    """Who sends the draft to people and gathers opinions: the body's writers, and the office of the superior."""
    return writers_of(dossier) | people_as((Part.OFFICER,), dossier)


def can_send(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Send a version to named people, write down what they say of it."""
    if can_write_report(by, dossier) or by.standing.holds(Role.OFFICE_OFFICER, dossier.cycle.superior_id):
        return Verdict.yes()
    return Verdict.no(
        _("The head or the editor of the body, or the office of the superior sends the draft and gathers opinions.")
    )


def can_give_opinion(by: Actor, version: DossierVersion) -> Verdict:
    """Say something of a version: who gathers opinions for whomever, who was sent it for oneself."""
    verdict = can_send(by, version.dossier)
    if verdict or was_sent(by.standing, version):
        return Verdict.yes()
    return Verdict.no(_("Opinions are given by those whom this version was sent to, or written down by the body."))


def was_sent(standing: Standing, version: DossierVersion) -> bool:
    """Whether a version was sent to this person."""
    if standing.person_id is None:
        return False
    return DossierRecipient.objects.filter(sending__version=version, person_id=standing.person_id).exists()


def sees_own_similarity(standing: Standing, dossier: ReviewDossier) -> bool:
    """Whether somebody sees how much of the report stands in last year's: who writes it, nobody else."""
    return standing.holds_any(WRITERS, dossier.body_id)


def can_compare_years(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Read passages beside those of last year: the writers with the figure, the delegation without."""
    if sees_own_similarity(by.standing, dossier) or parts_of(by.standing, dossier) & set(_SEATS.values()):
        return Verdict.yes()
    return Verdict.no(_("Passages are laid beside last year's for those who write the report and for the delegation."))


def can_judge(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Say whether an explanation suffices."""
    return _as_one_of(by, dossier, _JUDGES)


def judges_of(dossier: ReviewDossier) -> PersonQuerySet:
    return people_as(_JUDGES, dossier)


def readable_round(standing: Standing, dossier: ReviewDossier) -> int:
    """The last round whose report this person may read; 0 when none.

    The body reads what it is writing. Everybody else reads a round once its report has been submitted.
    """
    if standing.holds_any(BODY_READERS, dossier.body_id) or dossier.state != DossierState.PREPARING:
        return dossier.round
    return dossier.round - 1


def can_read_report(standing: Standing, dossier: ReviewDossier) -> Verdict:
    if readable_round(standing, dossier) > 0:
        return Verdict.yes()
    return Verdict.no(_("The report can be read once the body has submitted it."))


def can_read_self_review(standing: Standing, subject: Person, dossier: ReviewDossier) -> Verdict:
    """A person's self-review, written within the review of their body, is sealed: it is read by the person, by the head
    of the body, by the delegation that attends it and by the leader of the board that concludes on it.

    An office officer, a verifier, an inspection account and an administrator do not read it by being that. Whoever
    shows one notes the reading in the access log (``journal.note_view``).
    """
    if standing.person_id == subject.pk:
        return Verdict.yes()
    readers = {Part.BODY_HEAD, Part.LEADER, *_SEATS.values()}
    if readers & parts_of(standing, dossier):
        return Verdict.yes()
    return Verdict.no(
        _("A self-review is read by its author, the head of the body, the delegation and the leader who concludes.")
    )


def can_reclassify(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Decide how confidential a dossier is."""
    if sees_preparation(by.standing, dossier.cycle) or by.standing.holds(Role.HEAD, dossier.body_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head of the body, the leaders or the office of the superior decide this."))


def _leads(by: Actor, cycle: ReviewCycle, reason: str) -> Verdict:
    if by.standing.holds(Role.BOARD_LEADER, cycle.superior_id):
        return Verdict.yes()
    return Verdict.no(reason)


def _as_one_of(by: Actor, dossier: ReviewDossier, who: Iterable[str]) -> Verdict:
    if parts_of(by.standing, dossier) & set(who):
        return Verdict.yes()
    named = "; ".join(str(Part(part).label) for part in who)
    return Verdict.no(_("This is done by: %(who)s.") % {"who": named})
