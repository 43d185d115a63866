"""Rule packs: what each regulation says, as data with a citation and how sure it is; one readable file for each.

What could not be read in the document itself has no value or says *unconfirmed*.
"""

from __future__ import annotations

import datetime as dt

from ..book import Book
from .library import library
from .mistakes import BrokenPack, Mistake

__all__ = ["Book", "BrokenPack", "Mistake", "all_packs", "broken", "find", "get", "in_force"]


def all_packs() -> tuple[Book, ...]:
    """Every pack, the oldest first."""
    return library().books


def broken() -> tuple[BrokenPack, ...]:
    """Packs that are refused, with what is wrong with them."""
    return library().broken


def find(key: str) -> Book | None:
    return library().find(key)


def in_force(day: dt.date) -> tuple[Book, ...]:
    """The packs by which organisations are reviewed and that hold on a day, the oldest first."""
    return tuple(one for one in all_packs() if one.is_of_organisations and one.holds_on(day))


def get(key: str) -> Book:
    """A pack that was checked before, when a cycle opened under it."""
    book = find(key)
    if book is None:
        raise LookupError(key)
    return book
