"""``chuyenbien restore FILE``: put a backup back and prove the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien.desk import archive, data_lock
from chuyenbien.desk.database_copy import CopyFailed


class Command(BaseCommand):
    help = "Restore a backup into an empty installation. Every part is compared with the manifest first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what this installation holds")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            lock = data_lock.hold(alone=True)
        except data_lock.InUse as error:
            raise CommandError(_("A server is running on this data folder. Stop it, then restore.")) from error
        with lock:
            try:
                manifest = archive.restore(file, replace=replace)
            except (archive.Unfit, CopyFailed) as reason:
                raise CommandError(str(reason)) from reason
            self.stdout.write(
                _("Restored what was backed up at %(moment)s: the database and %(files)d files.")
                % {"moment": manifest.made_at, "files": manifest.files}
            )
            call_command("journal", "verify", stdout=self.stdout)
