from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chuyenbien.regulations import packs
from chuyenbien.regulations.markdown import as_markdown


class Command(BaseCommand):
    help = "List the rule packs and what is wrong with them; --markdown tells every point of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--markdown", action="store_true", help="what docs/regulations.md holds")
        parser.add_argument("--to", type=Path, help="write it there")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["to"]:
            options["to"].write_text(as_markdown(), encoding="utf-8")
        elif options["markdown"]:
            self.stdout.write(as_markdown(), ending="")
        else:
            for book in packs.all_packs():
                self.stdout.write(
                    f"{book.key}  {book.title}  ({len(book.points)}, {len(book.unconfirmed)} unconfirmed)"
                )
        mistakes = [one for pack in packs.broken() for one in pack.mistakes]
        if mistakes:
            raise CommandError("\n".join(str(one) for one in mistakes))
