"""Who is independent of the work. The doer never confirms it, nor does anybody of the bodies that answer for it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Membership, Unit
from chuyenbien.remediation.models import Action, Evidence, Progress, Reassignment, Submission

from .models import IndependenceException


def independent(by: Actor, action: Action, *, on: dt.date | None = None) -> Verdict:
    """Whether everybody who has a hand in the act stands outside the work, or was let in by an accepted exception."""
    excused = set(IndependenceException.objects.filter(action=action).values_list("verifier_id", flat=True))
    for person_id in sorted(by.hands - excused):
        verdict = stands_outside(person_id, action, on=on)
        if not verdict:
            return verdict
    return Verdict.yes()


def stands_outside(person_id: int, action: Action, *, on: dt.date | None = None) -> Verdict:
    """The rule for one person, without exceptions."""
    if _leads(person_id, action):
        return Verdict.no(_("Who leads or has led this action does not confirm its result; another verifier must."))
    if _worked(person_id, action):
        return Verdict.no(
            _("Who wrote or entered progress or evidence of this action does not confirm its result; another must.")
        )
    day = on or clock.today()
    if action.lead_unit_id is not None and _belongs(person_id, action.lead_unit_id, day):
        return Verdict.no(
            _("A member of the lead unit, or of a unit below it, does not confirm its result; another verifier must.")
        )
    if _belongs(person_id, action.address_id, day):
        return Verdict.no(
            _(
                "A member of the body that has the limitation, or of a unit below it, does not confirm the result; "
                "another verifier must."
            )
        )
    return Verdict.yes()


def _leads(person_id: int, action: Action) -> bool:
    if person_id == action.lead_person_id:
        return True
    moved = Reassignment.objects.filter(action=action)
    return moved.filter(Q(from_person_id=person_id) | Q(to_person_id=person_id)).exists()


def _worked(person_id: int, action: Action) -> bool:
    """Withdrawn and corrected entries count too: the hand was there."""
    progress = Progress.objects.filter(action=action).filter(Q(author_id=person_id) | Q(entered_by_id=person_id))
    files = Evidence.objects.filter(progress__action=action, file__uploaded_by_id=person_id)
    submitted = Submission.objects.filter(action=action).filter(Q(by_id=person_id) | Q(entered_by_id=person_id))
    return progress.exists() or files.exists() or submitted.exists()


def _belongs(person_id: int, unit_id: int, day: dt.date) -> bool:
    """Whether the person holds any role, on the day, in the unit or anything below it along any hierarchy."""
    within = Unit.objects.within(unit_id, on=day)
    return Membership.objects.on(day).filter(person_id=person_id, unit__in=within).exists()
