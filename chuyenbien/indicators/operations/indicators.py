"""What is measured: said, and corrected."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code, Unit

from ..enums import Direction
from ..models import Indicator
from .parts import finding_of, refuse_mismatch, refuse_text_of_code_only

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
    """Correct what an indicator says; the former values stay in the journal. Figures already measured must fit."""
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
        "indicators.corrected", indicator, by=by, at=at, because=because, data=data, also=finding_of(indicator)
    )
    return indicator


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
        refuse_text_of_code_only(indicator, name=indicator.name, source=indicator.source, note=indicator.note)
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
