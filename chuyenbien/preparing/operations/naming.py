"""Who prepares the suggestions of a cycle is named, with a day, and may be withdrawn."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, require
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewCycle

from .. import rules
from ..models import Preparer
from .guarding import day_of


def name_preparer(cycle: ReviewCycle, person: Person, *, by: Actor, at: dt.datetime | None = None) -> Preparer:
    """Name somebody from today. The office does not name itself: a leader or a colleague does."""
    require(rules.can_name(by, cycle))
    if not rules.could_be_named(cycle).filter(pk=person.pk).exists():
        words = _("Only leaders, officers and verifiers of the superior are named: they see its matters already.")
        raise Refused(words, field="person")
    if person.pk == by.person_id and not by.standing.holds(Role.BOARD_LEADER, cycle.superior_id):
        raise Refused(_("An officer does not name themselves. A leader or another officer does."), field="person")
    if Preparer.objects.current().filter(cycle=cycle, person=person).exists():
        raise Refused(_("This person is named already."), field="person")
    made = Preparer.objects.create(cycle=cycle, person=person, since=day_of(at), named_by=by.person)
    data = {"person": person.shown_title, "cycle": cycle.name}
    journal.record("preparing.named", made, by=by, at=at, data=data)
    return made


def withdraw_preparer(preparer: Preparer, *, by: Actor, because: str = "", at: dt.datetime | None = None) -> Preparer:
    """From now on the person sees the signals no more. The row stays."""
    require(rules.can_name(by, preparer.cycle))
    if preparer.until is not None:
        raise Refused(_("This person has been withdrawn already."))
    preparer.until, preparer.withdrawn_by = day_of(at), by.person
    preparer.save(update_fields=["until", "withdrawn_by"])
    data = {"person": preparer.person.shown_title, "cycle": preparer.cycle.name}
    journal.record("preparing.withdrawn", preparer, by=by, at=at, because=because, data=data)
    return preparer
