"""Writing many rows at once: numbered here, so that rows can name each other before they are in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from chuyenbien.core.models import Searchable
from chuyenbien.orgs.models import Person

M = TypeVar("M", bound=Model)

_BLOCK = 4000


class Writer:
    """Gathers rows by model and writes them in blocks. The tables it writes to must be empty when it begins."""

    def __init__(self) -> None:
        self.counts: dict[type[Model], int] = defaultdict(int)
        self._waiting: dict[type[Model], list[Model]] = defaultdict(list)

    def add(self, row: M) -> M:
        """Number a row and take it for writing. What a save would derive (search text, sort key) is derived here."""
        model = type(row)
        self.counts[model] += 1
        row.pk = self.counts[model]
        if isinstance(row, Person):
            row.sort_key = row.make_sort_key()
        if isinstance(row, Searchable):
            row.search_text = row.make_search_text()
        rows = self._waiting[model]
        rows.append(row)
        if len(rows) >= _BLOCK:
            self._write(model)
        return row

    def add_all(self, rows: Iterable[Model]) -> None:
        for row in rows:
            self.add(row)

    def finish(self) -> None:
        """Write what still waits, and let the database number on from where this stopped."""
        for model in list(self._waiting):
            self._write(model)
        statements = connection.ops.sequence_reset_sql(no_style(), list(self.counts))
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _write(self, model: type[Model]) -> None:
        rows = self._waiting.pop(model, [])
        if rows:
            model._default_manager.bulk_create(rows)
