"""``chuyenbien resetlink USERNAME``: a link for somebody who cannot sign in, from whoever runs the machine."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.accounts import operations
from chuyenbien.accounts.backends import find_user
from chuyenbien.core.verdict import Refused


class Command(BaseCommand):
    help = (
        "Print a link by which somebody sets a new password: good once, for a day. The journal keeps that it was made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="user name or e-mail address")
        parser.add_argument("--host", default="http://127.0.0.1:8000", help="the address people open, without the path")

    def handle(self, *args: Any, username: str, host: str, **options: Any) -> None:
        user = find_user(username)
        if user is None:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
        try:
            with journal.recording(by=None):
                path = operations.make_reset_link(user, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{host.rstrip('/')}{path}")
