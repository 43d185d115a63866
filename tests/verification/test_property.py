"""A finding can be closed exactly when every guard holds, whatever the history. The oracle is written apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.models import Indicator, MeasuredValue, OutcomeCondition
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, Submission
from chuyenbien.verification import operations
from chuyenbien.verification.models import ClosureException
from chuyenbien.verification.queries import closing_state, may_close
from tests.cast import Cast
from tests.remediation.making import active

from . import making

ACTIONS = ("draft", "active", "submitted", "paused", "awaiting", "cancelled", "transferred", "done", "done-unjudged")
CONDITIONS = ("settled", "estimate", "short", "nothing", "withdrawn", "estimate-then-settled", "settled-then-estimate")
EXCEPTIONS = ("none", "asked", "refused", "accepted")
FINDINGS = ("stated", "stated", "stated", "draft", "withdrawn")


def oracle(state: str, actions: Sequence[str], conditions: Sequence[str], exception: str) -> bool:
    """What the procedure says, in one sentence each."""
    confirmed = "done" in actions
    finished = all(one in ("draft", "done", "done-unjudged", "cancelled", "transferred") for one in actions)
    outcome = (
        all(one in ("settled", "estimate-then-settled") for one in conditions)
        if conditions
        else exception == "accepted"
    )
    return state == "stated" and confirmed and finished and outcome


def set_actions(cast: Cast, finding: Finding, states: Sequence[str]) -> None:
    made = list(Action.objects.filter(finding=finding).order_by("pk"))
    for action, state in zip(made, states, strict=False):
        done = state.startswith("done")
        Action.objects.filter(pk=action.pk).update(
            state=ActionState.DONE if done else state, completed_at=making.SUBMITTED if done else None
        )
        if state == "done":
            Submission.objects.create(
                action=action, by=cast.doer, at=making.SUBMITTED, accepted_at=making.SUBMITTED, note="Xong"
            )
    for action in made[len(states) :]:
        Action.objects.filter(pk=action.pk).update(state=ActionState.CANCELLED)


def value(cast: Cast, indicator: Indicator, figure: int, day: int, *, estimate: bool, withdrawn: bool = False) -> None:
    MeasuredValue.objects.create(
        indicator=indicator,
        as_of=dt.date(2023, 2, day),
        value=Decimal(figure),
        is_estimate=estimate,
        author=cast.editor,
        withdrawn_at=making.SUBMITTED if withdrawn else None,
    )


def set_condition(cast: Cast, finding: Finding, kind: str) -> None:
    indicator = Indicator.objects.create(unit=cast.body, finding=finding, name="Chỉ tiêu", direction="increase")
    OutcomeCondition.objects.create(
        finding=finding, indicator=indicator, comparator="gte", threshold=Decimal(10), set_by=cast.officer
    )
    if kind in ("settled", "settled-then-estimate"):
        value(cast, indicator, 10, 5, estimate=False)
    if kind in ("estimate", "estimate-then-settled", "settled-then-estimate"):
        value(cast, indicator, 12, 4 if kind == "estimate-then-settled" else 6, estimate=True)
    if kind == "estimate-then-settled":
        value(cast, indicator, 11, 8, estimate=False)
    if kind == "short":
        value(cast, indicator, 9, 5, estimate=False)
    if kind == "withdrawn":
        value(cast, indicator, 15, 5, estimate=False, withdrawn=True)


def set_exception(cast: Cast, finding: Finding, kind: str) -> None:
    if kind == "none":
        return
    made = ClosureException.objects.create(finding=finding, reason="Không đo được", asked_by=cast.verifier)
    if kind == "accepted":
        made.accepted_by, made.accepted_at = cast.leader, making.SUBMITTED
    elif kind == "refused":
        made.refused_by, made.refused_at = cast.leader, making.SUBMITTED
    made.save()


class Undo(Exception):
    """Ends an example, taking back what it wrote."""


def test_closing_is_possible_exactly_when_all_guards_hold(cast: Cast) -> None:
    first = active(cast).finding
    assert first is not None
    finding_id = first.pk
    active(cast, task="Việc thứ hai của kế hoạch khắc phục")
    active(cast, task="Việc thứ ba của kế hoạch khắc phục")

    @settings(max_examples=120, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        state=st.sampled_from(FINDINGS),
        actions=st.lists(st.sampled_from(ACTIONS) | st.just("done"), max_size=3),
        conditions=st.lists(st.sampled_from(CONDITIONS) | st.just("settled"), max_size=2),
        exception=st.sampled_from(EXCEPTIONS),
    )
    def holds(state: str, actions: list[str], conditions: list[str], exception: str) -> None:
        try:
            with transaction.atomic():
                finding = Finding.objects.get(pk=finding_id)
                set_actions(cast, finding, actions)
                for kind in conditions:
                    set_condition(cast, finding, kind)
                set_exception(cast, finding, exception)
                Finding.objects.filter(pk=finding_id).update(state=state)
                finding.refresh_from_db()
                expected = oracle(state, actions, conditions, exception)
                assert may_close(finding) is expected, closing_state(finding)
                try:
                    making.act(cast.verifier, operations.close, finding)
                    closed = True
                except Refused:
                    closed = False
                assert closed is expected
                assert (Finding.objects.get(pk=finding_id).state == FindingState.CLOSED) is expected
                raise Undo
        except Undo:
            pass

    holds()
