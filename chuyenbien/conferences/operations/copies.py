"""Numbered copies of a conference's papers: printed for somebody, ticked off when they come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person

from ..models import Conference, KitCopy


def issue_copies(
    conference: Conference,
    *,
    by: Actor,
    people: Iterable[Person] = (),
    names: Iterable[str] = (),
    at: dt.datetime | None = None,
) -> list[KitCopy]:
    """Number one copy for each recipient. Who printed for whom is recorded."""
    if conference.is_code_only:
        raise Refused(_("Of a matter known by a code only nothing is printed here."))
    wanted: list[tuple[Person | None, str]] = [(one, "") for one in people]
    wanted += [(None, nfc(name).strip()) for name in names if name.strip()]
    if not wanted:
        raise Refused(_("Name at least one recipient."), field="people")
    Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    last = conference.copies.aggregate(last=Max("number"))["last"] or 0
    made = [
        KitCopy.objects.create(
            conference=conference,
            number=number,
            person=person,
            name=name,
            printed_by=by.person,
            printed_at=at or clock.now(),
            classification=conference.classification,
        )
        for number, (person, name) in enumerate(wanted, start=last + 1)
    ]
    told = "; ".join(f"{one.number:02d} – {one.person.shown_title if one.person else one.name}" for one in made)
    data = {"copies": told, "body": conference.dossier.body}
    journal.record("conferences.copy_issued", conference, by=by, at=at, data=data, also=[conference.dossier])
    return made


def take_back(copy: KitCopy, *, by: Actor, at: dt.datetime | None = None) -> KitCopy:
    """Tick off that a copy came back."""
    if copy.returned_at is not None:
        raise Refused(_("This copy has already been ticked off."))
    copy.returned_at, copy.taken_back_by = at or clock.now(), by.person
    copy.save(update_fields=["returned_at", "taken_back_by"])
    conference = copy.conference
    data = {"number": f"{copy.number:02d}", "body": conference.dossier.body}
    journal.record("conferences.copy_returned", conference, by=by, at=at, data=data, also=[conference.dossier])
    return copy
