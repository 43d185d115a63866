from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _protect(using: str, **_: Any) -> None:
    from . import protection

    connection = connections[using]
    if "journal_accessentry" in connection.introspection.table_names():
        protection.install(connection)


class JournalConfig(AppConfig):
    name = "chuyenbien.journal"
    label = "journal"

    def ready(self) -> None:
        from . import checks, presenters  # noqa: F401

        post_migrate.connect(_protect, sender=self, dispatch_uid="journal_protect")
