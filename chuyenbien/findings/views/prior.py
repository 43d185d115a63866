"""Forms of section III and of commitments."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import require
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.reviews import queries as reviews

from .. import operations, rules
from ..forms import PriorForm, PromiseForm
from ..models import CarryOver, Finding, PriorReport
from .fetching import acted_by, deciding, of_body, visible_dossier, visible_finding


@writes
def carry(request: Any, pk: int) -> HttpResponse:
    """Take the open earlier findings of the body into its review."""
    dossier = visible_dossier(request, pk)
    return act(
        request,
        verdict=rules.can_carry(request.actor, dossier),
        perform=lambda by: operations.carry_into(dossier, by=by),
        back=f"{dossier.get_absolute_url()}#section-iii",
    )


@asks
def report(request: Any, pk: int, finding_pk: int) -> HttpResponse:
    """What section III says of one earlier finding in the present round."""
    dossier = visible_dossier(request, pk)
    carried = CarryOver.objects.filter(dossier=dossier).values("finding")
    finding = get_object_or_404(Finding.objects.visible_to(request.standing).filter(pk__in=carried), pk=finding_pk)
    reports = PriorReport.objects.filter(finding=finding, dossier=dossier).order_by("-round")
    verdict = reviews.may_go_on_writing(request.standing, dossier, "findings.prior_reported", finding)
    if not verdict and reports.filter(round=dossier.round).exists():
        require(verdict)
    written = reports.first()
    return ask(
        request,
        PriorForm,
        title=_("Result of remedying an earlier limitation"),
        intro=_("Section III of the report of this round. Writing again replaces what stands there."),
        subject=finding,
        initial={"kept": written.kept, "text": written.text} if written else {},
        perform=lambda form, by: operations.report_prior(
            finding, dossier, kept=form.cleaned_data["kept"], text=form.cleaned_data["text"], by=by
        ),
        back=f"{dossier.get_absolute_url()}#section-iii",
        **acted_by(request, lambda by: rules.can_report_prior(by, dossier), of_body(dossier)),
    )


@asks
def promise(request: Any, pk: int) -> HttpResponse:
    """At the next review: was the commitment kept?"""
    finding = visible_finding(request, pk)
    return ask(
        request,
        PromiseForm,
        title=_("Was the commitment kept?"),
        subject=finding,
        initial={"kept": finding.promise_kept},
        perform=lambda form, by: operations.keep_promise(
            finding, kept=form.cleaned_data["kept"], because=form.cleaned_data["because"], by=by
        ),
        back=finding.get_absolute_url(),
        **acted_by(request, lambda by: rules.can_judge_promise(by, finding), deciding(finding)),
    )
