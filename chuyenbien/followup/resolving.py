"""Which version of which unit's ladder a matter keeps to, from the day it began."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from chuyenbien.orgs.models import UnitClosure

from .models import Ladder, LadderStep

_ALWAYS = (dt.date.min, dt.date.max)


@dataclass(frozen=True, slots=True)
class Above:
    """A unit that has ladders stands above another, so many steps up, from a day until a day."""

    depth: int
    owner: int
    since: dt.date
    until: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.since <= day <= self.until


@dataclass
class Resolver:
    """Every version there is, and who stands above whom: what a tick asks of each matter costs no query then."""

    versions: dict[int, list[Ladder]]
    above: dict[int, list[Above]] = field(default_factory=dict)

    @classmethod
    def read(cls, matter: str) -> Resolver:
        """Two queries, and one for the steps."""
        versions: dict[int, list[Ladder]] = defaultdict(list)
        rows = Ladder.objects.adopted().filter(matter=matter).prefetch_related("steps")
        for one in rows.order_by("valid_from", "number"):
            versions[one.unit_id].append(one)
        found: dict[int, list[Above]] = defaultdict(list)
        links = UnitClosure.objects.filter(ancestor_id__in=list(versions), depth__gt=0)
        for low, owner, depth, since, until in links.values_list(
            "descendant_id", "ancestor_id", "depth", "valid_from", "valid_until"
        ):
            found[low].append(Above(depth, owner, since, until or dt.date.max))
        return cls(dict(versions), {low: sorted(rows, key=lambda one: one.depth) for low, rows in found.items()})

    def steps(self) -> list[LadderStep]:
        return [step for rows in self.versions.values() for one in rows for step in one.steps.all()]

    def ladder_of(self, unit: int, begun: dt.date, day: dt.date) -> Ladder | None:
        """The version a case keeps to on a day: the one in force for the unit when the case began, nearest first.

        Where there was none, or it was stopped since, the first later one that also takes up what was running.
        """
        places = [Above(0, unit, *_ALWAYS), *self.above.get(unit, ())]
        for place in places:
            for one in self.versions.get(place.owner, ()) if place.holds(begun) else ():
                if _begins_under(one, begun) and not _stopped(one, day):
                    return one
        later = [
            (one.valid_from, place.depth, one.pk, one)
            for place in places
            for one in self.versions.get(place.owner, ())
            if one.covers_running and one.valid_from is not None and one.valid_from > begun
            if place.holds(one.valid_from) and not _stopped(one, day)
        ]
        return min(later, key=lambda found: found[:3])[3] if later else None


def _stopped(ladder: Ladder, day: dt.date) -> bool:
    return ladder.stopped_from is not None and ladder.stopped_from <= day


def _begins_under(ladder: Ladder, day: dt.date) -> bool:
    return (
        ladder.valid_from is not None
        and ladder.valid_from <= day
        and (ladder.valid_until is None or day <= ladder.valid_until)
    )


def takes_steps_on(ladder: Ladder, day: dt.date) -> bool:
    """Whether the version is at work on a day: not before its first, not after it was stopped."""
    return ladder.valid_from is not None and ladder.valid_from <= day and not _stopped(ladder, day)
