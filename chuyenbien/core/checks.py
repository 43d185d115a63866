"""What ``check --database`` says of the search: whether its indexes are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections


@register(Tags.database)
def search_indexes_are_there(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    from . import search_index

    lost = [name for alias in databases or () for name in search_index.missing(connections[alias])]
    if not lost:
        return []
    return [
        Warning(
            f"Search works without its indexes: {', '.join(lost)}.",
            hint="Install PostgreSQL's extension pg_trgm (Debian: in postgresql) and run “chuyenbien search rebuild”.",
            id="core.W001",
        )
    ]
