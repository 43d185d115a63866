"""``chuyenbien backup FILE``: database, files and the journal's head in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien.desk import archive
from chuyenbien.desk.database_copy import CopyFailed


class Command(BaseCommand):
    help = "Write everything into one .tar.gz, while people go on working. Needs no stop of the server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = archive.backup(file)
        except CopyFailed as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            _("Backed up into %(file)s: the database, %(files)d files, the journal up to entry %(seq)d.")
            % {"file": file, "files": manifest.files, "seq": manifest.journal_head.seq}
        )
