"""How the tests of this room come to an indicator, a figure, a condition. All through the verbs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations
from chuyenbien.indicators.enums import Comparator, Direction
from chuyenbien.indicators.models import Indicator, MeasuredValue, OutcomeCondition
from tests.cast import Cast, by
from tests.remediation import making

YEAR_END = dt.date(2022, 12, 31)


def indicator(cast: Cast, finding: Finding | None = None, **facts: Any) -> Indicator:
    actor = by(cast.editor)
    told = {"name": "Giải ngân vốn đầu tư công", "direction": Direction.INCREASE, **facts}
    with clock.at(making.TODAY), journal.recording(by=actor):
        return operations.create_indicator(cast.body, by=actor, finding=finding, **told)


def figure(cast: Cast, of: Indicator, **facts: Any) -> MeasuredValue:
    actor = by(cast.editor)
    with clock.at(making.TODAY), journal.recording(by=actor):
        return operations.measure(of, by=actor, **{"as_of": YEAR_END, "source": "Báo cáo quyết toán", **facts})


def condition(cast: Cast, finding: Finding, of: Indicator, threshold: str = "95", **facts: Any) -> OutcomeCondition:
    actor = by(cast.officer)
    with clock.at(making.TODAY), journal.recording(by=actor):
        return operations.set_condition(
            finding, of, facts.pop("comparator", Comparator.AT_LEAST), Decimal(threshold), by=actor, **facts
        )


def finding(cast: Cast) -> Finding:
    with clock.at(making.TODAY):
        return making.make_finding(cast, making.make_dossier(cast))
