"""``chuyenbien generate``: a made-up province at full size, to measure by and to look at."""

from __future__ import annotations

import os
import secrets
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.forms import DateField
from chuyenbien.desk import statistics
from chuyenbien.desk.beginning import has_begun
from chuyenbien.desk.generating import SMALL, Sizes, generate
from chuyenbien.orgs.operations import seed_calendar, seed_code_lists

PASSWORD = "CHUYENBIEN_GENERATE_PASSWORD"  # noqa: S105 - the name of a variable


class Command(BaseCommand):
    help = (
        "Fill an empty database with a made-up province: units, findings, actions and progress in bulk. The same seed "
        f"and day make the same rows. Sign in as officer, officer-commune, doer, leader, verifier or admin with the "
        f"password that is printed, or given in {PASSWORD}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        full = Sizes()
        parser.add_argument("--units", type=int)
        parser.add_argument("--findings", type=int)
        parser.add_argument("--actions", type=int)
        parser.add_argument("--progress", type=int, help=f"default for all: {full}")
        parser.add_argument("--members", type=int, help="people on the staff of the units beside those who do the work")
        parser.add_argument("--small", action="store_true", help=f"instead: {SMALL}")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--day", help="the day everything is told for, dd/mm/yyyy (default: today)")

    def handle(self, *args: Any, seed: int, day: str | None, small: bool, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if has_begun():
            raise CommandError(_("This database is not empty. Name another one, or another data folder."))
        began = time.monotonic()
        seed_code_lists()
        seed_calendar()
        base = SMALL if small else Sizes()
        wanted = ("units", "findings", "actions", "progress", "members")
        sizes = Sizes(**{name: options[name] or getattr(base, name) for name in wanted})
        password = os.environ.get(PASSWORD) or secrets.token_urlsafe(12)
        counts = generate(
            sizes,
            seed=seed,
            today=DateField().clean(day) if day else clock.today(),
            password=password,
            told=lambda step: self.stdout.write(f"{time.monotonic() - began:6.1f} s  {step}"),
        )
        for model, count in sorted(counts.items(), key=lambda one: -one[1]):
            self.stdout.write(f"{count:>9}  {model._meta.label}")
        self._analyse()
        self.stdout.write(
            _("%(count)s rows in %(seconds).1f seconds.")
            % {"count": sum(counts.values()), "seconds": time.monotonic() - began}
        )
        if PASSWORD not in os.environ:
            self.stdout.write(_("Password, shown only now: %(password)s") % {"password": password})

    def _analyse(self) -> None:
        """Let the database learn how the rows are spread, as it does in time or with the start of the server."""
        statistics.learn(connection)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
