"""Forms of a plan: begun, edited, issued by the body; commented, sent back, accepted by the superior."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models import Unit

from .. import operations, rules
from ..forms import AcceptForm, AskMoreForm, CommentForm, IssuePlanForm, PlanForm
from ..models import Plan
from .fetching import above_plan, acted_by, visible_dossier, visible_plan, writers


def _page(plan: Plan) -> str:
    return plan.get_absolute_url()


@asks
def draft(request: Any, pk: int) -> HttpResponse:
    """Begin the plan of a review."""
    dossier = visible_dossier(request, pk)
    title = "Kế hoạch khắc phục hạn chế, khuyết điểm sau kiểm điểm"
    return ask(
        request,
        PlanForm,
        title=_("Begin the remediation plan"),
        subject=dossier,
        initial={"title": title},
        perform=lambda form, by: operations.draft_plan(dossier, by=by, **given(form)),
        back=_page,
        **acted_by(request, lambda by: rules.can_draft_plan(by, dossier.body, dossier), writers(dossier.body_id)),
    )


@asks
def draft_for_unit(request: Any, pk: int) -> HttpResponse:
    """Begin a plan for the tasks that directives assign to a unit."""
    unit = get_object_or_404(Unit.objects.on(), pk=pk)

    def rule(by: Actor) -> Verdict:
        return rules.can_draft_plan(by, unit)

    return ask(
        request,
        PlanForm,
        title=_("Begin a plan for assigned tasks"),
        subject=unit,
        perform=lambda form, by: operations.draft_plan(None, unit, by=by, **given(form)),
        back=_page,
        **acted_by(request, rule, writers(unit.pk)),
    )


@asks
def edit(request: Any, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return ask(
        request,
        PlanForm,
        title=_("Edit the plan"),
        subject=plan,
        revision_of=plan,
        initial={"title": plan.title, "purpose": plan.purpose, "organisation": plan.organisation},
        perform=lambda form, by: operations.edit_plan(plan, by=by, **given(form, revision=True)),
        back=_page(plan),
        **acted_by(request, lambda by: rules.can_edit_plan(by, plan), writers(plan.body_id), plan=plan),
    )


@asks
def issue(request: Any, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return ask(
        request,
        IssuePlanForm,
        title=_("Issue the plan"),
        intro=_(
            "Every action in it becomes a promise: its original date never changes. "
            "The plan is sent up to the superior by that."
        ),
        subject=plan,
        perform=lambda form, by: operations.issue_plan(plan, by=by, **given(form)),
        back=_page(plan),
        submit=_("Issue"),
        **acted_by(request, lambda by: rules.can_issue_plan(by, plan), writers(plan.body_id)),
    )


@asks
def comment(request: Any, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return ask(
        request,
        CommentForm,
        title=_("Comment on the plan"),
        subject=plan,
        perform=lambda form, by: operations.comment_plan(plan, by=by, **given(form)),
        back=_page(plan),
        submit=_("Comment"),
        **acted_by(request, lambda by: rules.can_comment_plan(by, plan), above_plan(plan)),
    )


@asks
def ask_more(request: Any, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return ask(
        request,
        AskMoreForm,
        title=_("Ask for more in the plan"),
        subject=plan,
        perform=lambda form, by: operations.ask_plan_more(plan, by=by, **given(form)),
        back=_page(plan),
        submit=_("Ask for more"),
        **acted_by(request, lambda by: rules.can_ask_plan_more(by, plan), above_plan(plan)),
    )


@asks
def accept(request: Any, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return ask(
        request,
        AcceptForm,
        title=_("Accept the plan"),
        subject=plan,
        perform=lambda form, by: operations.accept_plan(plan, by=by, **given(form)),
        back=_page(plan),
        submit=_("Accept"),
        **acted_by(request, lambda by: rules.can_accept_plan(by, plan), above_plan(plan)),
    )
