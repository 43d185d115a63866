"""Actions: what is to be done, by whom, until when, and who sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from chuyenbien.core.clock import moment_of
from chuyenbien.core.models import Classified
from chuyenbien.documents.models import DirectiveTask, TaskInvolvement
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation.enums import ActionState, Rhythm
from chuyenbien.remediation.models import Action, ActionInvolvement, Plan

from . import words
from .days import Days, Report, draw, reports
from .fates import DONE, SUBMITTED, ActionFate, Work
from .matters import Found
from .organisation import Body, Office, Organisation
from .reviews import Assigned, Review
from .sizes import Clock
from .writing import Writer

STATES = {
    ActionFate.DRAFT: ActionState.DRAFT,
    ActionFate.SUBMITTED: ActionState.SUBMITTED,
    ActionFate.SUBMITTED_LATE: ActionState.SUBMITTED,
    ActionFate.DONE: ActionState.DONE,
    ActionFate.DONE_LATE: ActionState.DONE,
    ActionFate.PAUSED: ActionState.PAUSED,
    ActionFate.CANCELLED: ActionState.CANCELLED,
    ActionFate.TRANSFERRED: ActionState.TRANSFERRED,
    ActionFate.AWAITING: ActionState.AWAITING_SUCCESSION,
}
REPORTED = 17
"""The hour at which progress is reported."""
_RECURRING = 0.06
_BEYOND = 0.08
_OBSTACLE = 0.05


@dataclass
class Origin:
    """What actions come from: a finding or a task of a directive, and who is involved in it from above."""

    source: Finding | DirectiveTask
    review: Review
    shared: bool
    seats: list[Person]

    @classmethod
    def of(cls, one: Found | Assigned) -> Origin:
        if isinstance(one, Assigned):
            return cls(one.task, one.review, True, [])
        return cls(one.finding, one.review, one.shared, one.review.seats)

    @property
    def address(self) -> Unit:
        return self.source.address if isinstance(self.source, Finding) else self.source.unit

    @property
    def plan(self) -> Plan | None:
        return self.review.plan if isinstance(self.source, Finding) else None


@dataclass
class Made:
    """A written action with the days it was drawn for; the course of its work follows."""

    action: Action
    fate: ActionFate
    days: Days
    reports: list[Report]
    review: Review


class Worker:
    """Writes the actions of one source after the other, and who sees action and source by them."""

    def __init__(self, writer: Writer, dice: Random, clock: Clock, organisation: Organisation) -> None:
        self.writer, self.dice, self.clock, self.organisation = writer, dice, clock, organisation
        self.coordinating = Action.co_units.through

    def write(self, origin: Origin, works: list[Work]) -> list[Made]:
        """The actions of one source. Who leads any of them sees the source as well, once."""
        made = [self._write(origin, work) for work in works]
        issued = [one for one in made if one.fate != ActionFate.DRAFT]
        kind: Any = FindingInvolvement if isinstance(origin.source, Finding) else TaskInvolvement
        first: dict[tuple[str, int], dt.date] = {}
        for one in sorted(issued, key=lambda one: one.days.issued):
            first.setdefault(("unit_id", one.action.lead_unit_id or 0), one.days.issued)
            first.setdefault(("person_id", one.action.lead_person_id or 0), one.days.issued)
        for (who, pk), day in first.items():
            self.writer.add(kind(matter=origin.source, capacity=Capacity.LEAD, since=day, **{who: pk}))
        return made

    def _write(self, origin: Origin, work: Work) -> Made:
        review = origin.review
        issued = review.issued_on or self.clock.ago(200)
        days = draw(self.dice, self.clock, work.fate, issued)
        office = self._office(review.body)
        told = reports(self.dice, self.clock, work.fate, days, work.reports)
        action = self._action(origin, work, days, office)
        if told:
            action.percent = 100 if work.fate in DONE else told[-1].percent or 0
            action.last_progress_at = moment_of(told[-1].day, REPORTED)
        self.writer.add(action)
        units = self._co_units(review.body, office)
        for unit in units:
            self.writer.add(self.coordinating(action_id=action.pk, unit_id=unit.pk))
        self._involve(origin, action, days.issued, units)
        return Made(action, work.fate, days, told, review)

    def _action(self, origin: Origin, work: Work, days: Days, office: Office) -> Action:
        dice, source, body = self.dice, origin.source, origin.review.body
        field = source.field.code if source.field else "dat-dai"
        draft = work.fate == ActionFate.DRAFT
        beyond = dice.random() < _BEYOND
        ended = moment_of(days.ended, 16) if days.ended and work.fate in (*DONE, *SUBMITTED) else None
        running = work.fate in (ActionFate.IN_TIME, ActionFate.OVERDUE)
        rhythm = Rhythm.QUARTERLY if running and dice.random() < _RECURRING else Rhythm.ONCE
        number = self.writer.counts[Action] + 1
        return Action(
            plan=origin.plan,
            finding=source if isinstance(source, Finding) else None,
            directive_task=None if isinstance(source, Finding) else source,
            task=self._say(source, words.task(dice, field, number)),
            deliverable=self._say(source, words.product(dice)),
            acceptance_criterion=self._say(source, words.criterion(dice)),
            lead_person=self._doer(body, office),
            lead_unit=office.unit,
            supervising_leader=dice.choice(body.deputies) if dice.random() < 0.4 else None,
            start_on=days.start,
            due_on=days.due,
            original_due=None if draft else days.original,
            rhythm=rhythm,
            authority=dice.choice(self.organisation.ministries) if beyond else None,
            within_own_authority=not beyond,
            state=STATES.get(work.fate, ActionState.ACTIVE),
            has_open_obstacle=running and dice.random() < _OBSTACLE,
            issued_at=None if draft else moment_of(days.issued, 10),
            submitted_at=ended,
            completed_at=ended if work.fate in DONE else None,
            address=origin.address,
            created_by=body.editor,
            created_at=moment_of(days.issued - dt.timedelta(days=5)),
            classification=source.classification,
            code=source.code,
            is_illustrative=True,
        )

    def _say(self, matter: Classified, text: str) -> str:
        return "" if matter.is_code_only else text

    def _office(self, body: Body) -> Office:
        """Divisions and services lead more than cells of hamlets."""
        return self.dice.choice(body.offices[:10] if self.dice.random() < 0.7 else body.offices)

    def _doer(self, body: Body, office: Office) -> Person:
        if body.offices[0].people[0] is self.organisation.doer and self.dice.random() < 0.15:
            return self.organisation.doer
        return self.dice.choice(office.people)

    def _co_units(self, body: Body, office: Office) -> list[Unit]:
        count = self.dice.choices((0, 1, 2), (50, 35, 15))[0]
        drawn = self.dice.sample(body.offices, min(count, len(body.offices)))
        return [one.unit for one in drawn if one is not office]

    def _involve(self, origin: Origin, action: Action, issued: dt.date, units: list[Unit]) -> None:
        """As the verbs of remediation do: the body at once, everybody else when it is issued."""
        written = issued - dt.timedelta(days=5)
        who: list[tuple[str, int | None, int | None, dt.date]] = []
        addresses = {origin.address.pk, origin.plan.body_id if origin.plan else origin.address.pk}
        who += [(Capacity.ADDRESS, unit, None, written) for unit in sorted(addresses)]
        if action.state != ActionState.DRAFT:
            who.append((Capacity.LEAD, action.lead_unit_id, None, issued))
            who.append((Capacity.LEAD, None, action.lead_person_id, issued))
            who += [(Capacity.COORDINATE, unit.pk, None, issued) for unit in units]
            if action.supervising_leader_id is not None:
                who.append((Capacity.RESPONSIBLE, None, action.supervising_leader_id, issued))
            if origin.shared:
                who.append((Capacity.SUPERIOR, self.organisation.board.pk, None, issued))
                who += [(Capacity.DELEGATION, None, person.pk, issued) for person in origin.seats]
        for capacity, unit_id, person_id, since in who:
            self.writer.add(
                ActionInvolvement(
                    matter_id=action.pk, unit_id=unit_id, person_id=person_id, capacity=capacity, since=since
                )
            )
