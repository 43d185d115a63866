"""Figures: estimated or settled, replaced by name, withdrawn with the reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor

from ..enums import Direction, Trend
from ..models import Indicator, MeasuredValue
from ..queries import replaced_ids
from .parts import finding_of, refuse_another_plan, refuse_mismatch, refuse_text_of_code_only


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
    """Enter a figure: estimated or settled. A settled one may name the estimate it replaces, which stays visible.

    A settled figure says where it stands: ``source`` or ``document``; findings are closed on it.
    """
    source, note = nfc(source).strip(), nfc(note).strip()
    _refuse_kind(indicator, value, percent, trend)
    _refuse_day(as_of, is_estimate)
    counted = value is not None or percent is not None
    if counted and not (is_estimate or source or document is not None or indicator.is_code_only):
        raise Refused(
            _("Say where the settled figure stands: the report or the document, with its number."), field="source"
        )
    refuse_mismatch(indicator.planned, value, percent)
    refuse_another_plan(indicator, as_of, value, percent)
    if replaces is not None:
        _refuse_replacing(indicator, replaces, is_estimate)
    refuse_text_of_code_only(indicator, source=source, note=note)
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
    journal.record(_measured_type(row), indicator, by=by, at=at, data=data, also=finding_of(indicator))
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
        "indicators.value_withdrawn", indicator, by=by, at=at, because=because, data=data, also=finding_of(indicator)
    )
    return value


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
