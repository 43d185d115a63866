"""``chuyenbien story``: build the demo's story in an empty database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chuyenbien.desk import story


class Command(BaseCommand):
    help = "Build the demo's story in an empty database (see also: demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        if story.is_built():
            raise CommandError("The database already holds units; the story is only built in an empty one.")
        story.build()
