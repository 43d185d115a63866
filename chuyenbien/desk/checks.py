"""What ``check`` says of the front-end files that are fetched, not kept in the repository."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Tags, Warning, register

_FETCHED = ("vendor/fonts.css", "vendor/htmx.min.js")


@register(Tags.staticfiles)
def fetched_files_are_there(**_: Any) -> list[CheckMessage]:
    lost = [path for path in _FETCHED if finders.find(path) is None]
    if not lost:
        return []
    return [
        Warning(
            f"Front-end files are missing: {', '.join(lost)}.",
            hint="Run “make assets”; it fetches them by the lock.",
            id="desk.W001",
        )
    ]
