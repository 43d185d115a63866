"""What makes the search of ``SearchQuerySet`` quick, and the proof that it looks at what the rows say.

PostgreSQL has a trigram index on every folded column; it is made after every migration, so a table that a migration
built anew has it again. SQLite has none: it reads 100,000 folded texts in some 30 ms (docs/performance.md), and only
needs to be told whether a word is rare.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

RARE = 500
"""Up to so many hits a word is rare: its rows are looked up and put in order. Otherwise the list is read in its own
order until the page is full."""

EXTENSION = "pg_trgm"

_logger = logging.getLogger(__name__)


def rare_keys(rows: models.QuerySet[Any], condition: models.Q) -> list[Any] | None:
    """On SQLite, the keys of all rows of the table that match when they are few; ``None`` when not, or elsewhere.

    Without this SQLite would fetch the rows of a long list one by one in the list's order to find the few.
    """
    if connections[rows.db].vendor != "sqlite":
        return None
    table = rows.model._default_manager.using(rows.db)
    keys = list(table.filter(condition).order_by().values_list("pk", flat=True)[: RARE + 1])
    return keys if len(keys) <= RARE else None


def searchable_models() -> list[type[models.Model]]:
    from .models import Searchable

    return [model for model in apps.get_models() if issubclass(model, Searchable)]


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, type[models.Model]]:
    tables = set(connection.introspection.table_names())
    return {f"{one._meta.db_table}_search": one for one in searchable_models() if one._meta.db_table in tables}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the indexes that should be there and are not. On SQLite none is wanted."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = ANY (current_schemas(false))")
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(_wanted(connection)) - present)


def install(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the indexes that are missing; returns their names.

    Where the extension pg_trgm is not installed on the server, search works without them and reads whole tables; the
    log and ``check --database`` say so.
    """
    lost = missing(connection)
    if not lost:
        return []
    quote, wanted = connection.ops.quote_name, _wanted(connection)
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
            for name in lost:
                table = quote(wanted[name]._meta.db_table)
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {quote(name)} ON {table} USING gin (search_text gin_trgm_ops)"
                )
    except DatabaseError as error:
        _logger.warning("search stays without its indexes: %s", str(error).strip())
        return []
    return lost


def stale_rows(using: str) -> Iterator[models.Model]:
    """Every row whose folded text is not the one its other fields give."""
    for model in searchable_models():
        for row in model._default_manager.using(using).order_by("pk").iterator(chunk_size=2000):
            given: Any = row
            if given.search_text != given.make_search_text():
                yield row


def rebuild(using: str) -> int:
    """Fold anew what is stale; returns how many rows that were. Derived, so it is no act and leaves no entry."""
    count = 0
    for row in stale_rows(using):
        given: Any = row
        type(row)._default_manager.using(using).filter(pk=row.pk).update(search_text=given.make_search_text())
        count += 1
    return count
