"""``chuyenbien figures prove``: are the overview's figures those that one gets by looking at every row."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien.desk import figures_proof


class Command(BaseCommand):
    help = "Count what people see and their overview's buckets a second time, row by row in Python, and compare."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        prove = what.add_parser("prove", help="exit 1 and name what differs")
        prove.add_argument("--people", type=int, default=20, help="for so many of those who have an account")

    def handle(self, *args: Any, people: int, **options: Any) -> None:
        told = figures_proof.prove(people)
        if told.differences:
            raise CommandError("\n".join([_("The figures differ."), *told.differences]))
        self.stdout.write(
            _("The figures of %(people)d people are those of the rows: %(actions)d actions, %(findings)d findings.")
            % {"people": told.people, "actions": told.actions, "findings": told.findings}
        )
