"""``chuyenbien ratings open``: open the ratings of all bodies of a cycle and of their people, however many."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.ratings import choosing, operations, queries
from chuyenbien.reviews.models import ReviewCycle


class Command(BaseCommand):
    help = (
        "Open the ratings of the bodies under review in a cycle and of their people. Stopped in the middle, the same "
        "command goes on where it was: what is opened stays, and nothing is opened twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        opening = what.add_parser("open", help="open every rating that the record alone can open")
        opening.add_argument("cycle", type=int, help="number of the cycle")
        opening.add_argument("--by", required=True, help="user name of the officer whose act it is")

    def handle(self, *args: Any, cycle: int, by: str, **options: Any) -> None:
        one = ReviewCycle.objects.select_related("superior").filter(pk=cycle).first()
        if one is None:
            raise CommandError(_("There is no cycle number %(number)s.") % {"number": cycle})
        person = Person.objects.filter(user__username=by, is_active=True).first()
        if person is None:
            raise CommandError(_("Nobody signs in as “%(name)s”.") % {"name": by})
        try:
            self._open(one, Actor.of(person))
        except (Forbidden, Refused) as refusal:
            raise CommandError(str(refusal.reason)) from refusal

    def _open(self, cycle: ReviewCycle, by: Actor) -> None:
        began = time.monotonic()
        if queries.without_rating(cycle):
            with journal.recording(by=by):
                made = len(operations.open_ratings(cycle, by=by))
            self.stdout.write(_("Ratings of bodies opened: %(count)s") % {"count": made})
        found = choosing.places(cycle)
        done, whole = found.opened, found.opened + len(found.alone)
        while True:
            with journal.recording(by=by):
                made = len(operations.open_people(cycle, by=by))
            if not made:
                break
            done += made
            self.stdout.write(_("Ratings of people opened: %(done)s of %(whole)s") % {"done": done, "whole": whole})
        told = {"seconds": time.monotonic() - began, "left": len(found.several)}
        self.stdout.write(
            _("%(seconds).1f seconds; %(left)s people in several bodies are left to be opened one by one.") % told
        )
