"""``chuyenbien closure rebuild|prove``: the paths through the units, made anew or compared with the links."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chuyenbien.orgs import closure
from chuyenbien.orgs.enums import Hierarchy


class Command(BaseCommand):
    help = "Rebuild the table of paths between units from their links, or prove that it agrees with them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rebuild", "prove"])
        parser.add_argument("--hierarchy", choices=Hierarchy.values, help="rebuild only this hierarchy")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "rebuild":
            made = closure.rebuild(options["hierarchy"])
            self.stdout.write(f"{made} paths")
            return
        differences = closure.prove()
        if differences:
            raise CommandError("\n".join(["the stored paths differ from the links:", *differences]))
        self.stdout.write("the stored paths agree with the links")
