"""What the journal's tests share: an actor without an organisation, and ways to look at and attack the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.journal import chain, protection, sentences


@dataclass(frozen=True)
class Hand:
    """Somebody who acts."""

    user_id: int | None
    person_id: int | None = None
    entered_by_id: int | None = None
    unit_id: int | None = None
    basis_id: int | None = None


@dataclass
class _Matter:
    """Something events are about, without a table of its own."""

    pk: int
    is_code_only: bool = False
    code: str = ""

    @property
    def _meta(self) -> Any:
        return User._meta


Matter: Any = _Matter
"""It need not be a model: the journal looks at its label, key, title and confidentiality only."""


@contextmanager
def types_of_tests() -> Iterator[None]:
    """Let the journal know types that only tests record, and forget them again."""
    before = dict(sentences._sentences)
    sentences.register("test.happened", "“%(name)s” happened")
    sentences.register("test.moved", "moved from %(old)s to %(new)s on %(on)s")
    yield
    sentences._sentences.clear()
    sentences._sentences.update(before)


def state(*names: str, subject: Any = None, by: Hand | None = None) -> None:
    """One act with an event for each name."""
    with journal.recording(by=by):
        for name in names:
            journal.record(
                "test.happened",
                subject or Matter(1),
                by=by,
                data={"name": name},
            )


def breaks() -> list[tuple[int, str]]:
    return [(one.seq, one.what.value) for one in chain.breaks()]


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def attack(statement: str, *values: Any) -> None:
    """Change what is protected, as somebody who owns the database can."""
    protection.lift(connection)
    execute(statement, *values)
    protection.install(connection)
