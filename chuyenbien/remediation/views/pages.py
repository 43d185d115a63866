"""The list of actions, the page of one, plans and the paper of a plan."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw import gantt
from chuyenbien.core.web import reads
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.models import Finding

from .. import paging, presenting, queries, rules, timing
from ..enums import ActionState, PlanState
from ..forms import ActionFilter
from ..models import Action, Plan
from .fetching import visible_action, visible_plan

PER_PAGE = 25


@reads
def actions(request: Any) -> HttpResponse:
    """Every action the reader may know of, by due date."""
    filters = ActionFilter(request)
    rows = filters.narrow(Action.objects.seen_by(request.standing))
    rows = rows.select_related("lead_unit", "lead_person", "address")
    leaf = paging.leaf(request, rows, size=PER_PAGE)
    return render(request, "remediation/list.html", {"leaf": leaf, "filters": filters, "today": clock.today()})


@reads
def action(request: Any, pk: int) -> HttpResponse:
    """One action: what, who, until when, what was done, what was decided."""
    one = visible_action(request, pk)
    findings = Finding.objects.visible_to(request.standing)
    tasks = DirectiveTask.objects.visible_to(request.standing)
    extensions = list(one.extensions.select_related("asked_by", "decided_by", "document"))
    pending = next((ext for ext in extensions if not ext.decision), None)
    context = {
        "action": one,
        "can": presenting.verdicts(request.actor, one),
        "can_decide": rules.can_decide_extension(request.actor, pending) if pending else None,
        "pending": pending,
        "clear": presenting.marks(one),
        "hints": presenting.hints(one),
        "sees_origin": (
            findings.filter(pk=one.finding_id or 0).exists()
            if one.finding
            else tasks.filter(pk=one.directive_task_id or 0).exists()
        ),
        "sees_plan": Plan.objects.visible_to(request.standing).filter(pk=one.plan_id or 0).exists(),
        "co_units": one.co_units.all(),
        "entries": presenting.entries_of(one, request.actor),
        "turns": one.occurrences.select_related("reported_by"),
        "extensions": extensions,
        "pauses": one.pauses.select_related("decided_by", "document"),
        "rulings": one.rulings.select_related("decided_by", "document", "to_unit"),
        "reassignments": one.reassignments.select_related("from_person", "to_person", "from_unit", "to_unit", "by"),
        "drawing": presenting.bars(one),
        "days_overdue": queries.days_overdue(one, clock.today()),
        "timeline": journal.timeline(one, reader=request.standing),
        "today": clock.today(),
    }
    return render(request, "remediation/action.html", context)


@reads
def plans(request: Any) -> HttpResponse:
    """The plans the reader may know of, bodies in official order."""
    rows = Plan.objects.visible_to(request.standing).select_related("body", "dossier__cycle")
    state = request.GET.get("state", "")
    if state in PlanState.values:
        rows = rows.filter(state=state)
    page = Paginator(rows.order_by("body__official_order", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "remediation/plans.html", {"page": page, "state": state, "states": PlanState})


@reads
def plan(request: Any, pk: int) -> HttpResponse:
    """One plan: its table, its words, what the superior said of it."""
    one = visible_plan(request, pk)
    rows = presenting.table_of(_actions_of(request, one))
    answered = {row.action.finding_id for row in rows}
    writes = rules.can_add_to_plan(request.actor, one)
    visible = Finding.objects.visible_to(request.standing)
    context = {
        "plan": one,
        "can": presenting.plan_verdicts(request.actor, one),
        "rows": rows,
        "unclear": [row for row in rows if row.action.state == ActionState.DRAFT and not row.is_clear],
        "unanswered": (
            visible.filter(pk__in=queries.findings_of(one).exclude(pk__in=[pk for pk in answered if pk]).values("pk"))
            if writes or one.dossier_id
            else []
        ),
        "reviews": one.reviews.select_related("by"),
        "timeline": journal.timeline(one, reader=request.standing),
    }
    return render(request, "remediation/plan.html", context)


@reads
def plan_print(request: Any, pk: int) -> HttpResponse:
    """The plan as one paper, with the five columns of its official table."""
    one = visible_plan(request, pk)
    rows = presenting.table_of(_actions_of(request, one))
    return render(request, "remediation/plan_print.html", {"plan": one, "rows": rows})


@reads
def plan_in_time(request: Any, pk: int) -> HttpResponse:
    """The issued actions of a plan over months, those dates in words beside it."""
    one, today = visible_plan(request, pk), clock.today()
    actions = _actions_of(request, one).exclude(state=ActionState.DRAFT).prefetch_related("pauses", "occurrences")
    axis, rows = timing.rows_of(actions.order_by("due_on", "id"), today)
    context = {"plan": one, "axis": axis, "rows": rows, "legend": gantt.legend(), "today": today}
    return render(request, "remediation/plan_in_time.html", context)


def _actions_of(request: Any, plan: Plan) -> Any:
    rows = Action.objects.visible_to(request.standing).filter(plan=plan)
    return rows.select_related("finding", "directive_task", "lead_unit", "lead_person", "supervising_leader")
