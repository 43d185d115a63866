"""The closing of findings whose actions have all ended, on a settled figure or on an accepted exception."""

from __future__ import annotations

import json
from random import Random

from chuyenbien.core.clock import moment_of
from chuyenbien.indicators.models import OutcomeCondition
from chuyenbien.verification.models import Closure, ClosureException

from .matters import Finder, Found
from .organisation import Organisation
from .sizes import Clock
from .writing import Writer

_REASON = "Kết quả không đo được bằng số liệu, đã có biên bản xác nhận từng trường hợp."


def close(found: Found, finder: Finder, writer: Writer, dice: Random, clock: Clock, organisation: Organisation) -> None:
    """Half rest on a condition that is met, half on an exception that the board accepted."""
    finding = found.finding
    level = {"classification": finding.classification, "code": finding.code}
    conditions: list[OutcomeCondition] = []
    exception = None
    if dice.random() < 0.5:
        conditions = finder.measure(found)
    else:
        exception = writer.add(
            ClosureException(
                finding=finding,
                reason="" if finding.is_code_only else _REASON,
                asked_by=found.review.body.head,
                asked_at=moment_of(clock.ago(6)),
                accepted_by=organisation.leader,
                accepted_at=moment_of(clock.ago(3)),
                **level,
            )
        )
    writer.add(
        Closure(
            finding=finding,
            figures="" if finding.is_code_only else _figures(conditions, clock),
            exception=exception,
            by=organisation.verifier,
            at=finding.closed_at or moment_of(clock.today),
            **level,
        )
    )


def _figures(conditions: list[OutcomeCondition], clock: Clock) -> str:
    told = [
        {
            "condition": one.pk,
            "indicator": one.indicator.shown_title,
            "basis": one.basis,
            "comparator": one.comparator,
            "threshold": f"{one.threshold:f}",
            "figure": "96",
            "as_of": clock.ago(20).isoformat(),
        }
        for one in conditions
    ]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
