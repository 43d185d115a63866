"""What this room tells lower rooms when it starts: facts a dossier moves by, and who reads a file of evidence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.files import register_owner
from chuyenbien.documents.models import StoredFile
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import transitions
from chuyenbien.reviews.enums import Move
from chuyenbien.reviews.models import ReviewDossier

from .enums import PlanState
from .models import Action, Plan


def register() -> None:
    transitions.register_guard(Move.REMEDY, plan_is_accepted)
    transitions.register_guard(Move.CLOSE, plan_is_accepted)
    register_owner(sees_evidence)


def plan_is_accepted(dossier: ReviewDossier) -> Verdict:
    if Plan.objects.filter(dossier=dossier, state=PlanState.ACCEPTED).exists():
        return Verdict.yes()
    return Verdict.no(_("The remediation plan is not accepted yet."))


def sees_evidence(stored: StoredFile, standing: Standing) -> bool:
    """Evidence is read by whoever sees the action it shows the progress of."""
    return Action.objects.visible_to(standing).filter(progress__evidence__file=stored).exists()
