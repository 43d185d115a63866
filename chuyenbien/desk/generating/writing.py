"""Writing many rows at once: numbered here, so that rows can name each other before they are in the database.

Below ``bulk_create``, which spends most of its time on what these rows do not need: SQLite gets one prepared statement
for a block, PostgreSQL a COPY. Constraints and triggers of the database hold as ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models

from chuyenbien.core.models import Searchable
from chuyenbien.core.text import name_sort_key
from chuyenbien.orgs.models import Person

M = TypeVar("M", bound=models.Model)

_BLOCK = 4000


class Writer:
    """Gathers rows by model and writes them in blocks. The tables it writes to must be empty when it begins."""

    def __init__(self) -> None:
        self.counts: dict[type[models.Model], int] = defaultdict(int)
        self._waiting: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._tables: dict[type[models.Model], Table] = {}

    def add(self, row: M) -> M:
        """Number a row and take it for writing. What a save would derive (search text, sort key) is derived here."""
        model = type(row)
        self.counts[model] += 1
        row.pk = self.counts[model]
        if isinstance(row, Person):
            row.sort_key = name_sort_key(row.full_name)[:500]
        if isinstance(row, Searchable):
            row.search_text = row.make_search_text()
        rows = self._waiting[model]
        rows.append(row)
        if len(rows) >= _BLOCK:
            self._write(model)
        return row

    def finish(self) -> None:
        """Write what still waits, and let the database number on from where this stopped."""
        for model in list(self._waiting):
            self._write(model)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.counts)):
                cursor.execute(statement)

    def _write(self, model: type[models.Model]) -> None:
        rows = self._waiting.pop(model, [])
        if rows:
            self._tables.setdefault(model, Table(model)).write(rows)


class Table:
    """The columns of a model and how a value of each goes into the database."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = model._meta.local_concrete_fields
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(field.column)) for field in fields)
        self.name = f"{quote(model._meta.db_table)} ({names})"
        self.places = ", ".join(["%s"] * len(fields))
        self.columns = [(field.attname, _converter(field)) for field in fields]

    def write(self, rows: Iterable[models.Model]) -> None:
        values = (self._values(row.__dict__) for row in rows)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                copying: Any = cursor.cursor
                with copying.copy(f"COPY {self.name} FROM STDIN") as copy:
                    for one in values:
                        copy.write_row(one)
            else:
                cursor.executemany(f"INSERT INTO {self.name} VALUES ({self.places})", list(values))  # noqa: S608

    def _values(self, row: dict[str, Any]) -> list[Any]:
        return [row[name] if convert is None else convert(row[name]) for name, convert in self.columns]


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What a value needs before the driver takes it; nothing where it is taken as it is."""
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: None if value is None else str(value)
    if isinstance(field, models.DateField | models.DecimalField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None
