"""How the tests of this room come to a submission, a judgment, a finding ready to close. All through the verbs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.indicators.enums import Comparator, Direction
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action, Submission
from chuyenbien.verification import operations
from tests.cast import Cast, by, make_person
from tests.remediation import making

SUBMITTED = dt.datetime(2023, 2, 20, 3, 0, tzinfo=dt.UTC)
TODAY = dt.date(2023, 3, 1)


def act(person: Person, verb: Any, *args: Any, on: dt.date = TODAY, **facts: Any) -> Any:
    with clock.at(on), journal.recording(by=by(person)):
        return verb(*args, by=by(person), **facts)


def submission(cast: Cast, action: Action | None = None) -> Submission:
    action = action or making.active(cast)
    with clock.at(SUBMITTED):
        making.report(cast, action)
        made: Submission = making.submit(cast, action, at=SUBMITTED)
    return Submission.objects.select_related("action").get(pk=made.pk)


def accepted(cast: Cast) -> Action:
    pending = submission(cast)
    act(cast.verifier, operations.accept, pending)
    return Action.objects.select_related("finding").get(pk=pending.action_id)


def condition(cast: Cast, finding: Finding, threshold: int = 95) -> Indicator:
    officer = by(cast.officer)
    with clock.at(making.TODAY), journal.recording(by=officer):
        made = indicators.create_indicator(
            cast.body, "Hộ được giao đất", Direction.INCREASE, by=officer, finding=finding
        )
        indicators.set_condition(finding, made, Comparator.AT_LEAST, Decimal(threshold), by=officer)
    return made


def figure(cast: Cast, indicator: Indicator, value: int, **facts: Any) -> Any:
    told = {"as_of": dt.date(2023, 2, 28), "value": Decimal(value), "settled": True, **facts}
    settled = told.pop("settled")
    return act(
        cast.officer, indicators.measure, indicator, is_estimate=not settled, **{"source": "Báo cáo quyết toán", **told}
    )


def ready(cast: Cast) -> Finding:
    """A finding of which every guard holds."""
    action = accepted(cast)
    assert action.finding is not None
    figure(cast, condition(cast, action.finding), 98)
    return Finding.objects.get(pk=action.finding.pk)


def closed(cast: Cast) -> Finding:
    finding = ready(cast)
    act(cast.verifier, operations.close, finding, reason="Đã giải quyết dứt điểm")
    return Finding.objects.get(pk=finding.pk)


def second_verifier(cast: Cast, *more: tuple[Any, str], name: str = "verifier2") -> Person:
    """A verifier of the superior, besides the one of the cast, with what else they hold."""
    with journal.recording(by=None):
        return make_person(name, "Tô Thị Kiểm", "Ủy viên", (cast.superior, Role.VERIFIER), *more)
