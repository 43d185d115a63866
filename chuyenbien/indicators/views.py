"""Pages of indicators."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.core.web import reads
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given

from . import forms, operations, presentation, rules
from .models import Indicator, MeasuredValue, OutcomeCondition
from .models.indicator import IndicatorQuerySet
from .operations import CORRECTABLE
from .queries import with_figures


def _visible(request: Any, pk: int) -> Indicator:
    return get_object_or_404(with_figures(Indicator.objects.visible_to(request.standing)), pk=pk)


def _finding(request: Any, pk: int) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.standing), pk=pk)


@reads
def indicator_list(request: Any) -> HttpResponse:
    wanted = forms.IndicatorFilter(request)
    found = _filtered(Indicator.objects.visible_to(request.standing), wanted.read())
    page = Paginator(with_figures(found), 25).get_page(request.GET.get("page"))
    return render(
        request,
        "indicators/list.html",
        {
            "filter": wanted,
            "page": page,
            "rows": presentation.rows(page.object_list),
            "can_create": rules.can_create_any(request.actor),
        },
    )


def _filtered(found: IndicatorQuerySet, wanted: dict[str, Any]) -> IndicatorQuerySet:
    if wanted["q"]:
        found = found.matching(wanted["q"])
    if wanted["unit"]:
        found = found.filter(unit=wanted["unit"])
    if wanted["of"]:
        found = found.filter(finding__isnull=wanted["of"] == "unit")
    values = MeasuredValue.objects.filter(indicator=OuterRef("pk"), withdrawn_at=None)
    if wanted["kind"] == "none":
        found = found.filter(~Exists(values))
    elif wanted["kind"] == "estimate":
        latest = values.order_by("-as_of", "-pk").values("is_estimate")[:1]
        found = found.alias(latest_is_estimate=latest).filter(latest_is_estimate=True)
    return found


@reads
def indicator(request: Any, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    actor = request.actor
    sees_finding = shown.finding_id is not None and (
        Finding.objects.visible_to(request.standing).filter(pk=shown.finding_id).exists()
    )
    return render(
        request,
        "indicators/indicator.html",
        {
            "indicator": shown,
            "row": presentation.row(shown),
            "drawing": presentation.drawing(shown, events_for=request.standing if sees_finding else None),
            "values": [
                (value, became, rules.can_withdraw(actor, value)) for value, became in presentation.table(shown)
            ],
            "sees_finding": sees_finding,
            "can_measure": directly_or_for(actor, lambda by: rules.can_measure(by, shown)),
            "can_correct": directly_or_for(actor, lambda by: rules.can_correct(by, shown)),
            "can_reclassify": rules.can_reclassify(actor, shown),
            "entries": journal.timeline(shown, reader=request.standing),
        },
    )


@asks
def create(request: Any) -> HttpResponse:
    return ask(
        request,
        forms.IndicatorForm,
        title=_("Say what is measured of a unit"),
        verdict=rules.can_create_any(request.actor),
        form_kwargs={"units": rules.units_kept(request.actor), "rule": rules.can_create_any},
        perform=_create,
        back=lambda made: made.get_absolute_url(),
        submit=_("Enter the indicator"),
    )


def _create(form: forms.IndicatorForm, by: Any) -> Indicator:
    verdict = rules.can_create(by, form.cleaned_data["unit"])
    if not verdict:
        raise Refused(verdict.reason, field="unit")
    return operations.create_indicator(by=by, **given(form))


@asks
def create_of_finding(request: Any, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return ask(
        request,
        forms.IndicatorForm,
        title=_("Say what is measured of this finding"),
        subject=finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_create(by, finding.address, finding)),
        form_kwargs={
            "code_only": finding.is_code_only,
            "rule": lambda by: rules.can_create(by, finding.address, finding),
        },
        perform=lambda form, by: operations.create_indicator(
            **{"unit": finding.address, "finding": finding, "by": by, "name": "", **given(form)}
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Enter the indicator"),
    )


@asks
def correct(request: Any, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        forms.CorrectForm,
        title=_("Correct the indicator"),
        subject=shown,
        revision_of=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_correct(by, shown)),
        initial={name: getattr(shown, name) for name in CORRECTABLE},
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_correct(by, shown)},
        perform=lambda form, by: operations.correct_indicator(shown, by=by, **given(form, revision=True)),
        back=shown.get_absolute_url(),
    )


@asks
def reclassify(request: Any, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=shown,
        verdict=rules.can_reclassify(request.actor, shown),
        initial={"level": shown.classification},
        perform=lambda form, by: documents.reclassify(shown, by=by, **given(form)),
        back=shown.get_absolute_url(),
    )


@asks
def measure(request: Any, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        forms.MeasureForm,
        title=_("Enter a figure"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_measure(by, shown)),
        form_kwargs={"indicator": shown, "rule": lambda by: rules.can_measure(by, shown)},
        perform=lambda form, by: operations.measure(shown, by=by, **given(form)),
        back=shown.get_absolute_url(),
        submit=_("Enter the figure"),
    )


@asks
def withdraw(request: Any, pk: int) -> HttpResponse:
    visible = Indicator.objects.visible_to(request.standing)
    value = get_object_or_404(MeasuredValue.objects.select_related("indicator"), pk=pk, indicator__in=visible)
    return ask(
        request,
        forms.WithdrawForm,
        title=_("Withdraw the figure"),
        subject=value.indicator,
        verdict=directly_or_for(request.actor, lambda by: rules.can_withdraw(by, value)),
        form_kwargs={"rule": lambda by: rules.can_withdraw(by, value)},
        perform=lambda form, by: operations.withdraw_value(value, by=by, because=form.cleaned_data["because"]),
        back=value.indicator.get_absolute_url(),
        submit=_("Withdraw"),
        intro=_("It stays visible, struck out, with the reason."),
    )


@asks
def condition(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    actor: Any = request.actor  # type: ignore[attr-defined]
    return ask(
        request,
        forms.ConditionForm,
        title=_("Set a condition for closing"),
        subject=finding,
        verdict=directly_or_for(actor, lambda by: rules.can_set_condition(by, finding)),
        form_kwargs={"finding": finding, "rule": lambda by: rules.can_set_condition(by, finding)},
        perform=lambda form, by: operations.set_condition(finding, by=by, **given(form)),
        back=finding.get_absolute_url(),
        submit=_("Set the condition"),
        intro=_("The finding can be closed only when a settled figure shows this. An estimate never closes."),
    )


@asks
def remove_condition(request: Any, pk: int) -> HttpResponse:
    visible = Finding.objects.visible_to(request.standing)
    found = get_object_or_404(
        OutcomeCondition.objects.select_related("finding", "indicator"), pk=pk, finding__in=visible
    )
    return ask(
        request,
        forms.RemoveConditionForm,
        title=_("Remove the condition for closing"),
        subject=found.finding,
        verdict=directly_or_for(request.actor, lambda by: rules.can_remove_condition(by, found)),
        form_kwargs={"rule": lambda by: rules.can_remove_condition(by, found)},
        perform=lambda form, by: operations.remove_condition(found, by=by, because=form.cleaned_data["because"]),
        back=found.finding.get_absolute_url(),
        submit=_("Remove"),
    )
