"""Who may do what with a rating. The same answer feeds the guard of the page, the button and the test.

Each rule asks first who somebody is (``who``), then whether the rating stands right (``stands``). Verbs ask both, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews.enums import CycleState
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .enums import RatingState
from .models import Rating, RatingPetition
from .models.rating import PREPARERS
from .reviewed import finished, self_reviewed, still_finished

LISTERS = (Role.EDITOR, Role.OFFICE_OFFICER, Role.HEAD)
"""Who of a body says that the list of its tasks is complete."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, whether it can be done now, and which people it could be entered for."""

    who: Callable[[Actor, Rating], Verdict]
    stands: Callable[[Rating], Verdict]
    people: Callable[[Rating], PersonQuerySet]

    def __call__(self, by: Actor, rating: Rating) -> Verdict:
        verdict = self.who(by, rating)
        return self.stands(rating) if verdict else verdict


def prepares(standing: Standing, cycle: ReviewCycle) -> bool:
    """Whether somebody prepares the ratings of a cycle: the office and the leaders of the superior."""
    return standing.holds_any(PREPARERS, cycle.superior_id)


# --- who ---------------------------------------------------------------------------------------------


def _office(by: Actor, rating: Rating) -> Verdict:
    if by.standing.holds(Role.OFFICE_OFFICER, rating.cycle.superior_id):
        return Verdict.yes()
    return Verdict.no(_("Only the office of the superior does this."))


def _preparer(by: Actor, rating: Rating) -> Verdict:
    if prepares(by.standing, rating.cycle):
        return Verdict.yes()
    return Verdict.no(_("Only the office or a leader of the superior does this."))


def _leader(by: Actor, rating: Rating) -> Verdict:
    return leads(by, rating.cycle)


def _subject(by: Actor, rating: Rating) -> Verdict:
    if rating.is_of_person:
        if by.person_id == rating.person_id:
            return Verdict.yes()
        return Verdict.no(_("Only the person who is rated does this."))
    if by.standing.holds(Role.HEAD, rating.body_id):
        return Verdict.yes()
    return Verdict.no(_("Only the head of the body does this."))


def _lister(by: Actor, rating: Rating) -> Verdict:
    if by.standing.holds_any(LISTERS, rating.body_id) or _office(by, rating):
        return Verdict.yes()
    return Verdict.no(_("Only the office of the body or of its superior says that the list of tasks is complete."))


def _officers(rating: Rating) -> PersonQuerySet:
    return people_with(Role.OFFICE_OFFICER, rating.cycle.superior_id)


def _preparers(rating: Rating) -> PersonQuerySet:
    return people_with(PREPARERS, rating.cycle.superior_id)


def _leaders(rating: Rating) -> PersonQuerySet:
    return people_with(Role.BOARD_LEADER, rating.cycle.superior_id)


def _subjects(rating: Rating) -> PersonQuerySet:
    if rating.is_of_person:
        return Person.objects.filter(pk__in=[rating.person_id or 0])
    return people_with(Role.HEAD, rating.body_id)


def _listers(rating: Rating) -> PersonQuerySet:
    own = people_with(LISTERS, rating.body_id).values("pk")
    return Person.objects.filter(Q(pk__in=own) | Q(pk__in=_officers(rating).values("pk")))


# --- how the rating stands ---------------------------------------------------------------------------


def _cycle_open(rating: Rating) -> Verdict:
    if rating.cycle.state == CycleState.CLOSED:
        return Verdict.no(_("The cycle is closed."))
    return Verdict.yes()


def _undecided(rating: Rating) -> Verdict:
    if rating.state != RatingState.OPEN:
        return Verdict.no(_("The rating has been decided; correct the decision instead."))
    return _cycle_open(rating)


def _reviewed(rating: Rating) -> Verdict:
    verdict = _undecided(rating)
    verdict = finished(rating.dossier) if verdict else verdict
    return self_reviewed(rating) if verdict else verdict


def _reviewed_or_excused(rating: Rating) -> Verdict:
    """As above, or somebody who is not reviewed at all: then only that is decided."""
    verdict = _undecided(rating)
    verdict = finished(rating.dossier) if verdict else verdict
    return self_reviewed(rating, excused_pass=True) if verdict else verdict


def _listed(rating: Rating) -> Verdict:
    if rating.confirmations.filter(withdrawn_at=None).exists():
        return Verdict.no(_("The list of tasks is confirmed already."))
    return _cycle_open(rating)


def _confirmed(rating: Rating) -> Verdict:
    if not rating.confirmations.filter(withdrawn_at=None).exists():
        return Verdict.no(_("The list of tasks is not confirmed."))
    return _cycle_open(rating)


def _decided(rating: Rating) -> Verdict:
    if rating.state == RatingState.OPEN:
        return Verdict.no(_("The rating has not been decided."))
    return Verdict.yes()


def _correctable(rating: Rating) -> Verdict:
    verdict = _decided(rating)
    return finished(rating.dossier) if verdict else verdict


def _still_reviewed(rating: Rating) -> Verdict:
    """What was decided rests on a finished review, and still does."""
    verdict = _decided(rating)
    verdict = still_finished(rating.dossier) if verdict else verdict
    return self_reviewed(rating) if verdict else verdict


def _publishable(rating: Rating) -> Verdict:
    if rating.state == RatingState.PUBLISHED:
        return Verdict.no(_("The rating is published already."))
    return _still_reviewed(rating)


def _unnoticed(rating: Rating) -> Verdict:
    if rating.notices.filter(decision__replaced_at=None).exists():
        return Verdict.no(_("The subject has been told of this decision already."))
    return _still_reviewed(rating)


def _petitionable(rating: Rating) -> Verdict:
    if not rating.notices.filter(decision__replaced_at=None).exists() and rating.state != RatingState.PUBLISHED:
        return Verdict.no(_("There is no decision yet of which the subject has been told."))
    if rating.petitions.filter(answer="").exists():
        return Verdict.no(_("A petition has been filed and waits for its answer."))
    return Verdict.yes()


can_confirm = Rule(_lister, _listed, _listers)
can_withdraw_confirmation = Rule(_lister, _confirmed, _listers)
can_enter_fact = Rule(_office, _cycle_open, _officers)
can_group = Rule(_office, _undecided, _officers)
can_assess_self = Rule(_subject, _undecided, _subjects)
can_appraise = Rule(_preparer, _reviewed, _preparers)
can_count_ballots = Rule(_office, _reviewed, _officers)
can_decide = Rule(_leader, _reviewed_or_excused, _leaders)
can_correct = Rule(_leader, _correctable, _leaders)
can_notify = Rule(_preparer, _unnoticed, _preparers)
can_publish = Rule(_leader, _publishable, _leaders)
can_petition = Rule(_subject, _petitionable, _subjects)


# --- rules of a cycle, a dossier, a petition ---------------------------------------------------------


def can_open(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Open the ratings of the bodies of a cycle."""
    if not by.standing.holds(Role.OFFICE_OFFICER, cycle.superior_id):
        return Verdict.no(_("Only the office of the superior opens ratings."))
    return cycle_open(cycle)


def can_open_person(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Open the rating of a person of a body under review."""
    office = by.standing.holds(Role.OFFICE_OFFICER, dossier.cycle.superior_id)
    if not office and not by.standing.holds(Role.HEAD, dossier.body_id):
        return Verdict.no(_("Only the head of the body or the office of the superior opens the rating of a person."))
    return cycle_open(dossier.cycle)


def leads(by: Actor, cycle: ReviewCycle) -> Verdict:
    """Publish everything that is decided in a cycle, decide on the share of *excellent*, answer petitions."""
    if by.standing.holds(Role.BOARD_LEADER, cycle.superior_id):
        return Verdict.yes()
    return Verdict.no(_("Only a leader of the superior’s board decides this."))


def can_answer(by: Actor, petition: RatingPetition) -> Verdict:
    verdict = leads(by, petition.rating.cycle)
    return unanswered(petition) if verdict else verdict


def unanswered(petition: RatingPetition) -> Verdict:
    if petition.answer:
        return Verdict.no(_("The petition has been answered."))
    return Verdict.yes()


def can_reclassify(by: Actor, rating: Rating) -> Verdict:
    if rating.is_code_only:
        return Verdict.no(_("This is code-only already; what was emptied does not come back."))
    return _preparer(by, rating)


def people_of_cycle(cycle: ReviewCycle) -> PersonQuerySet:
    """Who leads the superior."""
    return people_with(Role.BOARD_LEADER, cycle.superior_id)


def cycle_open(cycle: ReviewCycle) -> Verdict:
    """Whether the cycle still takes changes."""
    if cycle.state == CycleState.CLOSED:
        return Verdict.no(_("The cycle is closed."))
    return Verdict.yes()
