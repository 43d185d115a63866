"""How rows are spread, for the database's planner. PostgreSQL learns it by itself; SQLite only when it is told to."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_LOOKED_AT = 1000
"""Entries of each index that are looked at: enough to tell a rare value from a common one, in a blink."""


def learn(connection: BaseDatabaseWrapper) -> None:
    """Bring SQLite's statistics up to date; without any it takes the wrong index for some figures of the overview."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_LOOKED_AT}")
            cursor.execute("ANALYZE")
