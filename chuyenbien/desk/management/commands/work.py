"""``chuyenbien work``: tell people what is due and send their mail, beside the server."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien.desk import data_lock
from chuyenbien.notices import working


class Command(BaseCommand):
    help = "Do what the schedule says and send what is in the outbox. Several may run at once on PostgreSQL."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=1, help="processes; each is started again if it ends")
        parser.add_argument("--once", action="store_true", help="one round, then end: for a timer of the system")
        parser.add_argument("--parent", type=int, help="end when this process is no longer the parent")

    def handle(self, *args: Any, workers: int, once: bool, parent: int | None, **options: Any) -> None:
        try:
            lock = data_lock.hold(alone=False)
        except data_lock.InUse as error:
            raise CommandError(
                _("A backup is being restored into this data folder. Wait until it has ended.")
            ) from error
        with lock:
            if once:
                self.stdout.write(_("%(count)s mails sent.") % {"count": working.once()})
            else:
                working.keep(max(workers, 1), parent=parent)
