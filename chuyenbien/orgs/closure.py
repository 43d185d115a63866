"""The paths through the dated links: who stands above whom, how far, from when until when.

A path holds while every link on it holds, so its time is the intersection of theirs. Every path is one
row; a unit that has any link in a hierarchy also has a row to itself (depth 0) for the time it exists. The
links are the truth, the rows are derived: :func:`rebuild` makes them anew, :func:`prove` compares them
with the links.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from .enums import Hierarchy
from .models import Unit, UnitClosure, UnitLink

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Path:
    """One way from an ancestor down to a descendant and the days it holds."""

    hierarchy: str
    ancestor: int
    descendant: int
    depth: int
    valid_from: dt.date
    valid_until: dt.date | None

    def row(self) -> UnitClosure:
        return UnitClosure(
            hierarchy=self.hierarchy,
            ancestor_id=self.ancestor,
            descendant_id=self.descendant,
            depth=self.depth,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )

    def __str__(self) -> str:
        until = self.valid_until or ""
        way = f"{self.ancestor} >{self.depth}> {self.descendant}"
        return f"{self.hierarchy}: {way} ({self.valid_from}…{until})"


def earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    """The earlier of two last days, where no day means for ever."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def rebuild(hierarchy: str | None = None) -> int:
    """Make the rows of one hierarchy, or of all, anew from the links. Returns how many there are."""
    made = 0
    with transaction.atomic():
        for one in _hierarchies(hierarchy):
            UnitClosure.objects.filter(hierarchy=one).delete()
            rows = [path.row() for path in _paths(one)]
            UnitClosure.objects.bulk_create(rows, batch_size=_BATCH)
            made += len(rows)
    return made


def prove() -> list[str]:
    """The differences between the stored rows and what the links say, in words; empty when there are none."""
    differences: list[str] = []
    for hierarchy in _hierarchies(None):
        wanted = Counter(_paths(hierarchy))
        stored = Counter(_stored(hierarchy))
        differences += [f"missing {path}" for path in sorted((wanted - stored).elements(), key=str)]
        differences += [f"too many {path}" for path in sorted((stored - wanted).elements(), key=str)]
    return differences


def extend(link: UnitLink) -> None:
    """Add the paths that a new link opens: from everything above its parent to everything below its child."""
    _stand_alone(link.hierarchy, (link.parent_id, link.child_id))
    above = [(link.parent_id, 0, link.valid_from, link.valid_until)]
    above += _ends(link, "ancestor_id", descendant_id=link.parent_id)
    below = [(link.child_id, 0, link.valid_from, link.valid_until)]
    below += _ends(link, "descendant_id", ancestor_id=link.child_id)
    rows = []
    for ancestor, up, up_from, up_until in above:
        for descendant, down, down_from, down_until in below:
            first, last = max(up_from, down_from), earlier(up_until, down_until)
            if last is None or first <= last:
                rows.append(Path(link.hierarchy, ancestor, descendant, up + down + 1, first, last).row())
    UnitClosure.objects.bulk_create(rows, batch_size=_BATCH)


def recut(units: Iterable[int]) -> None:
    """Make the rows of everything at or below some units anew, after links there have ended."""
    tops = set(units)
    for hierarchy in _hierarchies(None):
        touched = tops | set(
            UnitClosure.objects.filter(hierarchy=hierarchy, ancestor_id__in=tops).values_list(
                "descendant_id", flat=True
            )
        )
        UnitClosure.objects.filter(hierarchy=hierarchy, descendant_id__in=touched).delete()
        rows = [path.row() for path in _paths(hierarchy, only=touched)]
        UnitClosure.objects.bulk_create(rows, batch_size=_BATCH)


def _hierarchies(hierarchy: str | None) -> list[str]:
    return [hierarchy] if hierarchy else [str(one) for one in Hierarchy.values]


def _stored(hierarchy: str) -> Iterator[Path]:
    rows = UnitClosure.objects.filter(hierarchy=hierarchy).values_list(
        "hierarchy", "ancestor_id", "descendant_id", "depth", "valid_from", "valid_until"
    )
    return (Path(*row) for row in rows.iterator())


def _paths(hierarchy: str, *, only: set[int] | None = None) -> Iterator[Path]:
    """Every path the links make, of all units or of those that end in ``only``."""
    up: dict[int, list[UnitLink]] = defaultdict(list)
    linked: set[int] = set()
    for link in UnitLink.objects.filter(hierarchy=hierarchy):
        up[link.child_id].append(link)
        linked |= {link.parent_id, link.child_id}
    wanted = linked if only is None else linked & only
    lives = {pk: (first, last) for pk, first, last in Unit.objects.values_list("pk", "valid_from", "valid_until")}
    for unit in sorted(wanted):
        first, last = lives[unit]
        yield Path(hierarchy, unit, unit, 0, first, last)
        yield from _upward(hierarchy, unit, up)


def _upward(hierarchy: str, unit: int, up: dict[int, list[UnitLink]]) -> Iterator[Path]:
    """All paths that end in a unit. A link that would close a ring is not followed."""
    ways: list[tuple[int, frozenset[int], dt.date, dt.date | None]] = [(unit, frozenset({unit}), dt.date.min, None)]
    depth = 0
    while ways:
        depth += 1
        higher = []
        for low, seen, first, last in ways:
            for link in up.get(low, ()):
                start, end = max(first, link.valid_from), earlier(last, link.valid_until)
                if link.parent_id in seen or (end is not None and start > end):
                    continue
                yield Path(hierarchy, link.parent_id, unit, depth, start, end)
                higher.append((link.parent_id, seen | {link.parent_id}, start, end))
        ways = higher


def _ends(link: UnitLink, end: str, **fixed: int) -> list[tuple[int, int, dt.date, dt.date | None]]:
    """The far ends of stored paths that meet a link at its parent or child while it holds."""
    rows = UnitClosure.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=link.valid_from),
        hierarchy=link.hierarchy,
        depth__gt=0,
        **fixed,
    )
    if link.valid_until is not None:
        rows = rows.filter(valid_from__lte=link.valid_until)
    found: list[tuple[int, int, dt.date, dt.date | None]] = [
        (far, depth, max(first, link.valid_from), earlier(last, link.valid_until))
        for far, depth, first, last in rows.values_list(end, "depth", "valid_from", "valid_until")
    ]
    return found


def _stand_alone(hierarchy: str, units: Iterable[int]) -> None:
    """Give units their depth 0 row in a hierarchy they enter."""
    there = set(
        UnitClosure.objects.filter(hierarchy=hierarchy, depth=0, descendant_id__in=list(units)).values_list(
            "descendant_id", flat=True
        )
    )
    fresh = Unit.objects.filter(pk__in=set(units) - there).values_list("pk", "valid_from", "valid_until")
    UnitClosure.objects.bulk_create(Path(hierarchy, pk, pk, 0, first, last).row() for pk, first, last in fresh)
