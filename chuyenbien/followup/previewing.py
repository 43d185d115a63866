"""Who would be told what, and when: for one matter, and for a unit over the next days. Nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.core.working_days import WorkingDays
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.orgs.queries import working_days
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from . import cases
from .addressing import Holders, Parties
from .enums import Matter, StepForm
from .falling import dues_falling_on, each_day, falls_on
from .models import Ladder, LadderStep, TakenStep
from .resolving import Resolver, takes_steps_on

MOST = 200
"""Rows a preview shows at most; the page says so."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A step that will fall on a day, with whom it would concern if they are in office then as they are today."""

    day: dt.date
    step: LadderStep
    action: Action
    people: tuple[Person, ...] = ()
    desk: Unit | None = None
    taken: TakenStep | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The ladder of one matter: the version it keeps to, what was taken and what comes."""

    ladder: Ladder | None
    rows: tuple[Coming, ...]
    rests: bool


def of_action(action: Action, today: dt.date | None = None) -> Course:
    """The ladder of one action. Seven queries at most."""
    day = today or clock.today()
    if action.issued_at is None or action.due_on is None:
        return Course(None, (), False)
    ladder = Resolver.read(Matter.ACTION).ladder_of(action.address_id, clock.local_date(action.issued_at), day)
    listed = TakenStep.objects.filter(action=action, request=None).select_related("step", "desk")
    rows = [Coming(one.falls_on, one.step, action, desk=one.desk, taken=one) for one in listed]
    runs = action.state == ActionState.ACTIVE
    if ladder is not None and runs:
        known = {one.step_id for one in listed if one.due_on == action.due_on}
        calendar = working_days()
        coming = [
            (falls_on(action.due_on, step.offset, calendar), step, action)
            for step in ladder.steps.all()
            if step.pk not in known
        ]
        rows += told([one for one in coming if one[0] >= day], day)
    return Course(ladder, tuple(sorted(rows, key=lambda one: (one.day, one.step.offset))), not runs)


def of_unit(
    unit: Unit, standing: Standing, *, days: int, ladder: Ladder | None = None, today: dt.date | None = None
) -> list[Coming]:
    """What falls within the next days for the actions of a unit and those below it that the reader sees.

    With ``ladder``, a draft perhaps, as if it counted for all of them.
    """
    first, calendar = today or clock.today(), working_days()
    resolver = Resolver.read(Matter.ACTION)
    within = Unit.objects.within(unit).order_by().values("pk")
    rows = cases.open_actions().filter(pk__in=Action.objects.visible_to(standing).order_by().values("pk"))
    rows = rows.filter(Q(address__in=within))
    found: list[tuple[dt.date, LadderStep, int]] = []
    for day in each_day(first, first + dt.timedelta(days=days)):
        if calendar.is_working(day) and len(found) < MOST:
            found += list(_falling(day, calendar, resolver, ladder, rows))
    found = found[:MOST]
    actions = Action.objects.select_related("lead_unit").in_bulk({pk for _day, _step, pk in found})
    return told([(day, step, actions[pk]) for day, step, pk in found], first)


def _falling(
    day: dt.date, calendar: WorkingDays, resolver: Resolver, ladder: Ladder | None, rows: Any
) -> Iterable[tuple[dt.date, LadderStep, int]]:
    steps = list(ladder.steps.all()) if ladder is not None else resolver.steps()
    wanted: dict[dt.date, list[LadderStep]] = {}
    for step in steps:
        for due in dues_falling_on(day, step.offset, calendar):
            wanted.setdefault(due, []).append(step)
    for one in cases.due_on(Matter.ACTION, wanted, rows) if wanted else ():
        own = ladder or resolver.ladder_of(one.unit, one.begun, day)
        if own is None or one.begun >= day or (ladder is None and not takes_steps_on(own, day)):
            continue
        for step in wanted[one.due]:
            if step.ladder_id == own.pk:
                yield day, step, one.action


def told(rows: Iterable[tuple[dt.date, LadderStep, Action]], today: dt.date) -> list[Coming]:
    """The rows with who holds the roles today: four queries, whatever their number."""
    listed = list(rows)
    parties = {one.pk: _parties(one) for _day, _step, one in listed}
    holders = Holders.of(parties.values(), today)
    concerned: list[tuple[list[int], int | None]] = []
    for _day, step, one in listed:
        party = parties[one.pk]
        desk = None if step.form == StepForm.REMINDER else holders.desk(step.form, step.roles, party)
        signer = holders.signer(step.roles, party, desk)
        people = holders.people(step.roles, party) if step.form == StepForm.REMINDER else [signer] if signer else []
        concerned.append((people, desk))
    people_by = Person.objects.in_bulk({pk for people, _desk in concerned for pk in people})
    units = Unit.objects.in_bulk({desk for _people, desk in concerned if desk})
    return [
        Coming(day, step, one, tuple(people_by[pk] for pk in people), units.get(desk or 0))
        for (day, step, one), (people, desk) in zip(listed, concerned, strict=True)
    ]


def _parties(action: Action) -> Parties:
    return Parties(
        action.pk, action.lead_person_id, action.lead_unit_id, action.address_id, action.supervising_leader_id
    )
