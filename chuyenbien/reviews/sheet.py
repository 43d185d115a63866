"""Of which sections the report of a body consists: the form its cycle's rule pack gives, as it was pinned.

A cycle without a pack, or with one that knows no such form, keeps the sections the program brings. What an office
decided about the form before the cycle opened is in the pinned pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html

from chuyenbien.regulations.book import Book
from chuyenbien.regulations.points import Entry, in_english

from .enums import Section

if TYPE_CHECKING:
    from .models import ReviewCycle

FORM = "form_01_sections"
STRENGTHS = "I"
"""The section of strengths and results, which is written in parts."""
_PARTS = (Section.I1, Section.I2, Section.I3, Section.I4)


@dataclass(frozen=True, slots=True)
class Heading:
    """One section of a form. ``vi`` and ``en`` are the words of the pack; without them the program's own are shown."""

    key: str
    vi: str = ""
    en: str = ""
    is_group: bool = False
    """A heading only: its parts follow, and they are what is written."""

    @property
    def label(self) -> str:
        """For a page: the words of the form are Vietnamese; in English their gloss stands behind them."""
        if not self.vi or not in_english():
            return self.plain
        words = format_html('<span lang="vi">{}. {}</span>', self.key, self.vi)
        return format_html("{} ({})", words, self.en) if self.en else words

    @property
    def plain(self) -> str:
        """For the title of a window: in the reader's language."""
        if self.vi:
            return f"{self.key}. {self.en if in_english() and self.en else self.vi}"
        return str(Section(self.key).label) if self.key in Section.values else self.key


def headings_of(cycle: ReviewCycle) -> tuple[Heading, ...]:
    """The sections in order, headings of groups among them."""
    return _of_book(cycle.book)


def heading_of(cycle: ReviewCycle, key: str) -> Heading:
    """A section by its key; one the form does not have is called as the program calls it."""
    return next((one for one in headings_of(cycle) if one.key == key), Heading(key))


def written_keys(cycle: ReviewCycle) -> tuple[str, ...]:
    """The keys of the sections that are written as text."""
    return tuple(one.key for one in headings_of(cycle) if not one.is_group)


def _of_book(book: Book | None) -> tuple[Heading, ...]:
    point = book.point(FORM) if book is not None else None
    if point is None or not point.entries:
        return tuple(Heading(section.value) for section in Section)
    chosen = point.value if isinstance(point.value, tuple) else tuple(one.key for one in point.entries)
    entries = [one for one in point.entries if one.key in chosen]
    names_parts = any(one.key in _PARTS for one in point.entries)
    return tuple(found for one in entries for found in _headings(one, entries, names_parts=names_parts))


def _headings(entry: Entry, chosen: list[Entry], *, names_parts: bool) -> list[Heading]:
    """Section I is the heading of its parts: those of the pack, or the program's where the pack names none."""
    if entry.key != STRENGTHS:
        return [Heading(entry.key, entry.vi, entry.en)]
    if not names_parts:
        return [Heading(entry.key, entry.vi, entry.en, is_group=True), *(Heading(part.value) for part in _PARTS)]
    has_parts = any(one.key in _PARTS for one in chosen)
    return [Heading(entry.key, entry.vi, entry.en, is_group=has_parts)]
