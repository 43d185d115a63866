"""What is still missing before a finding may be closed, and what waits for a verifier."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import day as shown_day
from chuyenbien.core.draw.values import number
from chuyenbien.core.once import once
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState, Track
from chuyenbien.findings.models import Finding
from chuyenbien.findings.models.finding import FindingInvolvement
from chuyenbien.indicators.enums import Basis, Outcome
from chuyenbien.indicators.queries import Standing as ConditionStanding
from chuyenbien.indicators.queries import condition_standing, conditions_of
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionInvolvement, Submission

from .models import Closure, ClosureException

OPEN_STATES = (
    ActionState.ACTIVE,
    ActionState.SUBMITTED,
    ActionState.PAUSED,
    ActionState.AWAITING_SUCCESSION,
)
"""States in which an issued action stands in the way of closing its finding. A draft has promised nothing yet."""


class Guard(NamedTuple):
    """One thing that must hold before closing: which, whether it does, in words."""

    guard: str
    ok: bool
    words: str


def closing_state(finding: Finding) -> list[Guard]:
    """Every guard of closing with what holds and what is still missing. A fixed number of queries."""
    accepted = Exists(Submission.objects.filter(action=OuterRef("pk"), accepted_at__isnull=False))
    actions = list(Action.objects.filter(finding=finding).values_list("state", accepted))
    return [_stated(finding), _accepted(actions), _none_open(actions), *_outcome(finding)]


def may_close(finding: Finding) -> bool:
    return all(guard.ok for guard in closing_state(finding))


def usable_exception(finding: Finding) -> ClosureException | None:
    """The accepted exception of a finding that no earlier closing has used up."""
    return next((one for one in _exceptions(finding) if one.accepted_at and not one.is_used), None)


def exception_used(finding: Finding) -> ClosureException | None:
    """The exception a closing now rests on; none where conditions are set."""
    return None if conditions_of(finding.pk) else usable_exception(finding)


def pending_exception(finding: Finding) -> ClosureException | None:
    """The exception that was asked for and is not decided."""
    return next((one for one in _exceptions(finding) if not one.accepted_at), None)


def _exceptions(finding: Finding) -> list[Any]:
    """Those asked for and not refused, each with whether a closing has used it up."""

    def look_up() -> list[Any]:
        used = Exists(Closure.objects.filter(finding=finding, exception=OuterRef("pk")))
        return list(ClosureException.objects.filter(finding=finding, refused_at=None).annotate(is_used=used))

    return once(("exceptions", finding.pk), look_up)


def figures(finding: Finding) -> str:
    """The settled figures a closing rests on, as they are now, in JSON."""
    told = []
    for condition in conditions_of(finding.pk):
        standing = condition_standing(condition)
        value = standing.value
        told.append(
            {
                "condition": condition.pk,
                "indicator": condition.indicator.shown_title,
                "basis": condition.basis,
                "comparator": condition.comparator,
                "threshold": str(condition.threshold.normalize()),
                "figure": None if standing.figure is None else f"{standing.figure:f}",
                "as_of": None if value is None else value.as_of.isoformat(),
                "value": None if value is None else value.pk,
            }
        )
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def superiors_of(action: Action) -> set[int]:
    """Ids of the units whose verifiers judge the action: those involved as superior, and that of the review."""
    units = action.involved_units(Capacity.SUPERIOR)
    if action.finding is not None:
        units |= superiors_of_finding(action.finding)
    if action.directive_task is not None:
        units |= action.directive_task.involved_units(Capacity.SUPERIOR)
    return units


def superiors_of_finding(finding: Finding) -> set[int]:
    """Ids of the units that follow the finding from above."""
    units = finding.involved_units(Capacity.SUPERIOR)
    if finding.dossier is not None:
        units.add(finding.dossier.cycle.superior_id)
    return units


def waiting_for(standing: Standing) -> QuerySet[Submission]:
    """Submissions not judged yet of actions that the person sees and whose superior they verify for."""
    units = standing.units_with(Role.VERIFIER)
    of_action = ActionInvolvement.objects.filter(
        matter_id=OuterRef("action_id"), unit_id__in=units, capacity=Capacity.SUPERIOR, until=None
    )
    of_finding = FindingInvolvement.objects.filter(
        matter_id=OuterRef("action__finding_id"), unit_id__in=units, capacity=Capacity.SUPERIOR, until=None
    )
    mine = Exists(of_action) | Exists(of_finding) | Q(action__finding__dossier__cycle__superior_id__in=units)
    return Submission.objects.filter(
        mine,
        returned_at=None,
        accepted_at=None,
        action__state=ActionState.SUBMITTED,
        action__in=Action.objects.visible_to(standing),
    ).order_by("at", "id")


def _stated(finding: Finding) -> Guard:
    if finding.state == FindingState.CLOSED:
        return Guard("stated", False, _("The finding is already closed."))
    if finding.state != FindingState.STATED:
        return Guard("stated", False, _("Only a stated finding can be closed."))
    if finding.track == Track.COMMITMENT:
        return Guard("stated", False, _("A commitment is judged at the next review, not closed here."))
    return Guard("stated", True, _("The finding is stated and under full follow-up."))


def _accepted(actions: list[tuple[str, bool]]) -> Guard:
    count = sum(state == ActionState.DONE and accepted for state, accepted in actions)
    if count:
        return Guard("accepted", True, _("Confirmed actions: %(count)s.") % {"count": number(count)})
    return Guard(
        "accepted",
        False,
        _("No action has been confirmed yet. The answer of an authority alone closes nothing: its result is awaited."),
    )


def _none_open(actions: list[tuple[str, bool]]) -> Guard:
    count = sum(state in OPEN_STATES for state, _accepted in actions)
    if not count:
        return Guard("none_open", True, _("No action is still open."))
    return Guard(
        "none_open",
        False,
        _("Actions not finished: %(count)s. Each must be confirmed, cancelled by decision or transferred.")
        % {"count": number(count)},
    )


def _outcome(finding: Finding) -> list[Guard]:
    conditions = conditions_of(finding.pk)
    if conditions:
        return [condition_guard(condition_standing(one)) for one in conditions]
    if usable_exception(finding) is not None:
        return [
            Guard("exception", True, _("Without an outcome condition; the superior’s board accepted the exception."))
        ]
    if pending_exception(finding) is not None:
        words = _("No outcome condition is set; the exception waits for the leader of the superior’s board.")
    else:
        words = _("No outcome condition is set. Set one, or ask the superior’s board to accept an exception.")
    return [Guard("exception", False, words)]


def condition_guard(standing: ConditionStanding) -> Guard:
    """A condition in words: what is asked, what is there, what is awaited."""
    condition, value = standing.condition, standing.value
    mark = "%" if condition.basis == Basis.PERCENT else ""
    told = {
        "name": condition.indicator.shown_title,
        "asked": f"{condition.get_comparator_display()} {number(condition.threshold)}{mark}",
        "figure": f"{number(standing.figure, None)}{mark}",
        "day": shown_day(value.as_of) if value else "",
        "due": shown_day(condition.indicator.settled_by) if condition.indicator.settled_by else "",
    }
    words = {
        Outcome.MET: _("“%(name)s” %(asked)s: met, settled figure %(figure)s as of %(day)s."),
        Outcome.NOT_MET: _("“%(name)s” %(asked)s: not met, latest figure %(figure)s as of %(day)s."),
        Outcome.UNKNOWN: _("“%(name)s” %(asked)s: no figure yet. Enter the settled figure."),
        Outcome.MET_BY_ESTIMATE: _(
            "“%(name)s” %(asked)s: met only by the estimate %(figure)s as of %(day)s; the settled figure is awaited."
        ),
    }[standing.outcome]
    if standing.outcome == Outcome.MET_BY_ESTIMATE and told["due"]:
        words = _(
            "“%(name)s” %(asked)s: met only by the estimate %(figure)s as of %(day)s; the settled figure is awaited "
            "by %(due)s."
        )
    return Guard(f"condition-{condition.pk}", standing.outcome == Outcome.MET, words % told)


def refuse_unless_closable(finding: Finding) -> None:
    """Raise with everything that is still missing."""
    missing = [guard.words for guard in closing_state(finding) if not guard.ok]
    if missing:
        raise Refused(" ".join(missing))
