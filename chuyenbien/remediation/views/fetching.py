"""What every view of the room begins with: the row, if it is visible, and who may act on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews.models import ReviewDossier

from ..models import Action, Extension, Plan, Progress
from ..operations.guards import origin
from ..rules import SUPERIORS, WRITERS


def visible_action(request: Any, pk: int) -> Action:
    """The action with what its page shows, or 404."""
    rows = Action.objects.visible_to(request.standing).select_related(
        "plan__dossier__cycle__superior",
        "plan__body",
        "finding__field",
        "finding__address",
        "directive_task__directive",
        "directive_task__field",
        "lead_person",
        "lead_unit",
        "supervising_leader",
        "authority",
        "address",
    )
    return get_object_or_404(rows, pk=pk)


def visible_plan(request: Any, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.standing).select_related(
        "dossier__cycle__superior", "dossier__body", "body", "issuer", "document"
    )
    return get_object_or_404(rows, pk=pk)


def visible_progress(request: Any, pk: int) -> Progress:
    actions = Action.objects.visible_to(request.standing)
    rows = Progress.objects.select_related("action__plan", "action__finding", "action__directive_task", "occurrence")
    return get_object_or_404(rows, pk=pk, action__in=actions)


def visible_extension(request: Any, pk: int) -> Extension:
    actions = Action.objects.visible_to(request.standing)
    rows = Extension.objects.select_related("action__plan", "action__finding", "action__directive_task", "asked_by")
    return get_object_or_404(rows, pk=pk, action__in=actions)


def visible_finding(request: Any, pk: int) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.standing).select_related("address"), pk=pk)


def visible_task(request: Any, pk: int) -> DirectiveTask:
    return get_object_or_404(DirectiveTask.objects.visible_to(request.standing).select_related("unit"), pk=pk)


def visible_dossier(request: Any, pk: int) -> ReviewDossier:
    rows = ReviewDossier.objects.visible_to(request.standing).select_related("body", "cycle__superior")
    return get_object_or_404(rows, pk=pk)


def acted_by(
    request: Any, rule: Callable[[Actor], Verdict], people: PersonQuerySet, **form_kwargs: Any
) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of one of ``people``."""
    return {
        "verdict": directly_or_for(request.actor, rule, people=people),
        "form_kwargs": {"rule": rule, "people": people, **form_kwargs},
    }


def writers(unit_id: int) -> PersonQuerySet:
    return people_with(WRITERS, unit_id)


def of_body(action: Action) -> PersonQuerySet:
    """Those who write for the body of an action or of its plan."""
    units = {action.address_id} | ({action.plan.body_id} if action.plan else set())
    return people_with(WRITERS, units)


def workers(action: Action) -> PersonQuerySet:
    """The lead person, and the editors who may report for them."""
    editors = people_with(Role.EDITOR, {action.address_id, action.lead_unit_id or 0})
    return Person.objects.filter(pk__in=[action.lead_person_id or 0]) | Person.objects.filter(
        pk__in=editors.order_by().values("pk")
    )


def lead(action: Action) -> PersonQuerySet:
    return Person.objects.filter(pk=action.lead_person_id or 0)


def above(action: Action) -> PersonQuerySet:
    """Who decides for the units that follow the action; the head of the body where none does."""
    units = action.involved_units(Capacity.SUPERIOR) | origin(action).involved_units(Capacity.SUPERIOR)
    return people_with(SUPERIORS, units) if units else of_body(action)


def above_plan(plan: Plan) -> PersonQuerySet:
    return people_with(SUPERIORS, plan.dossier.cycle.superior_id) if plan.dossier else Person.objects.none()
