"""What ``check --database`` says of the journal: whether the triggers that protect it are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections


@register(Tags.database)
def triggers_are_there(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    from . import protection

    told: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if "journal_accessentry" not in connection.introspection.table_names():
            continue
        lost = protection.missing(connection)
        if lost:
            told.append(
                Warning(
                    f"Triggers that protect the journal are missing or altered: {', '.join(lost)}.",
                    hint="Run “chuyenbien journal triggers --repair” and find out who dropped them.",
                    id="journal.W001",
                )
            )
    return told
