"""Who prepares suggestions, who names them, who decides. The same answer feeds the guard, the button and the test."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.once import once
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews import rules as reviews
from chuyenbien.reviews.enums import CycleState
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.rules import PREPARERS, SUPERIORS

from .models import BodyResult, Consultation, Opinion, OpinionRound, Preparer, SuggestionDecision
from .models.opinions import ANSWERING


def prepares(standing: Standing, cycle: ReviewCycle) -> bool:
    """Whether somebody is named for the cycle and still holds a post by which the superior's matters are seen."""
    if standing.person_id is None or not standing.holds_any(SUPERIORS, cycle.superior_id):
        return False
    named = Preparer.objects.current().filter(cycle=cycle, person_id=standing.person_id)
    found: bool = once(("prepares", cycle.pk, standing.person_id), named.exists)
    return found


def decision_of(cycle: ReviewCycle) -> SuggestionDecision | None:
    """What counts as decided on the suggested bodies."""
    rows = SuggestionDecision.objects.filter(cycle=cycle, replaced_at=None)
    found: SuggestionDecision | None = once(
        ("decision", cycle.pk), lambda: rows.select_related("document", "by", "entered_by").first()
    )
    return found


def could_be_named(cycle: ReviewCycle) -> PersonQuerySet:
    """Who may be named: whoever sees the superior's matters already. Being named shows nobody a further matter."""
    return people_with(SUPERIORS, cycle.superior_id)


def leaders_of(cycle: ReviewCycle) -> PersonQuerySet:
    return people_with(Role.BOARD_LEADER, cycle.superior_id)


def namers_of(cycle: ReviewCycle) -> PersonQuerySet:
    return people_with(PREPARERS, cycle.superior_id)


def can_name(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Name preparers and withdraw them."""
    if not by.standing.holds_any(PREPARERS, cycle.superior_id):
        return Verdict.no(_("Only the office or a leader of the superior names who prepares."))
    return open_cycle(cycle)


def can_take(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Take a matter of the record into the draft of a suggestion."""
    if not prepares(by.standing, dossier.cycle):
        return Verdict.no(_("Only who is named to prepare the suggestions of this cycle does this."))
    verdict = reviews.can_prepare_suggestion(by, dossier)
    return undecided(dossier.cycle) if verdict else verdict


def can_decide(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Record what the board decided."""
    if by.standing.holds(Role.BOARD_LEADER, cycle.superior_id):
        return open_cycle(cycle)
    return Verdict.no(_("Only a leader of the superior’s board decides this."))


def open_cycle(cycle: ReviewCycle) -> Verdict:
    if cycle.state == CycleState.CLOSED:
        return Verdict.no(_("The cycle is closed."))
    return Verdict.yes()


def undecided(cycle: ReviewCycle) -> Verdict:
    if decision_of(cycle) is not None:
        return Verdict.no(_("The board has decided which bodies are suggested; the working figures were removed."))
    return open_cycle(cycle)


# --- opinions ----------------------------------------------------------------------------------------


def can_ask(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Open a round of opinions, tell the results, decide how confidential a round is."""
    if prepares(by.standing, cycle):
        return open_cycle(cycle)
    return Verdict.no(_("Only who is named to prepare the suggestions of this cycle does this."))


def can_answer_for(by: Actor, consultation: Consultation) -> Verdict:
    """Give the opinion of an agency."""
    if by.standing.holds_any(ANSWERING, consultation.agency_id):
        return open_cycle(consultation.round.cycle)
    return Verdict.no(_("Only the head or the editor of the agency answers."))


def can_answer(by: Actor, opinion: Opinion) -> Verdict:
    verdict = can_answer_for(by, opinion.consultation)
    return unsettled(opinion) if verdict else verdict


def answerers_of(consultation: Consultation) -> PersonQuerySet:
    return people_with(ANSWERING, consultation.agency_id)


def unsettled(opinion: Opinion) -> Verdict:
    round = opinion.consultation.round_id
    if BodyResult.objects.filter(round=round, dossier=opinion.dossier_id, replaced_at=None).exists():
        return Verdict.no(_("The board has settled this body; the opinion stays as it is."))
    return Verdict.yes()


def can_settle(by: Actor, round: OpinionRound) -> Verdict:
    """Record what the board settled for the bodies of a round."""
    return can_decide(by, round.cycle)


def can_reclassify(by: Actor, round: OpinionRound) -> Verdict:
    if round.is_code_only:
        return Verdict.no(_("This is code-only already; what was emptied does not come back."))
    return can_ask(by, round.cycle)
