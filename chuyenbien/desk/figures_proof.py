"""A second way to the figures: every row is looked at in Python, by the words of the rule, not by the queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chuyenbien.core import clock
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import SEEING_ROLES, Capacity
from chuyenbien.orgs.models import Person, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.remediation.enums import ActionState, Bucket
from chuyenbien.remediation.models import Action, ActionInvolvement

from .overview import counts_of
from .scope import Scope


@dataclass
class Told:
    """How much was looked at, and what differs, in words."""

    people: int = 0
    actions: int = 0
    findings: int = 0
    differences: list[str] = field(default_factory=list)


def prove(people: int) -> Told:
    """Compare what the first so many people with an account see and count with what the rows say."""
    told = Told(actions=Action.objects.count(), findings=Finding.objects.count())
    standings = [Standing.of(one) for one in Person.objects.exclude(user=None).order_by("pk")[:people]]
    told.people = len(standings)
    seen = {kind: _seen(rows, standings) for kind, rows in ((Action, ActionInvolvement), (Finding, FindingInvolvement))}
    buckets = {pk: (bucket, original) for pk, bucket, original in _buckets()}
    for place, standing in enumerate(standings):
        for kind in (Action, Finding):
            queried = set(kind.objects.visible_to(standing).values_list("pk", flat=True))
            _compare(told, f"{standing.person}: {kind._meta.label}", len(queried ^ seen[kind][place]), 0)
        for turn, against in enumerate(("approved", "original")):
            wanted = Counter(buckets[pk][turn] for pk in seen[Action][place] if pk in buckets)
            counted = counts_of(Scope(standing), against=against)
            for bucket in Bucket:
                _compare(told, f"{standing.person}: {bucket.value} ({against})", counted[bucket], wanted[bucket])
    return told


def _compare(told: Told, what: str, queried: int, looked_up: int) -> None:
    if queried != looked_up:
        told.differences.append(f"{what}: {queried} != {looked_up}")


def _seen(rows: Any, standings: list[Standing]) -> list[set[int]]:
    """For each person the keys of what they see, from one reading of all involvements."""
    below: dict[int, set[int]] = defaultdict(set)
    tops = {unit for one in standings for unit in one.inspected}
    paths = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id__in=tops)
    for ancestor, unit in paths.values_list("ancestor_id", "descendant_id"):
        below[ancestor].add(unit)
    found: list[set[int]] = [set() for _ in standings]
    inspected = [{unit for top in one.inspected for unit in (top, *below[top])} for one in standings]
    for matter, unit, person, capacity, until in rows.objects.values_list(
        "matter_id", "unit_id", "person_id", "capacity", "until"
    ).iterator(chunk_size=5000):
        for place, one in enumerate(standings):
            if until is None and person is not None:
                sees = person == one.person_id
            else:
                sees = until is None and bool(one.roles.get(unit, frozenset()) & set(SEEING_ROLES.get(capacity, ())))
            if sees or (capacity == Capacity.ADDRESS and unit in inspected[place]):
                found[place].add(matter)
    return found


def _buckets() -> Iterator[tuple[int, Bucket, Bucket]]:
    """The bucket of every issued action, against the approved and the original date."""
    today = clock.today()
    names = ("pk", "state", "due_on", "original_due", "submitted_at", "completed_at")
    rows = Action.objects.exclude(state=ActionState.DRAFT).values_list(*names)
    for pk, state, due, original, submitted, completed in rows.iterator(chunk_size=5000):
        when = (submitted, completed, today)
        yield pk, _bucket(state, due, *when), _bucket(state, original, *when)


_BESIDE = {
    ActionState.PAUSED: Bucket.PAUSED,
    ActionState.CANCELLED: Bucket.CANCELLED,
    ActionState.TRANSFERRED: Bucket.TRANSFERRED,
    ActionState.AWAITING_SUCCESSION: Bucket.AWAITING,
}


def _bucket(
    state: str, due: dt.date, submitted: dt.datetime | None, completed: dt.datetime | None, today: dt.date
) -> Bucket:
    if state in _BESIDE:
        return _BESIDE[ActionState(state)]
    if state == ActionState.DONE and completed is not None:
        return Bucket.DONE_ON_TIME if clock.local_date(completed) <= due else Bucket.DONE_LATE
    day = clock.local_date(submitted) if state == ActionState.SUBMITTED and submitted else today
    return Bucket.IN_TIME if day <= due else Bucket.OVERDUE
