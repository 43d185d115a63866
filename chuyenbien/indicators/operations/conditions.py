"""What a settled figure must show before a finding may be closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw.values import number
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor

from ..enums import Basis, Comparator, Direction
from ..models import Indicator, OutcomeCondition


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


def _mark(basis: str) -> str:
    return "%" if basis == Basis.PERCENT else ""


def _refuse_not_open(finding: Finding) -> None:
    if finding.state not in (FindingState.DRAFT, FindingState.STATED):
        raise Refused(_("The finding is closed or withdrawn; its conditions can no longer be changed."))
