"""A superior opens its review cycle, keeps its calendar and ends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.regulations import packs
from chuyenbien.regulations.resolving import pin

from ..enums import CycleState, DossierState, MilestoneKind
from ..models import Milestone, ReviewCycle

Milestones = Iterable[tuple[str, dt.date] | tuple[str, dt.date, str]]
"""Kind, day and, if there is one, a note."""


def open_cycle(
    superior: Unit,
    name: str,
    period_start: dt.date,
    period_end: dt.date,
    rule_pack: str,
    *,
    by: Actor,
    previous: ReviewCycle | None = None,
    milestones: Milestones = (),
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> ReviewCycle:
    """Open a cycle under a rule pack, which is pinned for good."""
    name = nfc(name).strip()
    if not name:
        raise Refused(_("Give the cycle a name."), field="name")
    if period_end < period_start:
        raise Refused(_("The period ends before it begins."), field="period_end")
    if packs.find(rule_pack) is None:
        raise Refused(_("Choose one of the rule packs the program carries."), field="rule_pack")
    if ReviewCycle.objects.filter(superior=superior, name=name).exists():
        raise Refused(_("This superior already has a cycle of this name."), field="name")
    if previous is not None and previous.superior_id != superior.pk:
        raise Refused(_("The previous cycle must be one of the same superior."), field="previous")
    cycle = ReviewCycle.objects.create(
        superior=superior,
        name=name,
        period_start=period_start,
        period_end=period_end,
        rule_pack=rule_pack,
        pinned=pin(rule_pack, superior),
        previous=previous,
        is_illustrative=is_illustrative,
    )
    cycle.involve(unit=superior, capacity=Capacity.SUPERIOR)
    _write_milestones(cycle, milestones)
    data = {"name": name, "superior": superior, "start": period_start, "end": period_end, "pack": rule_pack}
    journal.record("reviews.cycle_opened", cycle, by=by, at=at, data=data, also=[superior])
    return cycle


def set_milestones(
    cycle: ReviewCycle,
    milestones: Milestones,
    *,
    by: Actor,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> ReviewCycle:
    """Set the calendar of an open cycle: the days given replace those that stood there; the journal keeps them."""
    refuse_closed(cycle)
    cycle.take_revision(revision, ())
    old = [_told(one.kind, one.due_on) for one in cycle.milestones.all()]
    cycle.milestones.all().delete()
    new = _write_milestones(cycle, milestones)
    data = {"new": [_told(one.kind, one.due_on) for one in new], "old": old}
    journal.record("reviews.milestones_set", cycle, by=by, at=at, data=data)
    return cycle


def close_cycle(cycle: ReviewCycle, *, by: Actor, at: dt.datetime | None = None) -> ReviewCycle:
    """Close a cycle all of whose dossiers are closed."""
    refuse_closed(cycle)
    left = cycle.dossiers.exclude(state=DossierState.CLOSED).count()
    if left:
        raise Refused(_("Dossiers still open: %(count)s. Close them first.") % {"count": left})
    if not ReviewCycle.objects.filter(pk=cycle.pk, state=CycleState.OPEN).update(state=CycleState.CLOSED):
        raise Refused(_("The cycle is closed."))
    cycle.state = CycleState.CLOSED
    journal.record("reviews.cycle_closed", cycle, by=by, at=at, data={"name": cycle.name})
    return cycle


def _write_milestones(cycle: ReviewCycle, milestones: Milestones) -> list[Milestone]:
    made = []
    for kind, due_on, *rest in milestones:
        if kind not in MilestoneKind.values:
            raise Refused(_("Choose one of the steps of the calendar."), field="kind")
        note = nfc(str(rest[0])).strip() if rest else ""
        made.append(Milestone.objects.create(cycle=cycle, kind=kind, due_on=due_on, note=note))
    return made


def _told(kind: str, day: dt.date) -> str:
    """A day of the calendar as the journal keeps it: in words, in Vietnamese like everything an office writes."""
    with override("vi"):
        return f"{day:%d/%m/%Y} ({MilestoneKind(kind).label})"


def refuse_closed(cycle: ReviewCycle) -> None:
    if cycle.state == CycleState.CLOSED:
        raise Refused(_("The cycle is closed."))
