"""One subject weighed by two packs, condition by condition; which conditions differ is named."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuyenbien.regulations.book import Book
from chuyenbien.regulations.engine import Check
from chuyenbien.regulations.points import Point
from chuyenbien.regulations.telling import value_in_words
from chuyenbien.regulations.vocabulary import FACTS

from .weighing import Weighing

LEVEL, KNOCKOUT, EXEMPTION = "level", "knockout", "exemption"


@dataclass(frozen=True, slots=True)
class Difference:
    """What two packs ask in the same place. None: one of them asks nothing there."""

    level: str
    fact: str
    part: str
    label: str
    here: Check | None
    there: Check | None
    here_words: str
    there_words: str

    @property
    def differs(self) -> bool:
        """Whether they ask differently, or come to another state."""
        if self.here is None or self.there is None:
            return True
        return (self.here_words, self.here.state) != (self.there_words, self.there.state)


def differences(here: Weighing, there: Weighing) -> list[Difference]:
    """Every condition of either pack that concerns the subject, those that differ first within each level."""
    first, second = _by_place(here), _by_place(there)
    found = []
    for place in dict.fromkeys([*first, *second]):
        mine, other = first.get(place), second.get(place)
        part, level, fact = place
        found.append(
            Difference(
                level=level,
                fact=fact,
                part=part,
                label=_label(place, mine or other),
                here=mine,
                there=other,
                here_words=_asked(here.book, mine),
                there_words=_asked(there.book, other),
            )
        )
    order = {part: number for number, part in enumerate(("points", LEVEL, KNOCKOUT, EXEMPTION))}
    levels = {one.key: number for number, one in enumerate(here.book.levels)}
    return sorted(found, key=lambda one: (levels.get(one.level, 9), order[one.part], not one.differs))


Place = tuple[str, str, str]


def _by_place(weighed: Weighing) -> dict[Place, Check]:
    found: dict[Place, Check] = {}
    for one in weighed.proposal.levels:
        if one.points is not None:
            found["points", one.level.key, ""] = one.points
        for check in one.conditions:
            found[LEVEL, one.level.key, check.point.fact] = check
    for check in weighed.proposal.knockouts:
        found[KNOCKOUT, "", check.point.fact] = check
    for check in weighed.proposal.exemptions:
        found[EXEMPTION, "", check.point.fact] = check
    return found


def _label(place: Place, check: Check | None) -> str:
    part, _level, fact = place
    if part == "points":
        return _("Points of the level")
    known = FACTS.get(fact)
    return str(known.label) if known else _title(check.point if check else None)


def _title(point: Point | None) -> str:
    return point.label if point is not None else ""


def _asked(book: Book, check: Check | None) -> str:
    return value_in_words(book, check.point, check.point.value) if check is not None else ""
