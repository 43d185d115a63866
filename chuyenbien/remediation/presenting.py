"""What the pages show of plans and actions, and the parts this room puts on other rooms' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings as holdings_drawing
from chuyenbien.core.draw import sixclear
from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.models import ReviewDossier

from . import clarities, queries, rules
from .enums import ActionState, PlanState
from .models import Action, Evidence, Plan, Progress
from .operations.actions import TEXTS

_ACTION_RULES: dict[str, Callable[[Actor, Action], Verdict]] = {
    "edit": rules.can_edit,
    "remove": rules.can_remove,
    "issue": rules.can_issue,
    "report": rules.can_report,
    "submit": rules.can_submit,
    "take_back": rules.can_withdraw_submission,
    "ask_extension": rules.can_ask_extension,
    "pause": rules.can_pause,
    "resume": rules.can_resume,
    "reassign": rules.can_reassign,
    "cancel": rules.can_cancel,
    "transfer": rules.can_transfer,
    "await_succession": rules.can_await_succession,
    "receipt": rules.can_record_holding,
}
_PLAN_RULES: dict[str, Callable[[Actor, Plan], Verdict]] = {
    "edit": rules.can_edit_plan,
    "add": rules.can_add_to_plan,
    "issue": rules.can_issue_plan,
    "comment": rules.can_comment_plan,
    "ask_more": rules.can_ask_plan_more,
    "accept": rules.can_accept_plan,
}


def verdicts(by: Actor, action: Action) -> dict[str, Verdict]:
    """What the actor may do with an action, by the name of the act."""
    return {name: rule(by, action) for name, rule in _ACTION_RULES.items()}


def plan_verdicts(by: Actor, plan: Plan) -> dict[str, Verdict]:
    return {name: rule(by, plan) for name, rule in _PLAN_RULES.items()}


def marks(action: Action, *, compact: bool = False) -> SafeString:
    """The six clarities of an action, drawn."""
    return sixclear.marks(clarities.marks(action), words=not compact, compact=compact)


def hints(action: Action) -> list[str]:
    """Words of the action that only sound clear."""
    return [hint for name in TEXTS for hint in clarities.vague_words(name, getattr(action, name))]


def entries_of(action: Action, by: Actor) -> list[tuple[Progress, Verdict]]:
    """What was reported, newest first, withdrawn and corrected entries too; with who may correct each."""
    evidence = Prefetch("evidence", Evidence.objects.select_related("file"))
    rows = action.progress.select_related("author", "entered_by", "measure", "occurrence", "corrected_by")
    found = list(rows.prefetch_related(evidence))
    works = rules.can_correct(by, Progress(action=action, author=by.person))
    any_entry = rules.may_correct_any(by, action)
    return [(one, works if any_entry or one.author_id == by.person_id else Verdict.no("")) for one in found]


@dataclass(frozen=True)
class Row:
    """An action in the table of a plan. ``opens`` when it is the first of its limitation."""

    action: Action
    opens: bool
    span: int
    clear: SafeString
    is_clear: bool
    hints: list[str]


def table_of(actions: Iterable[Action]) -> list[Row]:
    """The actions of a plan by limitation, in the order the limitations were stated."""
    grouped: dict[tuple[bool, int], list[Action]] = {}
    for action in sorted(actions, key=lambda one: (one.finding_id is None, one.finding_id or 0, one.pk)):
        key = (action.finding_id is None, action.finding_id or action.directive_task_id or 0)
        grouped.setdefault(key, []).append(action)
    return [
        Row(action, place == 0, len(group), marks(action, compact=True), not clarities.missing(action), hints(action))
        for group in grouped.values()
        for place, action in enumerate(group)
    ]


def actions_of(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with what a table shows of them."""
    return rows.select_related("lead_unit", "lead_person", "address").order_by("due_on", "id")


def bars(matter: Finding | Action) -> SafeString:
    """Who has had it, for how long; empty when nothing is recorded."""
    segments = queries.holding_segments(matter)
    return holdings_drawing.bars(segments, clock.today()) if segments else SafeString("")


# --- parts on other rooms' pages


def of_finding(request: Any, finding: Finding) -> SafeString:
    """What is done against a finding: its actions, the plan they stand in."""
    visible = Action.objects.visible_to(request.standing).filter(finding=finding)
    plan = _plan_of(request, finding)
    can_add = rules.can_add_to_finding(request.actor, finding)
    context = {
        "finding": finding,
        "rows": actions_of(visible),
        "plan": plan,
        "can_add": can_add,
        "can_add_to_plan": rules.can_add_to_plan(request.actor, plan) if plan and can_add else None,
    }
    return render_to_string("remediation/parts/of_finding.html", context, request=request)


def of_task(request: Any, task: DirectiveTask) -> SafeString:
    """What is done to carry out an assigned task."""
    visible = Action.objects.visible_to(request.standing).filter(directive_task=task)
    context = {"task": task, "rows": actions_of(visible), "can_add": rules.can_add_to_task(request.actor, task)}
    return render_to_string("remediation/parts/of_task.html", context, request=request)


def of_dossier(request: Any, dossier: ReviewDossier) -> SafeString:
    """The plan of a review."""
    plan = Plan.objects.visible_to(request.standing).filter(dossier=dossier).first()
    visible = Action.objects.visible_to(request.standing).filter(plan=plan) if plan else Action.objects.none()
    counts = queries.bucket_counts(visible, clock.today()) if plan else {}
    context = {
        "dossier": dossier,
        "plan": plan,
        "drafts": visible.filter(state=ActionState.DRAFT).count() if plan else 0,
        "counts": [(bucket, number) for bucket, number in counts.items() if number],
        "can_draft": rules.can_draft_plan(request.actor, dossier.body, dossier),
    }
    return render_to_string("remediation/parts/of_dossier.html", context, request=request)


def of_unit(request: Any, unit: Unit) -> SafeString:
    """How the actions of a unit stand, as far as the reader sees them."""
    visible = Action.objects.visible_to(request.standing).filter(address=unit)
    counts = [(bucket, n) for bucket, n in queries.bucket_counts(visible, clock.today()).items() if n]
    can_plan = rules.can_draft_plan(request.actor, unit)
    if not counts and not can_plan:
        return SafeString("")
    context = {"unit": unit, "counts": counts, "can_plan": can_plan}
    return render_to_string("remediation/parts/of_unit.html", context, request=request)


def _plan_of(request: HttpRequest, finding: Finding) -> Plan | None:
    standing: Any = request.standing  # type: ignore[attr-defined]
    plans = Plan.objects.visible_to(standing)
    own = plans.filter(actions__finding=finding).first()
    if own is not None or finding.dossier_id is None:
        return own
    return plans.filter(dossier=finding.dossier_id).exclude(state=PlanState.ACCEPTED).first()
