"""Section I.2 of a review report: the results of the year, drawn from what is measured of the body.

A row belongs to the report when its plan is for a day of the period or a figure was measured in it. The table shows a
reader the indicators that this reader sees; a version of the report keeps them in words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core.draw import values
from chuyenbien.core.models import Classification
from chuyenbien.findings.models import Finding
from chuyenbien.findings.queries import shown_to_superiors
from chuyenbien.reviews.models import DossierVersion, ReviewDossier
from chuyenbien.reviews.rules import readable_round

from .models import Indicator, MeasuredValue
from .models.indicator import IndicatorQuerySet
from .queries import derived_plan, figure_of, replaced_ids, with_figures


@dataclass(frozen=True, slots=True)
class Result:
    """One row: an indicator with its latest figure of the period, ``latest``, and that as percent of the plan."""

    indicator: Indicator
    latest: MeasuredValue | None
    percent: Decimal | None

    @property
    def derived(self) -> Decimal | None:
        return derived_plan(self.indicator, self.latest)

    @property
    def source(self) -> str:
        return (self.latest.source if self.latest else "") or self.indicator.source


def results_of(dossier: ReviewDossier, rows: IndicatorQuerySet) -> list[Result]:
    """What was planned and reached in the period, in the order it was entered. Three queries whatever their number."""
    first, last = dossier.cycle.period_start, dossier.cycle.period_end
    found = with_figures(_of_period(dossier, rows)).order_by("pk")
    return [_result(one, first, last) for one in found]


def _of_period(dossier: ReviewDossier, rows: IndicatorQuerySet) -> IndicatorQuerySet:
    first, last = dossier.cycle.period_start, dossier.cycle.period_end
    measured = MeasuredValue.objects.filter(
        indicator=OuterRef("pk"), withdrawn_at=None, as_of__gte=first, as_of__lte=last
    )
    in_period = Q(planned_for__gte=first, planned_for__lte=last) | Q(Exists(measured))
    return rows.filter(in_period, unit_id=dossier.body_id)


def _result(indicator: Indicator, first: dt.date, last: dt.date) -> Result:
    every = list(indicator.values.all())
    replaced = replaced_ids(every)
    counting = [
        one for one in every if one.withdrawn_at is None and one.pk not in replaced and first <= one.as_of <= last
    ]
    latest = max(counting, key=lambda one: (one.as_of, one.pk), default=None)
    percent = figure_of(latest, "percent", indicator.planned) if latest else None
    return Result(indicator, latest, percent)


def of_report(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of the report and of its editor: a table of the indicators that the reader sees."""
    if dossier.is_code_only:
        return SafeString("")
    standing: Any = request.standing  # type: ignore[attr-defined]
    rows = results_of(dossier, Indicator.objects.visible_to(standing))
    context = {"rows": rows, "version": None if rows else _version_with_results(standing, dossier)}
    if not rows and context["version"] is None:
        return SafeString("")
    return render_to_string("indicators/section_i2.html", context, request=request)


def _version_with_results(standing: Any, dossier: ReviewDossier) -> DossierVersion | None:
    """For who does not see the body's indicators but reads its report: where the figures stand as they were sent up."""
    kept = dossier.versions.filter(round__lte=readable_round(standing, dossier)).order_by("-number").first()
    return kept if kept is not None and results_of(dossier, _reported()) else None


def _reported() -> IndicatorQuerySet:
    """What the body reports with its results: what is measured of it, or of a finding its superior has been shown."""
    shared = Finding.objects.filter(shown_to_superiors()).values("pk")
    rows = Indicator.objects.filter(Q(finding=None) | Q(finding__in=shared))
    return rows.exclude(classification=Classification.CODE_ONLY)


def as_text(dossier: ReviewDossier) -> str:
    """The same in words, for a version of the report that is kept."""
    with translation.override("vi"):
        return "\n".join(_told(one) for one in results_of(dossier, _reported()))


def _told(row: Result) -> str:
    one, latest = row.indicator, row.latest
    unit = f" {one.measure.label}" if one.measure else ""
    parts = []
    if one.planned is not None:
        parts.append(_("plan %(amount)s") % {"amount": f"{values.number(one.planned)}{unit}"})
    if latest is None:
        parts.append(_("no figure yet"))
    else:
        amount = f"{values.number(latest.value)}{unit}" if latest.value is not None else latest.get_trend_display()
        if amount:
            parts.append(_("reached %(amount)s") % {"amount": amount})
        if row.percent is not None:
            parts.append(_("%(share)s of plan") % {"share": values.percent(row.percent, 1)})
        kind = _("estimate") if latest.is_estimate else _("settled figure")
        parts.append(f"{kind}, {values.day(latest.as_of)}")
    source = f" ({row.source})" if row.source else ""
    return f"- {one.name}: {'; '.join(parts)}{source}"
