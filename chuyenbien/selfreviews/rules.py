"""Who may do what with a self-review. The same answer feeds the guard of the page, the button and the test.

Who may *read* one is ``reviews.rules.can_read_self_review``; as a condition on rows, ``SelfReview.visible_to``.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.rules import may_enter_for
from chuyenbien.reviews import rules as reviews
from chuyenbien.reviews.enums import CycleState, DossierState, Part
from chuyenbien.reviews.models import ReviewDossier

from .enums import SelfReviewState
from .models import SelfReview
from .models.self_review import MANAGERS

RETURNERS = frozenset((Part.BODY_HEAD, Part.LEADER, Part.DELEGATION_HEAD))
BEFORE_HELD = (DossierState.PREPARING, DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED)


def manages(standing: Standing, dossier: ReviewDossier) -> bool:
    """Whether somebody keeps the list of who owes a self-review. That alone lets nobody read one."""
    return standing.holds_any(MANAGERS, dossier.body_id) or standing.holds(
        Role.OFFICE_OFFICER, dossier.cycle.superior_id
    )


def lists(standing: Standing, dossier: ReviewDossier) -> bool:
    """Whether somebody sees the list of a body: who keeps it, and who reads what is handed in."""
    if manages(standing, dossier):
        return True
    if standing.person is None:
        return False
    seated = {Part.LEADER, Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY, Part.DELEGATION_MEMBER}
    return bool(seated & reviews.parts_of(standing, dossier))


def can_open(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Say whose self-review is due."""
    if not manages(by.standing, dossier):
        return Verdict.no(_("Only the office, the head or the editor of the body says whose self-review is due."))
    return _cycle_open(dossier)


def can_withdraw(by: Actor, review: SelfReview) -> Verdict:
    """Take one out of the list that was opened by mistake."""
    if not manages(by.standing, review.dossier):
        return Verdict.no(_("Only the office, the head or the editor of the body says whose self-review is due."))
    if review.state != SelfReviewState.OPENED:
        return Verdict.no(_("It has been written in or handed in; it stays."))
    return _cycle_open(review.dossier)


def can_write(by: Actor, review: SelfReview) -> Verdict:
    """Write, answer, commit oneself, check the papers, hand in: nobody but the person."""
    if by.person_id != review.person_id:
        return Verdict.no(_("Only the person writes their self-review."))
    if review.is_code_only:
        return Verdict.no(_("It is known by a code only: no text is kept here. It is handed in on paper."))
    return _unsealed(review)


def can_enter_paper(by: Actor, review: SelfReview) -> Verdict:
    """Enter one that was handed in on paper: the person, or who keeps the list and may enter for the person."""
    if by.person_id != review.person_id:
        if not manages(by.standing, review.dossier):
            return Verdict.no(_("Only the person, or who keeps the list of self-reviews, enters one from paper."))
        verdict = may_enter_for(by.standing, review.person)
        if not verdict:
            return verdict
    return _unsealed(review)


def can_return(by: Actor, review: SelfReview) -> Verdict:
    """Give a handed-in one back once, to be completed, before the conference."""
    parts = reviews.parts_of(by.standing, review.dossier)
    if by.person_id == review.person_id or not RETURNERS & parts:
        return Verdict.no(
            _("The head of the body, the head of the delegation or the leader who concludes gives one back.")
        )
    if not review.is_sealed:
        return Verdict.no(_("It has not been handed in."))
    if review.returned_at is not None:
        return Verdict.no(_("It has been given back once already; that is done only once."))
    if review.dossier.state not in BEFORE_HELD:
        return Verdict.no(_("The conference has been held; the self-review stays as it was handed in."))
    return _cycle_open(review.dossier)


def _unsealed(review: SelfReview) -> Verdict:
    if review.is_sealed:
        return Verdict.no(_("It has been handed in and is sealed; nobody changes it any more."))
    return _cycle_open(review.dossier)


def _cycle_open(dossier: ReviewDossier) -> Verdict:
    if dossier.cycle.state == CycleState.CLOSED:
        return Verdict.no(_("The cycle is closed."))
    return Verdict.yes()
