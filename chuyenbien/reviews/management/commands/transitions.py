from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chuyenbien.reviews.transitions import as_markdown


class Command(BaseCommand):
    help = "Write docs/transitions.md from the table of transitions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=Path("docs/transitions.md"))

    def handle(self, *args: Any, **options: Any) -> None:
        options["to"].write_text(as_markdown(), encoding="utf-8")
