"""Which form a person fills in, by the rule pack of the cycle. What a pack does not know is not made up here."""

from __future__ import annotations

from dataclasses import dataclass

from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import Entry, Point
from chuyenbien.regulations.vocabulary import LISTS
from chuyenbien.reviews.models import ReviewCycle

from .enums import KIND_IN_PACK, PersonKind

PAPERS = "self_review_papers"
WHOLE = (Entry("text", "Nội dung tự kiểm điểm (theo mẫu giấy)", "Content of the self-review (as on the paper form)"),)
"""The one section of a form whose sections are not known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: ``point`` says where its sections come from and how sure that is."""

    key: str
    form: Point
    sections: tuple[Entry, ...]
    point: Point | None
    is_known: bool
    """Whether the pack says which sections the form has."""

    @property
    def label(self) -> str:
        return self.form.label

    def section(self, key: str) -> Entry | None:
        return next((one for one in self.sections if one.key == key), None)


def sheet_of(cycle: ReviewCycle, kind: str) -> Sheet | None:
    """The form for a kind of person in a cycle; None where its rule pack has none."""
    form = form_of(cycle, kind)
    return sheet_by_key(cycle, form.key) if form is not None else None


def form_of(cycle: ReviewCycle, kind: str) -> Point | None:
    wanted = KIND_IN_PACK.get(PersonKind(kind), PersonKind(kind)).value
    for book in _books(cycle):
        for point in book.of_table("form"):
            if wanted in point.subjects and _list_of(point.key) in LISTS:
                return point
    return None


def sheet_by_key(cycle: ReviewCycle, key: str) -> Sheet | None:
    """A form of the cycle's rule pack by its key."""
    forms = (book.point(key) for book in _books(cycle))
    form = next((one for one in forms if one is not None), None)
    if form is None:
        return None
    point = _point(cycle, _list_of(key))
    entries = _entries(point)
    return Sheet(key, form, entries or WHOLE, point, is_known=bool(entries))


def papers_of(cycle: ReviewCycle) -> tuple[Entry, ...]:
    """The papers that go with a self-review."""
    return _entries(_point(cycle, PAPERS))


def _list_of(key: str) -> str:
    return f"{key}_sections"


def _books(cycle: ReviewCycle) -> tuple[Book, ...]:
    """The pack as it was pinned; where it was pinned before it told of such a thing, as it is now."""
    found = (cycle.book, packs.find(cycle.rule_pack))
    return tuple(one for one in found if one is not None)


def _point(cycle: ReviewCycle, key: str) -> Point | None:
    points = (book.point(key) for book in _books(cycle))
    return next((one for one in points if one is not None), None)


def _entries(point: Point | None) -> tuple[Entry, ...]:
    """The entries that hold; an office may have decided that only some do."""
    if point is None:
        return ()
    chosen = point.value if isinstance(point.value, tuple) else tuple(one.key for one in point.entries)
    return tuple(one for one in point.entries if one.key in chosen)
