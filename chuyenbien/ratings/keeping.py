"""What every condition said when a rating was decided, kept with the decision: the record goes on, the reasons stay."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from chuyenbien.regulations.engine import Check
from chuyenbien.regulations.facts import Fact

from .models import RatingDecision
from .weighing import Weighing


@dataclass(frozen=True, slots=True)
class Change:
    """A condition of which the record says something else now."""

    then: Check
    now: Check


def kept(weighed: Weighing) -> str:
    """Every condition with its state and fact, as the decision keeps them. Facts only, no words of anybody."""
    told = {_key(one): [one.state, *_written(one.fact)] for one in weighed.proposal.checks}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def changes(decision: RatingDecision, weighed: Weighing) -> list[Change] | None:
    """What the record says otherwise than on the day of the decision; None where nothing was kept of that day."""
    if not decision.weighed:
        return None
    told: dict[str, list[Any]] = json.loads(decision.weighed)
    found = []
    for now in weighed.proposal.checks:
        if _key(now) in told:
            state, *fact = told[_key(now)]
            then = replace(now, state=state, fact=_read(fact), why="")
            if (then.state, _written(then.fact)) != (now.state, _written(now.fact)):
                found.append(Change(then, now))
    return found


def _key(check: Check) -> str:
    return f"{check.point.table}:{check.point.key}"


def _written(fact: Fact) -> list[Any]:
    value = fact.value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = f"={Decimal(value).normalize():f}"
    return [value, fact.numerator, fact.denominator]


def _read(fact: list[Any]) -> Fact:
    value, numerator, denominator = fact
    if isinstance(value, str) and value.startswith("="):
        value = Decimal(value[1:])
    return Fact(value, numerator, denominator)
