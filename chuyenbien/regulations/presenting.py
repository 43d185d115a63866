"""A book as a page: its points by group, with what may be decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chuyenbien.core.verdict import Text
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing

from .book import Book
from .points import DECIDED
from .settable import may_be_set
from .telling import Told, told
from .vocabulary import GROUPS


@dataclass(frozen=True, slots=True)
class Line:
    """A point, whether it can be decided, and the paper of the decision where the reader may see it."""

    told: Told
    settable: bool
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    title: Text
    lines: tuple[Line, ...]


def parts_of(book: Book, standing: Standing) -> list[Part]:
    """The points by group. One query for the papers of what was decided, if anything was."""
    ids = {one.document_id for one in book.points if one.origin == DECIDED and one.document_id}
    papers = {one.pk: one for one in Document.objects.visible_to(standing).filter(pk__in=ids)} if ids else {}
    found = []
    for group, points in book.groups:
        lines = (Line(told(book, one), bool(may_be_set(book, one)), papers.get(one.document_id or 0)) for one in points)
        found.append(Part(group, GROUPS[group], tuple(lines)))
    return found


def summary(books: Iterable[Book]) -> list[tuple[Book, int, int]]:
    """Each book with how many points it has and how many of them are unconfirmed."""
    return [(one, len(one.points), len(one.unconfirmed)) for one in books]
