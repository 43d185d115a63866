"""What belongs into a plan, and when a plan takes one more action."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.models import CarryOver, Finding
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.enums import DossierState

from ..enums import PlanState
from ..models import Plan


def want_in_plan(plan: Plan, finding: Finding | None, directive_task: DirectiveTask | None) -> None:
    """Refuse what is no matter of the body, and, in a plan of no review, what the superior has concluded in one."""
    if directive_task is not None and directive_task.unit_id == plan.body_id:
        return
    of_a_review = finding is not None and plan.dossier_id is None and finding.dossier_id is not None
    if of_a_review and finding is not None and finding.involved_units(Capacity.SUPERIOR):
        raise Refused(
            _("What the superior concluded belongs into the plan of its review, which the superior accepts."),
            field="finding",
        )
    if finding is not None and (
        finding.address_id == plan.body_id
        or (plan.dossier_id is not None and finding.dossier_id == plan.dossier_id)
        or CarryOver.objects.filter(finding=finding, dossier_id=plan.dossier_id).exists()
    ):
        return
    raise Refused(_("This is no matter of the body whose plan this is."), field="finding")


def takes_single_actions(plan: Plan) -> bool:
    """Whether an action is issued by itself: in a plan of no review, or one that the superior has accepted before."""
    if plan.dossier is None:
        return plan.state in (PlanState.ACCEPTED, PlanState.ISSUED)
    supplemented = plan.state == PlanState.ISSUED and plan.dossier.state == DossierState.REMEDYING
    return supplemented or plan.state == PlanState.ACCEPTED
