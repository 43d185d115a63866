"""Who has a matter, from receipt. Other verbs write it as a part of theirs; two verbs here are acts of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import Precision
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person, Unit

from ..enums import HoldingKind
from ..models import Action, Holding
from .guards import day_of, keep


def take_over(
    *,
    unit: Unit,
    by: Actor,
    finding: Finding | None = None,
    action: Action | None = None,
    person: Person | None = None,
    on: dt.date | None = None,
    kind: str = HoldingKind.WORK,
    precision: str = Precision.DAY,
    note: str = "",
    at: dt.datetime | None = None,
) -> Holding:
    """Close the open holding and open the next, from the day of receipt. A part of other verbs; records nothing.

    With a finding and an action, each gets a holding of its own; the action's is returned.
    """
    day = on or day_of(at)
    made = [
        _open_next(matter, name, day, unit=unit, person=person, kind=kind, precision=precision, note=note)
        for name, matter in (("finding", finding), ("action", action))
        if matter is not None
    ]
    if not made:
        raise ValueError("a holding is of a finding or of an action")
    return made[-1]


def let_go(matter: Finding | Action, *, on: dt.date) -> None:
    """Nobody has it any longer: it is done, cancelled or handed out of the system."""
    for holding in _of(matter).filter(until=None).exclude(kind=HoldingKind.UNKNOWN):
        holding.until = max(on, holding.since or on)
        holding.save(update_fields=["until"])


def record_receipt(
    matter: Finding | Action,
    *,
    unit: Unit,
    on: dt.date,
    by: Actor,
    person: Person | None = None,
    precision: str = Precision.DAY,
    note: str = "",
    at: dt.datetime | None = None,
) -> Holding:
    """Say that a unit has the matter since the day it received it."""
    if on > day_of(at):
        raise Refused(_("The day of receipt lies in the future."), field="on")
    target: dict[str, Any] = {"finding": matter} if isinstance(matter, Finding) else {"action": matter}
    holding = take_over(unit=unit, on=on, by=by, person=person, precision=precision, note=note, at=at, **target)
    data = {"title": matter.shown_title, "unit": unit, "on": on}
    journal.record("remediation.received", matter, by=by, at=at, data=data, also=[unit])
    return holding


def record_unknown_holding(
    finding: Finding,
    *,
    until: dt.date,
    by: Actor,
    since: dt.date | None = None,
    precision: str = Precision.APPROXIMATE,
    note: str = "",
    at: dt.datetime | None = None,
) -> Holding:
    """Say that nobody recorded who had the finding until a day: one honest stretch, never filled by guessing."""
    if since is not None and until < since:
        raise Refused(_("It cannot end before it began."), field="until")
    if until > day_of(at):
        raise Refused(_("The end of this stretch lies in the future."), field="until")
    if finding.holdings.filter(kind=HoldingKind.UNKNOWN).exists():
        raise Refused(_("The time that nobody recorded is entered already."), field="until")
    if finding.holdings.filter(Q(since__lt=until), Q(until=None) | Q(until__gt=since or dt.date.min)).exists():
        raise Refused(_("Somebody is recorded as having it in that time. End the stretch earlier."), field="until")
    holding = Holding.objects.create(
        finding=finding,
        kind=HoldingKind.UNKNOWN,
        since=since,
        until=until,
        precision=precision,
        is_illustrative=finding.is_illustrative,
        **keep(finding, note=note),
    )
    data = {"title": finding.shown_title, "since": since, "until": until}
    journal.record("remediation.unknown_recorded", finding, by=by, at=at, data=data)
    return holding


def _of(matter: Finding | Action) -> Any:
    return Holding.objects.filter(**{"finding" if isinstance(matter, Finding) else "action": matter})


def _open_next(matter: Finding | Action, name: str, day: dt.date, *, note: str, **facts: Any) -> Holding:
    for last in _of(matter).filter(until=None).exclude(kind=HoldingKind.UNKNOWN):
        if last.since is not None and last.since > day:
            raise Refused(
                _("%(unit)s has it since %(day)s; the next cannot have received it earlier.")
                % {"unit": last.unit, "day": last.since.strftime("%d/%m/%Y")},
                field="on",
            )
        last.until = day
        last.save(update_fields=["until"])
    return Holding.objects.create(
        **{name: matter}, since=day, is_illustrative=matter.is_illustrative, **facts, **keep(matter, note=note)
    )
