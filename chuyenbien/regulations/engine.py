"""Weighs a subject by a book: every condition of every level with its state, and the level they propose, if they do.

Pure: no database, no clock, no settings. The engine proposes; the competent body decides. What is unknown is never
treated as a number, and where the text is silent the answer is *needs decision*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from .book import Book
from .facts import UNKNOWN, Criteria, Fact, Facts, Marks, Points, Subject, holds
from .points import Point
from .vocabulary import LEVELS

MET, FAILED, UNKNOWN_STATE, NEEDS_DECISION = "met", "failed", "unknown", "needs_decision"
"""States of a condition."""

PROPOSED, NOT_RATED, NOT_REVIEWED, NO_REVIEW = "proposed", "not_rated", "not_reviewed", "no_review"
"""Outcomes, beside ``unknown`` and ``needs_decision``."""

WORST = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition as it stands. Of what rules a level out, *met* means that it does not hold."""

    point: Point
    fact: Fact
    state: str
    why: str = ""
    """``fact_unknown``, ``no_value`` or ``unconfirmed``, where the state rests on that."""

    @property
    def is_open(self) -> bool:
        """Whether a level cannot be proposed before this is known or decided."""
        if self.state == UNKNOWN_STATE:
            return not self.point.only_if_known
        return self.state == NEEDS_DECISION


@dataclass(frozen=True, slots=True)
class LevelChecks:
    level: Point
    points: Check | None
    """Whether the points reach the level; None on the scale of criteria and for the lowest level."""
    conditions: tuple[Check, ...]

    @property
    def state(self) -> str:
        """Of the conditions alone."""
        return _worst(self.conditions)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``level`` is None unless ``outcome`` is ``proposed``."""

    outcome: str
    level: str | None
    by_points: str | None
    """The level the points alone say."""
    natural: str | None
    """What the natural reading of an open case would give; shown beside *needs decision*, never taken."""
    levels: tuple[LevelChecks, ...]
    knockouts: tuple[Check, ...]
    exemptions: tuple[Check, ...]
    review: Check
    gaps: tuple[Point, ...] = ()
    """Open cases of the text that were come upon on the way."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Everything that was looked at."""
        found: list[Check] = [self.review, *self.exemptions, *self.knockouts]
        for one in self.levels:
            found += [one.points] if one.points else []
            found += one.conditions
        return tuple(found)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(one for one in self.checks if one.state == FAILED)

    @property
    def open(self) -> tuple[Check, ...]:
        """What is unknown or to be decided."""
        return tuple(one for one in self.checks if one.state in (UNKNOWN_STATE, NEEDS_DECISION))

    @property
    def rests_on_unconfirmed(self) -> tuple[Point, ...]:
        """Points of no confirmed text, and not decided here, on which the proposal rests."""
        way = {self.level, *(gap.level for gap in self.gaps)}
        used = [
            one.point
            for level in self.levels
            for one in level.conditions
            if level.level.key in way and one.state in (MET, FAILED)
        ]
        return tuple(point for point in (*used, *self.gaps) if not point.is_settled)


def evaluate(book: Book, subject: Subject, marks: Marks, facts: Facts) -> Proposal:
    """Weigh a subject. ``marks`` are points (366, 335) or levels of criteria (132, 124)."""
    total = marks.total if isinstance(marks, Points) else None
    if isinstance(marks, int | Decimal) and not isinstance(marks, bool):
        total = Decimal(marks)
    known = {**facts, **(marks.facts() if isinstance(marks, Criteria) else {})}
    levels = tuple(_level(book, one, subject, total, known) for one in book.levels)
    proposal = Proposal(
        outcome=NEEDS_DECISION,
        level=None,
        by_points=_by_points(levels) if book.scale == "points" else None,
        natural=None,
        levels=levels,
        knockouts=_rule_out(book.of_table("knockout"), subject, known),
        exemptions=_rule_out(book.of_table("exemption"), subject, known),
        review=_review(book, known),
    )
    return _before_levels(proposal) or _knocked_out(proposal) or _descend(book, proposal)


# --- the single condition ----------------------------------------------------------------------------


def check(point: Point, fact: Fact) -> Check:
    """A condition that must hold."""
    if point.value is None:
        return Check(point, fact, NEEDS_DECISION, "no_value")
    if fact.of_nothing and point.when_none == MET:
        return Check(point, fact, MET)
    if not fact.is_known:
        return Check(point, fact, UNKNOWN_STATE, "fact_unknown")
    if holds(point, fact):
        return Check(point, fact, MET)
    return Check(point, fact, FAILED) if point.is_settled else Check(point, fact, NEEDS_DECISION, "unconfirmed")


def _rule_out(points: Iterable[Point], subject: Subject, facts: Facts) -> tuple[Check, ...]:
    """Conditions that must not hold: *failed* is one that does."""
    found = []
    for point in points:
        if not point.concerns(subject.kind, is_head=subject.is_head):
            continue
        fact = facts.get(point.fact, UNKNOWN)
        if point.value is None:
            found.append(Check(point, fact, NEEDS_DECISION, "no_value"))
        elif not fact.is_known:
            found.append(Check(point, fact, UNKNOWN_STATE, "fact_unknown"))
        elif not holds(point, fact):
            found.append(Check(point, fact, MET))
        elif point.is_settled:
            found.append(Check(point, fact, FAILED))
        else:
            found.append(Check(point, fact, NEEDS_DECISION, "unconfirmed"))
    return tuple(found)


def _review(book: Book, facts: Facts) -> Check:
    """Nobody is rated before the review is finished: true of every regulation here, and not to be decided away."""
    point = book.point("rating_before_review")
    if point is None:
        head = book.level(WORST) or book.points[0]
        point = replace(head, key="rating_before_review", table="choice", value="never")
    fact = facts.get("review_finished", UNKNOWN)
    if not isinstance(fact.value, bool):
        return Check(point, fact, UNKNOWN_STATE, "fact_unknown")
    return Check(point, fact, MET if fact.value else FAILED)


def _level(book: Book, level: Point, subject: Subject, total: Decimal | None, facts: Facts) -> LevelChecks:
    points = _reached(level, total) if book.scale == "points" and level.key != WORST else None
    asked = [one for one in book.conditions(level.key) if one.concerns(subject.kind, is_head=subject.is_head)]
    return LevelChecks(level, points, tuple(check(one, facts.get(one.fact, UNKNOWN)) for one in asked))


def _reached(level: Point, total: Decimal | None) -> Check:
    fact = Fact(total)
    if not isinstance(level.value, int | Decimal):
        return Check(level, fact, NEEDS_DECISION, "no_value")
    if total is None:
        return Check(level, fact, UNKNOWN_STATE, "fact_unknown")
    return Check(level, fact, MET if total >= level.value else FAILED)


def _by_points(levels: tuple[LevelChecks, ...]) -> str | None:
    """The level the points say; None while they or a threshold that matters are unknown."""
    below: str | None = WORST
    for one in reversed(levels):
        if one.points is None:
            continue
        if one.points.state == MET:
            below = one.level.key
        elif one.points.state == FAILED:
            return below  # a higher level asks for more
        else:
            below = None
    return below


# --- the way to a level ------------------------------------------------------------------------------


def _before_levels(proposal: Proposal) -> Proposal | None:
    """Whoever is not rated at all, and whose review is not finished."""
    hit = [one for one in proposal.exemptions if one.state == FAILED]
    if hit:
        not_reviewed = any(one.point.effect == NOT_REVIEWED for one in hit)
        return replace(proposal, outcome=NOT_REVIEWED if not_reviewed else NOT_RATED)
    if any(one.state == NEEDS_DECISION for one in proposal.exemptions):
        return proposal
    if proposal.review.state != MET:
        return replace(proposal, outcome=NO_REVIEW if proposal.review.state == FAILED else UNKNOWN_STATE)
    return None


def _knocked_out(proposal: Proposal) -> Proposal | None:
    if any(one.state == FAILED for one in proposal.knockouts) or proposal.by_points == WORST:
        return replace(proposal, outcome=PROPOSED, level=WORST)
    open_ones = [one.state for one in proposal.knockouts if one.is_open]
    if NEEDS_DECISION in open_ones:
        return proposal
    return replace(proposal, outcome=UNKNOWN_STATE) if open_ones else None


def _descend(book: Book, proposal: Proposal) -> Proposal:
    """From the level the points say (on criteria: from the highest) down, as far as the text leads."""
    start = proposal.by_points if book.scale == "points" else LEVELS[0]
    if start is None:
        unknown = any(one.points and one.points.state == UNKNOWN_STATE for one in proposal.levels)
        return replace(proposal, outcome=UNKNOWN_STATE if unknown else NEEDS_DECISION)
    gaps: list[Point] = []
    by_key = {one.level.key: one for one in proposal.levels}
    for key in LEVELS[LEVELS.index(start) :]:
        state = MET if key == WORST else by_key[key].state
        if state == MET:
            return replace(proposal, outcome=PROPOSED, level=key, gaps=tuple(gaps))
        if state != FAILED:
            return replace(proposal, outcome=state, gaps=tuple(gaps))
        gap = book.gap(key)
        gaps += [gap] if gap else []
        if gap is None or gap.value != "next_level":
            break
    natural = _natural(book, by_key, gaps[-1] if gaps else None)
    return replace(proposal, outcome=NEEDS_DECISION, gaps=tuple(gaps), natural=natural)


def _natural(book: Book, levels: dict[str, LevelChecks], gap: Point | None) -> str | None:
    """Where the natural reading leads from an open case, if there is one and nothing on the way is open."""
    while gap is not None and gap.natural == "next_level":
        key = LEVELS[LEVELS.index(gap.level) + 1]
        state = MET if key == WORST else levels[key].state
        if state != FAILED:
            return key if state == MET else None
        gap = book.gap(key)
    return None


def _worst(checks: Iterable[Check]) -> str:
    """A failed condition fails the level whatever else is open; an open one leaves it open."""
    states = {one.state for one in checks if one.state == FAILED or one.is_open}
    return next((state for state in (FAILED, NEEDS_DECISION, UNKNOWN_STATE) if state in states), MET)
