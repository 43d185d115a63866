"""``chuyenbien init``: a new database, the first unit, the first administrator."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import secrets
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.core.forms import DateField
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.desk.beginning import Beginning, begin, has_begun
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Code
from chuyenbien.orgs.operations import seed_calendar, seed_code_lists

_OWN = "CHUYENBIEN_INIT_"


class Command(BaseCommand):
    help = (
        "Set up a new office: migrate the database, enter the first unit and the first administrator. Asks for what "
        f"is not given by options or by the environment ({_OWN}UNIT, {_OWN}USERNAME, {_OWN}PASSWORD …)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", help="name of the first unit")
        parser.add_argument("--kind", help="its kind, a code of the list (default: van-phong)")
        parser.add_argument("--level", choices=Level.values, help="its level (default: province)")
        parser.add_argument("--since", help="since when it exists, dd/mm/yyyy (default: 1 January of this year)")
        parser.add_argument("--name", help="full name of the administrator")
        parser.add_argument("--office", help="what the administrator is called by")
        parser.add_argument("--username", help="user name of the administrator (default: admin)")
        parser.add_argument("--email", help="e-mail address of the administrator")
        parser.add_argument(
            "--generate-password",
            action="store_true",
            help="make a password, print it once, ask for another at sign-in",
        )
        parser.add_argument("--no-input", action="store_true", help="ask nothing; take the defaults")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        seed_code_lists()
        seed_calendar()
        if has_begun():
            raise CommandError(
                _(
                    "This office has already begun, so nothing was changed. Further units and people are entered on "
                    "the pages; an administrator who cannot sign in gets a link by “chuyenbien resetlink USERNAME”."
                )
            )
        told = self._ask_all(options)
        try:
            begin(told)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if told.password_is_made:
            self.stdout.write(_("Password, shown only now: %(password)s") % {"password": told.password})
        self.stdout.write(
            _("“%(unit)s” has begun. Start with “chuyenbien serve” and sign in as %(username)s.")
            % {"unit": told.unit, "username": told.username}
        )

    def _ask_all(self, options: dict[str, Any]) -> Beginning:
        year = f"01/01/{clock.today().year}"
        unit = self._ask(options, "unit", _("Name of the unit"))
        kind = self._ask(options, "kind", _("Kind of unit (a code of the list)"), "van-phong", check=_kind)
        level = self._ask(options, "level", _("Level"), Level.PROVINCE.value, check=_level)
        since = self._ask(options, "since", _("Existing since (day/month/year)"), year, check=_day)
        name = self._ask(options, "name", _("Full name of the administrator"), _("System administrator"))
        office = self._ask(options, "office", _("Office"), _("System administrator"))
        username = self._ask(options, "username", _("User name"), "admin")
        email = self._ask(options, "email", _("E-mail (may be empty)"), "")
        password, made = self._password(options, User(username=username, email=email))
        return Beginning(unit, kind, level, _day(since), name, office, username, email, password, made)

    def _ask(
        self,
        options: dict[str, Any],
        name: str,
        label: str,
        default: str | None = None,
        check: Callable[[str], Any] = str,
    ) -> str:
        """The option, else the environment, else the answer, else the default."""
        given = options[name] or os.environ.get(f"{_OWN}{name.upper()}")
        while True:
            answer = given
            if answer is None and self._may_ask(options):
                answer = input(f"{label}{f' [{default}]' if default else ''}: ").strip()
            answer = nfc((answer or "").strip()) or default
            if answer is None and not self._may_ask(options):
                raise CommandError(_("Say --%(option)s, or run it where it can ask.") % {"option": name})
            if answer is None:
                continue
            try:
                check(answer)
            except ValidationError as error:
                if given is not None or not self._may_ask(options):
                    raise CommandError(f"--{name}: {' '.join(error.messages)}") from error
                self.stderr.write(" ".join(error.messages))
                continue
            return answer

    def _password(self, options: dict[str, Any], user: User) -> tuple[str, bool]:
        given = os.environ.get(f"{_OWN}PASSWORD")
        if given:
            try:
                validate_password(given, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            return given, False
        if options["generate_password"] or not self._may_ask(options):
            return secrets.token_urlsafe(12), True
        while True:
            first = getpass.getpass(_("Password (empty: one is made): "))
            if not first:
                return secrets.token_urlsafe(12), True
            try:
                validate_password(first, user)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if getpass.getpass(_("The password once more: ")) == first:
                return first, False
            self.stderr.write(_("The two passwords differ. Type the new one again."))

    def _may_ask(self, options: dict[str, Any]) -> bool:
        return not options["no_input"] and sys.stdin.isatty()


def _day(answer: str) -> dt.date:
    day: dt.date = DateField().clean(answer)
    return day


def _level(answer: str) -> None:
    if answer not in Level.values:
        raise ValidationError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(Level.values)})


def _kind(answer: str) -> None:
    kinds = list(Code.objects.of(CodeList.UNIT_KIND).values_list("code", flat=True))
    if answer not in kinds:
        raise ValidationError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(kinds)})
