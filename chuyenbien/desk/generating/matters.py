"""Findings: stated by the conclusion of a review, or written down by the body itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from chuyenbien.conferences.enums import Effect
from chuyenbien.conferences.models import ConclusionLine
from chuyenbien.core.clock import moment_of
from chuyenbien.core.models import Classification
from chuyenbien.findings.enums import (
    CauseKind,
    FindingState,
    FollowUpLevel,
    Kept,
    Nature,
    Precision,
    Source,
    Track,
)
from chuyenbien.findings.models import Finding, FindingCause, FindingInvolvement, FindingResponsibility
from chuyenbien.indicators.enums import Comparator, Direction
from chuyenbien.indicators.models import Indicator, MeasuredValue, OutcomeCondition
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code, Person, Unit
from chuyenbien.remediation.models import Holding

from . import words
from .fates import FindingFate, FoundMatter
from .organisation import Organisation
from .reviews import Review
from .sizes import Clock
from .writing import Writer

_STATES = {
    FindingFate.DRAFT: FindingState.DRAFT,
    FindingFate.WITHDRAWN: FindingState.WITHDRAWN,
    FindingFate.CLOSED: FindingState.CLOSED,
}
_OWN = (FindingFate.DRAFT, FindingFate.OWN)
_CODED = 0.005
_OPEN = 0.05


@dataclass
class Found:
    """A written finding, who sees it from above, and since when."""

    finding: Finding
    review: Review
    fate: FindingFate
    day: dt.date
    shared: bool


class Finder:
    """Writes findings with their causes, who answers, who sees them, who has them, and by what they are measured."""

    def __init__(self, writer: Writer, dice: Random, clock: Clock, organisation: Organisation) -> None:
        self.writer, self.dice, self.clock, self.organisation = writer, dice, clock, organisation
        self.fields = [one for one in Code.objects.of(CodeList.FIELD) if one.code in words.MATTERS]
        self.percent = Code.objects.get(list=CodeList.MEASURE, code="phan-tram")

    def write(self, matter: FoundMatter) -> Found:
        own = matter.fate in _OWN
        review = matter.review
        day = review.concluded_on if not own and review.concluded_on else self.clock.ago(self.dice.randint(300, 360))
        finding = self.writer.add(self._finding(matter, day, own=own))
        found = Found(finding, review, matter.fate, day, shared=not own)
        self._involve(found)
        level = {"classification": finding.classification, "code": finding.code}
        for kind in CauseKind:
            if self.dice.random() < 0.5:
                text = "" if finding.is_code_only else words.cause(self.dice)
                self.writer.add(FindingCause(finding=finding, kind=kind, text=text, **level))
        if matter.fate != FindingFate.DRAFT and self.dice.random() < 0.4:
            person = self.dice.choice([review.body.head, *review.body.deputies])
            self.writer.add(FindingResponsibility(finding=finding, person=person, **level))
            self._see(found, person=person, capacity=Capacity.RESPONSIBLE)
        if found.shared and review.conclusion is not None:
            self._line(found)
        return found

    def hold(self, found: Found) -> None:
        """The address has the finding since it was stated; written when its first action is issued."""
        self.writer.add(
            Holding(
                finding=found.finding,
                unit=found.finding.address,
                since=found.day,
                is_illustrative=True,
                classification=found.finding.classification,
                code=found.finding.code,
            )
        )

    def measure(self, found: Found) -> list[OutcomeCondition]:
        """An indicator with two figures and a condition: met by the settled one where the finding is closed."""
        finding = found.finding
        level = {"classification": finding.classification, "code": finding.code}
        closed = found.fate == FindingFate.CLOSED
        indicator = self.writer.add(
            Indicator(
                unit=finding.address,
                finding=finding,
                name="" if finding.is_code_only else f"Tỷ lệ hoàn thành tại {words.place(self.dice)}",
                measure=self.percent,
                direction=Direction.INCREASE,
                baseline=Decimal(self.dice.randint(10, 50)),
                planned=Decimal(95),
                is_illustrative=True,
                **level,
            )
        )
        for ago, value, estimate in ((90, self.dice.randint(50, 80), True), (20, 96 if closed else 85, not closed)):
            self.writer.add(
                MeasuredValue(
                    indicator=indicator,
                    as_of=self.clock.ago(ago),
                    value=Decimal(value),
                    is_estimate=estimate,
                    author=found.review.body.editor,
                    at=moment_of(self.clock.ago(ago - 2)),
                    is_illustrative=True,
                    **level,
                )
            )
        condition = self.writer.add(
            OutcomeCondition(
                finding=finding,
                indicator=indicator,
                comparator=Comparator.AT_LEAST,
                threshold=Decimal(95),
                set_by=self.organisation.officer,
                set_at=moment_of(found.day),
                **level,
            )
        )
        return [condition]

    def _finding(self, matter: FoundMatter, day: dt.date, *, own: bool) -> Finding:
        review, dice = matter.review, self.dice
        field = dice.choice(self.fields)
        drawn = dice.random()
        coded = drawn < _CODED and not own
        level = Classification.OPEN if drawn > 1 - _OPEN else Classification.INTERNAL
        requirement = dice.random() < 0.1
        promised = matter.fate == FindingFate.COMMITMENT
        state = _STATES.get(matter.fate, FindingState.STATED)
        item = dice.choice(review.items) if review.items and not own and dice.random() < 0.4 else None
        source = Source.SELF if own else Source.SUGGESTION if item else dice.choice(_sources(review))
        nature = Nature.REQUIREMENT if requirement else dice.choice((Nature.LIMITATION, Nature.SHORTCOMING))
        return Finding(
            dossier=review.dossier,
            suggestion_item=item,
            source=source,
            concluding_document=None if own else review.document,
            address=self._address(review),
            field=field,
            nature=nature,
            statement="" if coded else words.statement(dice, field.code),
            derived_limitation=words.statement(dice, field.code) if requirement and not coded else "",
            track=Track.COMMITMENT if promised else Track.FULL,
            follow_up=FollowUpLevel.KEY if dice.random() < 0.12 else FollowUpLevel.REGULAR,
            open_since=dt.date(dice.randint(2004, self.clock.today.year - 1), 1, 1) if dice.random() < 0.5 else None,
            open_since_precision=Precision.YEAR,
            promise="Hoàn thành trước kỳ kiểm điểm sau" if promised and not coded else "",
            promise_due=self.clock.ago(dice.randint(-200, 60)) if promised else None,
            promise_kept=dice.choice(("", *Kept.values)) if promised else "",
            state=state,
            stated_at=None if state == FindingState.DRAFT else moment_of(day, 15),
            closed_at=moment_of(self.clock.ago(1), 17) if state == FindingState.CLOSED else None,
            created_by=review.body.editor if own else self.organisation.officer,
            created_at=moment_of(day, 15),
            classification=Classification.CODE_ONLY if coded else level,
            code=f"MH-{self.writer.counts[Finding] + 1:05}" if coded else "",
            is_illustrative=True,
        )

    def _address(self, review: Review) -> Unit:
        """The body itself, or one of its units."""
        if self.dice.random() < 0.85:
            return review.body.unit
        return self.dice.choice(review.body.offices).unit

    def _involve(self, found: Found) -> None:
        self._see(found, unit=found.finding.address, capacity=Capacity.ADDRESS)
        if found.shared:
            self._see(found, unit=self.organisation.board, capacity=Capacity.SUPERIOR)
            for person in found.review.seats:
                self._see(found, person=person, capacity=Capacity.DELEGATION)

    def _see(self, found: Found, *, capacity: str, unit: Unit | None = None, person: Person | None = None) -> None:
        self.writer.add(
            FindingInvolvement(matter=found.finding, unit=unit, person=person, capacity=capacity, since=found.day)
        )

    def _line(self, found: Found) -> None:
        """The line of the conclusion that states it."""
        finding = found.finding
        self.writer.add(
            ConclusionLine(
                conclusion=found.review.conclusion,
                effect=Effect.STATES,
                finding=finding,
                statement=finding.statement,
                derived_limitation=finding.derived_limitation,
                nature=finding.nature,
                source=finding.source,
                follow_up=finding.follow_up,
                track=finding.track,
                address=finding.address,
                field=finding.field,
                suggestion_item=finding.suggestion_item,
                open_since=finding.open_since,
                open_since_precision=finding.open_since_precision,
                is_illustrative=True,
                classification=finding.classification,
                code=finding.code,
            )
        )


def _sources(review: Review) -> list[Source]:
    found = [Source.INSPECTION, Source.OPINIONS]
    return [*found, Source.DELEGATION] if review.seats else found
