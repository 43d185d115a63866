"""``chuyenbien journal verify | head | triggers``: is the record whole, where does it end, is it protected."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from chuyenbien.journal import chain, heads, protection

_SHOWN = 10


class Command(BaseCommand):
    help = "Prove that the journal is whole, export its head, list or repair its triggers."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        verify = what.add_parser("verify", help="follow the whole chain; exit 1 and name the first broken link")
        verify.add_argument("--head", type=Path, help="also compare with a head exported earlier")
        head = what.add_parser("head", help="print the head, or export it to keep it elsewhere")
        head.add_argument("--to", type=Path, help="the file to write")
        triggers = what.add_parser("triggers", help="list the triggers that keep the journal append-only")
        triggers.add_argument("--repair", action="store_true", help="make those that are missing or altered")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        getattr(self, what)(**options)

    def verify(self, *, head: Path | None, **_options: Any) -> None:
        broken = list(islice(chain.breaks(against=self._exported(head)), _SHOWN + 1))
        lost = protection.missing(connection)
        if broken:
            raise CommandError("\n".join([_("The journal is not whole."), *map(told, broken[:_SHOWN])]))
        if lost:
            raise CommandError(
                _("The chain is whole, but triggers that protect it are missing or altered: %(names)s.")
                % {"names": ", ".join(lost)}
            )
        end = chain.head()
        self.stdout.write(
            _("The journal is whole: %(count)d entries, the last digest is %(digest)s.")
            % {"count": end.seq, "digest": end.digest}
        )
        if head is None and heads.last() is None and end.seq:
            self.stdout.write(_("No exported head was there to compare with, so a cut tail would not show."))

    def head(self, *, to: Path | None, **_options: Any) -> None:
        end = chain.head()
        if to is None:
            self.stdout.write(f"{end.seq} {end.digest}")
            return
        heads.write(end, to)
        self.stdout.write(_("The head (entry %(seq)d) is in %(file)s.") % {"seq": end.seq, "file": to})

    def triggers(self, *, repair: bool, **_options: Any) -> None:
        lost = protection.install(connection) if repair else protection.missing(connection)
        state = _("repaired") if repair else _("missing or altered")
        for trigger in protection.wanted(connection):
            self.stdout.write(f"{trigger.name}: {state if trigger.name in lost else _('in place')}")
        if lost and not repair:
            raise CommandError(_("Run “chuyenbien journal triggers --repair” and find out who dropped them."))

    def _exported(self, file: Path | None) -> list[heads.Head]:
        try:
            return [heads.read(file)] if file else []
        except (OSError, ValueError) as error:
            raise CommandError(_("The exported head cannot be read: %(error)s") % {"error": error}) from error


def told(broken: chain.Break) -> str:
    """One break in a line."""
    return _("Entry %(seq)d: %(what)s.") % {"seq": broken.seq, "what": broken.what.label}
