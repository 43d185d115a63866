"""How a person wants to be told, and who is told in their place."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person

from ..models import Absence, Preference


def set_preference(
    *, by: Actor, mail: str, weekday: int, quiet_from: dt.time, quiet_to: dt.time, language: str = ""
) -> Preference:
    """Say how oneself wants to be told outside the program."""
    facts = {
        "mail": mail,
        "weekday": weekday,
        "quiet_from": quiet_from,
        "quiet_to": quiet_to,
        "language": language,
    }
    preference, _made = Preference.objects.update_or_create(person=by.person, defaults=facts)
    journal.record("notices.preference_set", preference, by=by, data={"mail": mail})
    return preference


def declare_absence(*, by: Actor, deputy: Person, first_on: dt.date, last_on: dt.date) -> Absence:
    """Say that one is away and who is told meanwhile. Refused for days that are over or already covered."""
    if last_on < first_on:
        raise Refused(_("The last day lies before the first."), field="last_on")
    if last_on < clock.today():
        raise Refused(_("These days are over. Choose a last day from today on."), field="last_on")
    if deputy.pk == by.person_id:
        raise Refused(_("Choose somebody else as deputy."), field="deputy")
    covered = Absence.objects.filter(
        person=by.person, ended_at=None, first_on__lte=last_on, last_on__gte=first_on
    ).first()
    if covered:
        raise Refused(
            _("For some of these days you have already named a deputy (%(days)s). End that first.")
            % {"days": covered.shown_title},
            field="first_on",
        )
    absence = Absence.objects.create(person=by.person, deputy=deputy, first_on=first_on, last_on=last_on)
    journal.record(
        "notices.absence_declared",
        absence,
        by=by,
        data={"first_on": first_on, "last_on": last_on, "deputy": deputy.shown_title},
    )
    return absence


def end_absence(absence: Absence, *, by: Actor) -> Absence:
    """Be back earlier, or not go: the deputy is told no more and the copies leave their inbox at the next tick."""
    if absence.ended_at or absence.last_on < clock.today():
        raise Refused(_("This absence is over already."))
    absence.ended_at = clock.now()
    absence.save(update_fields=["ended_at"])
    journal.record(
        "notices.absence_ended", absence, by=by, data={"first_on": absence.first_on, "last_on": absence.last_on}
    )
    return absence
