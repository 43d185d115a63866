"""What becomes of each finding and each action, decided before anything is written, so that the totals are exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TypeVar

from chuyenbien.remediation.enums import PlanState

from .reviews import Assigned, Review
from .sizes import Sizes, shares, spread


class FindingFate(Enum):
    DRAFT = "draft of the body"
    OWN = "taken up by the body itself"
    COMMITMENT = "commitment"
    WITHDRAWN = "withdrawn"
    UNPLANNED = "stated, nothing planned"
    OPEN = "being remedied"
    CLOSED = "closed"


class ActionFate(Enum):
    DRAFT = "draft"
    IN_TIME = "under way, in time"
    OVERDUE = "under way, overdue"
    SUBMITTED = "submitted in time"
    SUBMITTED_LATE = "submitted late"
    DONE = "done on time"
    DONE_LATE = "done late"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"
    AWAITING = "awaiting succession"


_FINDINGS = {
    FindingFate.OPEN: 62.0,
    FindingFate.CLOSED: 18.0,
    FindingFate.UNPLANNED: 6.0,
    FindingFate.COMMITMENT: 6.0,
    FindingFate.OWN: 4.0,
    FindingFate.DRAFT: 2.0,
    FindingFate.WITHDRAWN: 2.0,
}
_BEFORE_THE_PLAN = {FindingFate.OPEN: 85.0, FindingFate.COMMITMENT: 10.0, FindingFate.DRAFT: 5.0}
_RUNNING = {
    ActionFate.IN_TIME: 34.0,
    ActionFate.DONE: 26.0,
    ActionFate.OVERDUE: 17.0,
    ActionFate.DONE_LATE: 8.0,
    ActionFate.SUBMITTED: 4.0,
    ActionFate.PAUSED: 2.5,
    ActionFate.DRAFT: 2.0,
    ActionFate.SUBMITTED_LATE: 1.5,
    ActionFate.CANCELLED: 1.5,
    ActionFate.TRANSFERRED: 1.5,
    ActionFate.AWAITING: 1.0,
}
_ENDED = {
    ActionFate.DONE: 80.0,
    ActionFate.DONE_LATE: 15.0,
    ActionFate.CANCELLED: 3.0,
    ActionFate.TRANSFERRED: 2.0,
}
WITH_WORK = (FindingFate.OWN, FindingFate.OPEN, FindingFate.CLOSED)
DONE = (ActionFate.DONE, ActionFate.DONE_LATE)
SUBMITTED = (ActionFate.SUBMITTED, ActionFate.SUBMITTED_LATE)
RUNNING = (ActionFate.IN_TIME, ActionFate.OVERDUE)


@dataclass(slots=True)
class FoundMatter:
    """A finding to be written, and how many actions each become what."""

    review: Review
    fate: FindingFate


Source = FoundMatter | Assigned
FateT = TypeVar("FateT", FindingFate, ActionFate)


@dataclass(slots=True)
class Work:
    """An action to be written, and how much was reported of it."""

    fate: ActionFate
    reports: int = 0


def findings(dice: Random, sizes: Sizes, reviews: Sequence[Review]) -> list[FoundMatter]:
    """Every finding with its fate, by review; exactly as many as wanted."""
    counts = spread(dice, sizes.findings, [_weight(dice, review) for review in reviews])
    issued = sum(count for count, review in zip(counts, reviews, strict=True) if review.issued_on)
    fates = iter(shares(dice, issued, _FINDINGS))
    found = []
    for count, review in zip(counts, reviews, strict=True):
        for _ in range(count):
            if review.issued_on:
                fate = next(fates)
            elif review.concluded_on:
                fate = _pick(dice, _BEFORE_THE_PLAN)
            else:
                fate = FindingFate.DRAFT
            found.append(FoundMatter(review, fate))
    return found


def work(dice: Random, sizes: Sizes, sources: Sequence[Source]) -> Iterator[list[Work]]:
    """The actions of every source, in order; actions and reports exactly as many as wanted."""
    bearing = [source for source in sources if isinstance(source, Assigned) or source.fate in WITH_WORK]
    counts = iter(spread(dice, sizes.actions, [_load(dice, source) for source in bearing], least=1))
    planned: list[list[Work]] = []
    for source in sources:
        borne = isinstance(source, Assigned) or source.fate in WITH_WORK
        planned.append(_works(dice, source, next(counts)) if borne else [])
    every = [one for works in planned for one in works]
    must = sum(one.fate in (*DONE, *SUBMITTED) for one in every)
    rest = spread(dice, sizes.progress - must, [_talk(one) for one in every])
    for one, more in zip(every, rest, strict=True):
        one.reports = more + (one.fate in (*DONE, *SUBMITTED))
    yield from planned


def _weight(dice: Random, review: Review) -> float:
    return dice.uniform(0.5, 1.5) if review.concluded_on else 0.06


def _load(dice: Random, source: Source) -> float:
    return dice.uniform(1, 5) if isinstance(source, Assigned) else dice.uniform(1, 9)


def _works(dice: Random, source: Source, count: int) -> list[Work]:
    if isinstance(source, Assigned):
        return [Work(_pick(dice, _RUNNING)) for _ in range(count)]
    plan = source.review.plan
    if plan is not None and plan.state == PlanState.DRAFT:
        return [Work(ActionFate.DRAFT) for _ in range(count)]
    if source.fate == FindingFate.CLOSED:
        return [Work(ActionFate.DONE), *(Work(_pick(dice, _ENDED)) for _ in range(count - 1))]
    return [Work(_pick(dice, _RUNNING)) for _ in range(count)]


def _talk(work: Work) -> float:
    """How much is reported of an action, in proportion."""
    if work.fate == ActionFate.DRAFT:
        return 0.0
    return 1.6 if work.fate in DONE else 1.0


def _pick(dice: Random, parts: dict[FateT, float]) -> FateT:
    return dice.choices(list(parts), list(parts.values()))[0]
