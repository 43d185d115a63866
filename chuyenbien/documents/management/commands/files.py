"""``chuyenbien files sweep|check``: bytes without a row are removed; rows without bytes are named."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chuyenbien.documents import files


class Command(BaseCommand):
    help = "Remove bytes of files that nothing refers to (sweep), or name files whose bytes are missing (check)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["sweep", "check"])
        parser.add_argument(
            "--older-than", type=float, default=24.0, metavar="HOURS", help="leave younger bytes alone (default 24)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "sweep":
            removed = files.sweep(older_than=options["older_than"] * 3600)
            self.stdout.write(f"{len(removed)} removed")
            return
        missing = files.missing()
        if missing:
            raise CommandError("\n".join(f"file {stored.pk}: {stored.sha256} is missing" for stored in missing))
        self.stdout.write("all bytes are there")
