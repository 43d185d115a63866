"""``chuyenbien serve``: the program for a real office."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from chuyenbien.desk import serving


class Command(BaseCommand):
    help = "Serve with production settings, after checking that the database and its journal are in order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on (0.0.0.0: every one)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes")
        parser.add_argument("--threads", type=int, default=4, help="threads of each process")
        parser.add_argument(
            "--notice-workers",
            type=int,
            help="processes that tell people what is due and send mail: 1 on SQLite, on PostgreSQL 0, since "
            "“chuyenbien work” runs there beside the server",
        )

    def handle(self, *args: Any, bind: str, port: int, workers: int, threads: int, **options: Any) -> None:
        beside = options["notice_workers"]
        if beside is None:
            beside = int(connection.vendor == "sqlite")
        address = f"http://{bind}:{port}"

        def ready() -> None:
            self.stdout.write(_("Chuyen Bien answers at %(address)s. Stop it with Ctrl-C.") % {"address": address})
            self.stdout.flush()

        try:
            serving.make_ready()
            serving.serve(bind=f"{bind}:{port}", workers=workers, threads=threads, notice_workers=beside, ready=ready)
        except serving.NotReady as reason:
            raise CommandError(str(reason)) from reason
