"""``chuyenbien cycle add-bodies``: put all bodies of a choice under review, however many, in acts of a few hundred."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level
from chuyenbien.orgs.models import Code, Person, Unit
from chuyenbien.reviews import operations, rules
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.reviews.queries import Choice


class Command(BaseCommand):
    help = (
        "Put the bodies at or below a unit under review in a cycle. Stopped in the middle, the same command goes on "
        "where it was: what is made stays, and nothing is made twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        add = what.add_parser("add-bodies", help="make a dossier for every chosen body that has none yet")
        add.add_argument("cycle", help="number or name of the cycle")
        add.add_argument("--below", help="number or name of the unit (default: the superior of the cycle)")
        add.add_argument("--hierarchy", choices=Hierarchy.values, default="", help="only along this one")
        add.add_argument("--level", choices=Level.values, default="", help="only bodies of this level")
        add.add_argument("--kind", default="", help="only bodies of this kind, a code of the list")
        add.add_argument("--by", help="user name of the officer whose act it is (default: nobody, the server itself)")

    def handle(self, *args: Any, cycle: str, below: str | None, by: str | None, **options: Any) -> None:
        one = _found(ReviewCycle, cycle, _("There is no cycle “%(name)s”, or there are several."))
        unit = _found(Unit, below, _("There is no unit “%(name)s”, or there are several.")) if below else None
        kind = options["kind"]
        if kind and not Code.objects.filter(list=CodeList.UNIT_KIND, code=kind).exists():
            raise CommandError(_("There is no kind of unit “%(code)s”.") % {"code": kind})
        actor = _actor(by, one) if by else None
        choice = Choice(unit, options["hierarchy"], options["level"], kind)
        try:
            self._add(one, choice, actor)
        except Refused as refusal:
            raise CommandError(str(refusal.reason)) from refusal

    def _add(self, cycle: ReviewCycle, choice: Choice, by: Actor | None) -> None:
        began, new = time.monotonic(), 0
        whole, left = choice.units(cycle).count(), choice.left(cycle).count()
        while True:
            with journal.recording(by=by):
                made = len(operations.add_chosen(cycle, choice, by=by))
            if not made:
                break
            new += made
            told = {"done": whole - left + new, "whole": whole}
            self.stdout.write(_("Dossiers made: %(done)s of %(whole)s") % told)
        seconds = time.monotonic() - began
        self.stdout.write(
            _("%(new)s new dossiers in %(seconds).1f seconds; %(kept)s bodies were under review already.")
            % {"new": new, "seconds": seconds, "kept": whole - left}
        )


def _found(model: Any, name: str, missing: str) -> Any:
    """The row of a number or, if nobody is numbered so, of a name."""
    rows = list(model.objects.filter(pk=int(name))) if name.isascii() and name.isdigit() and len(name) < 10 else []
    rows = rows or list(model.objects.filter(name=name)[:2])
    if len(rows) != 1:
        raise CommandError(missing % {"name": name})
    return rows[0]


def _actor(username: str, cycle: ReviewCycle) -> Actor:
    person = Person.objects.filter(user__username=username, is_active=True).first()
    if person is None:
        raise CommandError(_("Nobody signs in as “%(name)s”.") % {"name": username})
    actor = Actor.of(person)
    verdict = rules.can_run_cycle(actor, cycle)
    if not verdict:
        raise CommandError(str(verdict.reason))
    return actor
