from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _index(using: str, **_: Any) -> None:
    from . import search_index

    search_index.install(connections[using])


class CoreConfig(AppConfig):
    name = "chuyenbien.core"
    label = "core"

    def ready(self) -> None:
        from . import checks  # noqa: F401

        post_migrate.connect(_index, sender=self, dispatch_uid="core_search_index")
