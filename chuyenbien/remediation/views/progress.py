"""Reporting progress, correcting and withdrawing it; submitting for confirmation and taking that back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given

from .. import operations, rules
from ..forms import CorrectForm, ReportForm, SubmitForm, TakeBackForm, WithdrawForm
from .fetching import acted_by, lead, visible_action, visible_progress, workers

TEMPLATE = "remediation/report_form.html"


@asks
def report(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return ask(
        request,
        ReportForm,
        title=_("Report progress"),
        subject=action,
        template=TEMPLATE,
        initial={"percent": action.percent or None},
        perform=lambda form, by: operations.report_progress(action, by=by, **form.facts()),
        back=f"{action.get_absolute_url()}#progress",
        submit=_("Report"),
        **acted_by(request, lambda by: rules.can_report(by, action), workers(action), action=action),
    )


@asks
def correct(request: Any, pk: int) -> HttpResponse:
    old = visible_progress(request, pk)
    action = old.action
    return ask(
        request,
        CorrectForm,
        title=_("Correct the report"),
        intro=_("The old entry stays readable, struck through. Its files go along."),
        subject=action,
        template=TEMPLATE,
        initial={
            "text": old.text,
            "percent": old.percent,
            "done_on": old.done_on,
            "quantity": old.quantity,
            "measure": old.measure_id,
            "occurrence": old.occurrence_id,
        },
        perform=lambda form, by: operations.correct_progress(old, by=by, **form.facts()),
        back=f"{action.get_absolute_url()}#progress",
        submit=_("Correct"),
        **acted_by(request, lambda by: rules.can_correct(by, old), workers(action), action=action),
    )


@asks
def withdraw(request: Any, pk: int) -> HttpResponse:
    old = visible_progress(request, pk)
    action = old.action
    return ask(
        request,
        WithdrawForm,
        title=_("Withdraw the report"),
        subject=action,
        perform=lambda form, by: operations.withdraw_progress(old, by=by, **given(form)),
        back=f"{action.get_absolute_url()}#progress",
        submit=_("Withdraw"),
        **acted_by(request, lambda by: rules.can_correct(by, old), workers(action)),
    )


@asks
def submit(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return ask(
        request,
        SubmitForm,
        title=_("Submit for confirmation"),
        intro=_("Somebody independent confirms it. What is submitted in time stays in time until then."),
        subject=action,
        perform=lambda form, by: operations.submit(action, by=by, **given(form)),
        back=action.get_absolute_url(),
        submit=_("Submit for confirmation"),
        **acted_by(request, lambda by: rules.can_submit(by, action), lead(action)),
    )


@asks
def take_back(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return ask(
        request,
        TakeBackForm,
        title=_("Take the submission back"),
        subject=action,
        perform=lambda form, by: operations.withdraw_submission(action, by=by, **given(form)),
        back=action.get_absolute_url(),
        submit=_("Take back"),
        **acted_by(request, lambda by: rules.can_withdraw_submission(by, action), lead(action)),
    )
