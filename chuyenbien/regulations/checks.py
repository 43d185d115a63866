"""A broken rule pack is told when the program starts; the others are used."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from . import packs


@register()
def packs_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Warning(str(one), id="regulations.W001") for pack in packs.broken() for one in pack.mistakes]
