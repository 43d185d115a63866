"""Pages of confirmation and closing."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given
from chuyenbien.remediation.models import Action, Submission

from . import forms, operations, presentation, rules
from .enums import Judgment
from .models import ClosureException, Verification
from .queries import closing_state, pending_exception, superiors_of, waiting_for


def _finding(request: Any, pk: int) -> Finding:
    rows = Finding.objects.visible_to(request.standing).select_related("address", "field", "dossier__cycle")
    return get_object_or_404(rows, pk=pk)


def _submission(request: Any, pk: int) -> Submission:
    visible = Action.objects.visible_to(request.standing)
    rows = Submission.objects.filter(action__in=visible).select_related(
        "by",
        "action__lead_person",
        "action__lead_unit",
        "action__address",
        "action__authority",
        "action__finding__dossier__cycle",
        "action__directive_task",
        "verification__by",
    )
    return get_object_or_404(rows, pk=pk)


@reads
def queue(request: Any) -> HttpResponse:
    wanted = forms.QueueFilter(request)
    found = waiting_for(request.standing).select_related(
        "by", "action__lead_person", "action__lead_unit", "action__address", "action__finding"
    )
    words = wanted.read()["q"]
    if words:
        found = found.filter(action__in=Action.objects.matching(words))
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(request, "verification/queue.html", {"filter": wanted, "page": page})


@asks
def judge(request: Any, pk: int) -> HttpResponse:
    """The promise left, the evidence right, accept or return below. Once judged, the judgment is shown."""
    submission = _submission(request, pk)
    action = submission.action
    shown = {"submission": submission, "action": action, "progress": presentation.progress_of(action)}
    judged = Verification.objects.filter(submission=submission).first()
    verdict = directly_or_for(request.actor, lambda by: rules.can_judge(by, submission))
    if request.method != "POST" and (judged is not None or not verdict):
        return render(request, "verification/judged.html", {**shown, "judged": judged, "verdict": verdict})
    return ask(
        request,
        forms.JudgeForm,
        title=_("Confirm the result of remedy"),
        subject=action,
        verdict=verdict,
        form_kwargs={"code_only": action.is_code_only, "rule": lambda by: rules.can_judge(by, submission)},
        perform=lambda form, by: _judge(submission, form, by),
        back=reverse("verification:queue"),
        submit=_("Record the judgment"),
        template="verification/judge.html",
        context=shown,
    )


def _judge(submission: Submission, form: forms.JudgeForm, by: Any) -> Verification:
    told = form.cleaned_data
    reason = told.get("reason", "")
    if told["judgment"] != Judgment.ACCEPTED:
        return operations.return_to_doer(submission, by=by, reason=reason)
    beyond = told.get("exceeded_reason", "")
    return operations.accept(submission, by=by, reason=reason, exceeded=told["exceeded"], exceeded_reason=beyond)


@asks
def except_independence(request: Any, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.standing), pk=pk)
    return ask(
        request,
        forms.IndependenceForm,
        title=_("Let a verifier confirm who is not independent"),
        subject=action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_approve_independence_exception(by, action)),
        form_kwargs={
            "units": superiors_of(action),
            "code_only": action.is_code_only,
            "rule": lambda by: rules.can_approve_independence_exception(by, action),
        },
        perform=lambda form, by: operations.approve_independence_exception(
            action, by=by, **{"reason": "", **given(form)}
        ),
        back=action.get_absolute_url(),
        submit=_("Let the exception pass"),
        intro=_("Only where nobody independent can confirm. It stays on the record with your name and the reason."),
    )


@reads
def closing(request: Any, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    actor = request.actor
    state = closing_state(finding)
    return render(
        request,
        "verification/closing.html",
        {
            "finding": finding,
            "state": state,
            "ready": all(guard.ok for guard in state),
            "closures": presentation.closures_of(finding),
            "exceptions": finding.closure_exceptions.select_related("asked_by", "accepted_by", "refused_by"),
            "pending": pending_exception(finding),
            **presentation.verdicts(actor, finding),
        },
    )


@asks
def close(request: Any, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return ask(
        request,
        forms.CloseForm,
        title=_("Close the finding"),
        subject=finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_close(by, finding)),
        form_kwargs={"code_only": finding.is_code_only, "rule": lambda by: rules.can_close(by, finding)},
        perform=lambda form, by: operations.close(finding, by=by, **given(form)),
        back=finding.get_absolute_url(),
        submit=_("Close"),
        template="verification/close.html",
        context={"state": closing_state(finding), "back": reverse("verification:closing", args=[pk])},
    )


@asks
def reopen(request: Any, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return ask(
        request,
        forms.ReopenForm,
        title=_("Open the finding again"),
        subject=finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_reopen(by, finding)),
        form_kwargs={"code_only": finding.is_code_only, "rule": lambda by: rules.can_reopen(by, finding)},
        perform=lambda form, by: operations.reopen(finding, by=by, **{"because": "", **given(form)}),
        back=finding.get_absolute_url(),
        submit=_("Open again"),
        intro=_("The closing stays readable with its figures."),
    )


@asks
def ask_exception(request: Any, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return ask(
        request,
        forms.AskExceptionForm,
        title=_("Ask for closing without an outcome condition"),
        subject=finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_ask_closure_exception(by, finding)),
        form_kwargs={
            "code_only": finding.is_code_only,
            "rule": lambda by: rules.can_ask_closure_exception(by, finding),
        },
        perform=lambda form, by: operations.ask_closure_exception(finding, by=by, **{"reason": "", **given(form)}),
        back=reverse("verification:closing", args=[pk]),
        submit=_("Ask"),
        intro=_("A leader of the superior’s board decides, who is not the one that asks."),
    )


@asks
def decide_exception(request: Any, pk: int) -> HttpResponse:
    visible = Finding.objects.visible_to(request.standing)
    rows = ClosureException.objects.filter(finding__in=visible).select_related("finding__dossier__cycle", "asked_by")
    exception = get_object_or_404(rows, pk=pk)
    return ask(
        request,
        forms.DecideExceptionForm,
        title=_("Decide on the exception"),
        subject=exception.finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_decide_closure_exception(by, exception)),
        form_kwargs={
            "code_only": exception.is_code_only,
            "rule": lambda by: rules.can_decide_closure_exception(by, exception),
        },
        perform=lambda form, by: _decide(exception, form, by),
        back=reverse("verification:closing", args=[exception.finding_id]),
        submit=_("Record the decision"),
        template="verification/decide.html",
        context={"exception": exception},
    )


def _decide(exception: ClosureException, form: forms.DecideExceptionForm, by: Any) -> ClosureException:
    if form.cleaned_data["decision"] == "accept":
        return operations.accept_closure_exception(exception, by=by)
    return operations.refuse_closure_exception(exception, by=by, because=form.cleaned_data.get("because", ""))
