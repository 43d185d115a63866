"""Forms of an action: drafted in a plan, for a finding or for an assigned task; edited, taken out, issued."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import act, ask, asks, writes

from .. import operations, queries, rules
from ..forms import ActionForm, facts_of
from ..models import Action
from .fetching import acted_by, of_body, visible_action, visible_finding, visible_plan, visible_task, writers

TEMPLATE = "remediation/action_form.html"


def _page(action: Action) -> str:
    return action.get_absolute_url()


@asks
def add(request: Any, pk: int) -> HttpResponse:
    """Draft an action in a plan, for one of the limitations of its review."""
    plan = visible_plan(request, pk)
    findings = queries.findings_of(plan)
    return ask(
        request,
        ActionForm,
        title=_("Draft an action"),
        subject=plan,
        template=TEMPLATE,
        initial={"finding": request.GET.get("finding")},
        perform=lambda form, by: operations.add_action(
            plan, by=by, finding=form.cleaned_data["finding"], **form.facts()
        ),
        back=plan.get_absolute_url(),
        **acted_by(
            request,
            lambda by: rules.can_add_to_plan(by, plan),
            writers(plan.body_id),
            body=plan.body,
            plan=plan,
            findings=findings,
            code_only=plan.is_code_only,
        ),
    )


@asks
def add_to_finding(request: Any, pk: int) -> HttpResponse:
    """Draft an action for a limitation outside any plan."""
    finding = visible_finding(request, pk)
    return ask(
        request,
        ActionForm,
        title=_("Draft an action"),
        subject=finding,
        template=TEMPLATE,
        perform=lambda form, by: operations.add_action(None, by=by, finding=finding, **form.facts()),
        back=_page,
        **acted_by(
            request,
            lambda by: rules.can_add_to_finding(by, finding),
            writers(finding.address_id),
            body=finding.address,
            code_only=finding.is_code_only,
        ),
    )


@asks
def add_to_task(request: Any, pk: int) -> HttpResponse:
    """Draft an action for a task that a directive assigns."""
    task = visible_task(request, pk)
    return ask(
        request,
        ActionForm,
        title=_("Draft an action"),
        subject=task,
        template=TEMPLATE,
        initial={"due_on": task.due_on},
        perform=lambda form, by: operations.add_action(None, by=by, directive_task=task, **form.facts()),
        back=_page,
        **acted_by(
            request,
            lambda by: rules.can_add_to_task(by, task),
            writers(task.unit_id),
            body=task.unit,
            code_only=task.is_code_only,
        ),
    )


@asks
def edit(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return ask(
        request,
        ActionForm,
        title=_("Edit the action"),
        subject=action,
        template=TEMPLATE,
        revision_of=action,
        initial=facts_of(action),
        perform=lambda form, by: operations.edit_action(
            action, by=by, revision=form.cleaned_data["revision"], **form.facts()
        ),
        back=_page(action),
        **acted_by(
            request,
            lambda by: rules.can_edit(by, action),
            of_body(action),
            body=action.plan.body if action.plan else action.address,
            plan=action.plan,
            action=action,
            code_only=action.is_code_only,
        ),
    )


@writes
def remove(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    place = action.plan or action.finding or action.directive_task
    return act(
        request,
        verdict=rules.can_remove(request.actor, action),
        perform=lambda by: operations.remove_action(action, by=by),
        back=place.get_absolute_url() if place else "/",
    )


@writes
def issue(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return act(
        request,
        verdict=rules.can_issue(request.actor, action),
        perform=lambda by: operations.issue_action(action, by=by),
        back=_page(action),
    )
