"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state, records one event.

Who may is asked before, by :mod:`chuyenbien.indicators.rules`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw.values import number
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code, Unit

from .enums import Basis, Comparator, Direction, Trend
from .models import Indicator, MeasuredValue, OutcomeCondition
from .queries import TOLERANCE, percent_of_plan, replaced_ids

CORRECTABLE = (
    "name",
    "measure",
    "direction",
    "baseline",
    "baseline_on",
    "planned",
    "planned_for",
    "settled_by",
    "source",
    "note",
    "is_public",
)


def create_indicator(
    unit: Unit,
    name: str,
    direction: str,
    *,
    by: Actor,
    finding: Finding | None = None,
    measure: Code | None = None,
    baseline: Decimal | None = None,
    baseline_on: dt.date | None = None,
    planned: Decimal | None = None,
    planned_for: dt.date | None = None,
    settled_by: dt.date | None = None,
    source: str = "",
    note: str = "",
    is_public: bool = False,
    is_illustrative: bool = False,
    classification: str = Classification.INTERNAL,
    code: str = "",
    at: dt.datetime | None = None,
) -> Indicator:
    """Say what is measured of a unit, or of a finding. A plan nobody gave stays empty."""
    if finding is not None and finding.is_code_only:
        classification, code = Classification.CODE_ONLY, code or finding.code
    indicator = Indicator(
        unit=unit,
        finding=finding,
        name=name,
        direction=direction,
        measure=measure,
        baseline=baseline,
        baseline_on=baseline_on,
        planned=planned,
        planned_for=planned_for,
        settled_by=settled_by,
        source=source,
        note=note,
        is_public=is_public,
        is_illustrative=is_illustrative,
        classification=classification,
        code=code,
    )
    _compose(indicator)
    _refuse_incomplete(indicator)
    indicator.save()
    data = {"name": indicator.shown_title, "unit": unit}
    also = [finding] if finding else []
    journal.record("indicators.created", indicator, by=by, at=at, data=data, also=also)
    return indicator


def correct_indicator(
    indicator: Indicator,
    *,
    by: Actor,
    revision: int | None = None,
    because: str = "",
    at: dt.datetime | None = None,
    **changes: Any,
) -> Indicator:
    """Correct what an indicator says; the former values stay in the journal. Figures already measured must still fit."""
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise ValueError(f"cannot change {sorted(unknown)}")
    indicator.take_revision(revision, CORRECTABLE)
    before = {name: getattr(indicator, name) for name in changes}
    for name, value in changes.items():
        setattr(indicator, name, value)
    _compose(indicator)
    _refuse_incomplete(indicator)
    _refuse_unfit(indicator)
    changed = {name: [old, getattr(indicator, name)] for name, old in before.items() if old != getattr(indicator, name)}
    if not changed:
        raise Refused(_("Nothing was changed. Change what is to be corrected, or leave the form."))
    indicator.save(update_fields=[*changes, "search_text"])
    data = {"name": indicator.shown_title, "changes": changed}
    journal.record(
        "indicators.corrected", indicator, by=by, at=at, because=because, data=data, also=_finding(indicator)
    )
    return indicator


def measure(
    indicator: Indicator,
    *,
    by: Actor,
    as_of: dt.date,
    value: Decimal | None = None,
    percent: Decimal | None = None,
    trend: str = "",
    is_estimate: bool = False,
    source: str = "",
    note: str = "",
    document: Document | None = None,
    replaces: MeasuredValue | None = None,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> MeasuredValue:
    """Enter a figure: estimated or settled. A settled one may name the estimate it replaces, which stays visible."""
    source, note = nfc(source).strip(), nfc(note).strip()
    _refuse_kind(indicator, value, percent, trend)
    _refuse_day(as_of, is_estimate)
    refuse_mismatch(indicator.planned, value, percent)
    if replaces is not None:
        _refuse_replacing(indicator, replaces, is_estimate)
    _refuse_text_of_code_only(indicator, source=source, note=note)
    row = MeasuredValue.objects.create(
        indicator=indicator,
        as_of=as_of,
        value=value,
        percent=percent,
        trend=trend,
        is_estimate=is_estimate,
        source=source,
        note=note,
        document=document,
        replaces=replaces,
        author=by.person,
        at=at or clock.now(),
        is_illustrative=is_illustrative or indicator.is_illustrative,
        classification=indicator.classification,
        code=indicator.code,
    )
    data = {"name": indicator.shown_title, "as_of": as_of, "figure": told(row), "source": source}
    if replaces is not None:
        data["replaced"] = told(replaces)
    journal.record(_measured_type(row), indicator, by=by, at=at, data=data, also=_finding(indicator))
    return row


def withdraw_value(value: MeasuredValue, *, by: Actor, because: str, at: dt.datetime | None = None) -> MeasuredValue:
    """Take back a wrong figure; it stays visible, struck out, with the reason. An estimate it replaced counts again."""
    because = nfc(because).strip()
    if not because:
        raise Refused(_("Say why the figure is withdrawn; it stays visible with the reason."), field="because")
    kept = "" if value.is_code_only else because
    moved = MeasuredValue.objects.filter(pk=value.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at or clock.now(), withdrawn_because=kept
    )
    if not moved:
        raise Refused(_("This figure has already been withdrawn."))
    value.refresh_from_db()
    indicator = value.indicator
    data = {"name": indicator.shown_title, "as_of": value.as_of, "figure": told(value)}
    journal.record(
        "indicators.value_withdrawn", indicator, by=by, at=at, because=because, data=data, also=_finding(indicator)
    )
    return value


def set_condition(
    finding: Finding,
    indicator: Indicator,
    comparator: str,
    threshold: Decimal,
    *,
    by: Actor,
    basis: str = Basis.VALUE,
    at: dt.datetime | None = None,
) -> OutcomeCondition:
    """Say what a settled figure must show before the finding may be closed. The indicator may be one of the unit."""
    _refuse_not_open(finding)
    if indicator.finding_id not in (None, finding.pk):
        raise Refused(_("This indicator belongs to another finding. Choose one of this finding or of the body."))
    if indicator.direction == Direction.TREND:
        raise Refused(_("An indicator without numbers cannot be a condition; choose one that is measured."))
    if comparator not in Comparator.values or basis not in Basis.values:
        raise Refused(_("Choose how the figure is compared."), field="comparator")
    same = OutcomeCondition.objects.in_force().filter(
        finding=finding, indicator=indicator, basis=basis, comparator=comparator
    )
    if same.exists():
        raise Refused(_("The finding already has this condition. Remove it first, with the reason."))
    condition = OutcomeCondition.objects.create(
        finding=finding,
        indicator=indicator,
        comparator=comparator,
        threshold=threshold,
        basis=basis,
        set_by=by.person,
        set_at=at or clock.now(),
        classification=finding.classification,
        code=finding.code,
    )
    journal.record(
        f"indicators.condition_set.{comparator}",
        finding,
        by=by,
        at=at,
        data={"name": indicator.shown_title, "threshold": number(threshold) + _mark(basis)},
        also=[indicator],
    )
    return condition


def remove_condition(
    condition: OutcomeCondition, *, by: Actor, because: str, at: dt.datetime | None = None
) -> OutcomeCondition:
    """Take a condition away, with the reason; it stays readable."""
    because = nfc(because).strip()
    _refuse_not_open(condition.finding)
    if not because:
        raise Refused(_("Say why the condition is removed."), field="because")
    moved = (
        OutcomeCondition.objects.in_force()
        .filter(pk=condition.pk)
        .update(
            removed_at=at or clock.now(),
            removed_by=by.person,
            removed_because="" if condition.is_code_only else because,
        )
    )
    if not moved:
        raise Refused(_("This condition has already been removed."))
    condition.refresh_from_db()
    journal.record(
        f"indicators.condition_removed.{condition.comparator}",
        condition.finding,
        by=by,
        at=at,
        because=because,
        data={
            "name": condition.indicator.shown_title,
            "threshold": number(condition.threshold) + _mark(condition.basis),
        },
        also=[condition.indicator],
    )
    return condition


def refuse_mismatch(planned: Decimal | None, value: Decimal | None, percent: Decimal | None) -> None:
    """Amount and percent are two readings of one thing: with a plan they must agree."""
    if planned is None or value is None or percent is None:
        return
    computed = percent_of_plan(value, planned)
    if computed is None:
        raise Refused(_("The plan is zero, so there is no percent of it. Leave the percent empty."), field="percent")
    if abs(computed - percent) > TOLERANCE:
        raise Refused(
            _("%(value)s of a plan of %(planned)s is %(computed)s%%, not %(percent)s%%. Correct one of them.")
            % {
                "value": number(value),
                "planned": number(planned),
                "computed": number(computed, 2),
                "percent": number(percent),
            },
            field="percent",
        )


def told(value: MeasuredValue) -> str:
    """A figure in the journal: plain numbers, without words of either language."""
    parts = [f"{one.normalize():f}" for one in (value.value,) if one is not None]
    if value.percent is not None:
        parts.append(f"{value.percent.normalize():f}%")
    if value.trend:
        parts.append({Trend.RISING: "↗", Trend.FALLING: "↘", Trend.STEADY: "→"}[Trend(value.trend)])
    return " · ".join(parts)


def _measured_type(row: MeasuredValue) -> str:
    if row.replaces_id is not None:
        return "indicators.estimate_settled"
    return "indicators.estimated" if row.is_estimate else "indicators.measured"


def _mark(basis: str) -> str:
    return "%" if basis == Basis.PERCENT else ""


def _finding(indicator: Indicator) -> list[Finding]:
    return [indicator.finding] if indicator.finding else []


def _compose(indicator: Indicator) -> None:
    for name in ("name", "source", "note", "code"):
        setattr(indicator, name, nfc(getattr(indicator, name)).strip())
    if indicator.is_code_only:
        indicator.is_public = False


def _refuse_incomplete(indicator: Indicator) -> None:
    if indicator.direction not in Direction.values:
        raise Refused(_("Say which way the indicator should go."), field="direction")
    if indicator.is_code_only:
        if not indicator.code:
            raise Refused(_("Give the code this matter is known by."), field="code")
        _refuse_text_of_code_only(indicator, name=indicator.name, source=indicator.source, note=indicator.note)
    elif not indicator.name:
        raise Refused(_("Say what is measured."), field="name")
    if indicator.direction == Direction.TREND:
        for name in ("baseline", "planned"):
            if getattr(indicator, name) is not None:
                raise Refused(
                    _("An indicator of which only the trend is known has no numbers. Leave this empty."), field=name
                )


def _refuse_unfit(indicator: Indicator) -> None:
    """A correction may not make figures that stand contradict the indicator."""
    for row in indicator.values.filter(withdrawn_at__isnull=True):
        if indicator.direction == Direction.TREND and (row.value is not None or row.percent is not None):
            raise Refused(
                _("Figures have been entered; withdraw them before keeping only the trend."), field="direction"
            )
        try:
            refuse_mismatch(indicator.planned, row.value, row.percent)
        except Refused as refusal:
            raise Refused(refusal.reason, field="planned") from refusal


def _refuse_kind(indicator: Indicator, value: Decimal | None, percent: Decimal | None, trend: str) -> None:
    if trend and trend not in Trend.values:
        raise Refused(_("Say whether it is rising, falling or steady."), field="trend")
    if indicator.direction == Direction.TREND:
        for name, given in (("value", value), ("percent", percent)):
            if given is not None:
                raise Refused(
                    _("Of this indicator only the trend is known; no number is given. Leave this empty."), field=name
                )
        if not trend:
            raise Refused(_("Say whether it is rising, falling or steady."), field="trend")
    elif value is None and percent is None and not trend:
        raise Refused(_("Enter an amount, a percent of plan, or at least the trend."), field="value")


def _refuse_day(as_of: dt.date, is_estimate: bool) -> None:
    if as_of > clock.today() and not is_estimate:
        raise Refused(_("A settled figure cannot be of a day to come. Mark it as an estimate."), field="as_of")


def _refuse_replacing(indicator: Indicator, replaced: MeasuredValue, is_estimate: bool) -> None:
    if is_estimate:
        raise Refused(_("Only a settled figure replaces an estimate."), field="replaces")
    if replaced.indicator_id != indicator.pk or not replaced.is_estimate:
        raise Refused(_("Choose an estimate of this indicator."), field="replaces")
    if replaced.withdrawn_at is not None or replaced.pk in replaced_ids(indicator.values.all()):
        raise Refused(_("This estimate has already been replaced or withdrawn."), field="replaces")


def _refuse_text_of_code_only(indicator: Indicator, **texts: str) -> None:
    if not indicator.is_code_only:
        return
    for name, text in texts.items():
        if text:
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=name)


def _refuse_not_open(finding: Finding) -> None:
    if finding.state not in (FindingState.DRAFT, FindingState.STATED):
        raise Refused(_("The finding is closed or withdrawn; its conditions can no longer be changed."))
