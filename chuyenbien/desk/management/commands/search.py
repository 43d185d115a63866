"""``chuyenbien search prove | rebuild``: does the search look at what the rows say, and has it its indexes."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.translation import gettext as _

from chuyenbien.core import search_index

_SHOWN = 10


class Command(BaseCommand):
    help = "Prove that the search looks at what the rows say, or make its folded texts and indexes anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("prove", "rebuild"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        getattr(self, what)()

    def prove(self) -> None:
        stale = list(islice(search_index.stale_rows(DEFAULT_DB_ALIAS), _SHOWN))
        lost = search_index.missing(connection)
        if stale or lost:
            named = [*(f"{row._meta.label} {row.pk}" for row in stale), *lost]
            raise CommandError(
                _("Not as it should be: %(names)s. Run “chuyenbien search rebuild”.") % {"names": ", ".join(named)}
            )
        self.stdout.write(_("The search looks at what the rows say, and its indexes are there."))

    def rebuild(self) -> None:
        count = search_index.rebuild(DEFAULT_DB_ALIAS)
        made = search_index.install(connection)
        self.stdout.write(
            _("Folded anew: %(count)d rows; indexes made: %(made)d.") % {"count": count, "made": len(made)}
        )
