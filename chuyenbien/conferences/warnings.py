"""What is pointed out about a called conference and never refused: clashes, lead times of the cycle's rule pack."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.orgs.enums import Level
from chuyenbien.reviews import lead_time, transitions
from chuyenbien.reviews.lead_time import Warned
from chuyenbien.reviews.models import DossierSending, ReviewDossier

from .enums import ConferenceState
from .models import Conference

if TYPE_CHECKING:
    from chuyenbien.regulations.book import Book
    from chuyenbien.regulations.points import Point


def of_rule_pack(conference: Conference) -> list[Warned]:
    """What the cycle's rule pack says of the time of a conference; what it does not know it does not warn of."""
    book = conference.dossier.cycle.book
    if book is None or conference.state == ConferenceState.CANCELLED:
        return []
    found = [_length(conference, _shortest(conference, book))]
    if conference.state == ConferenceState.HELD:
        return [one for one in found if one is not None]
    sent, day = _sent_on(conference), clock.local_date(conference.starts_at)
    if sent is not None:
        lead = lead_time.wanted(conference.dossier)
        found = [lead_time.too_short(lead, sent, day), lead_time.unknown_holidays(lead, sent, day), *found]
    return [one for one in found if one is not None]


def _shortest(conference: Conference, book: Book) -> Point | None:
    """The shortest conference for this body: the texts name the boards of provinces apart, and those among them that
    were given a suggestion."""
    dossier = conference.dossier
    general = book.number("conference_days")
    if dossier.body.level != Level.PROVINCE:
        return general
    provincial = book.number("conference_days_provincial") or general
    suggested = book.number("conference_days_suggested") if transitions.is_suggested(dossier) else None
    return suggested or provincial


def _sent_on(conference: Conference) -> dt.date | None:
    """The day the draft first went to those attending, as it was recorded; else the day it was submitted."""
    dossier = conference.dossier
    sent = DossierSending.objects.filter(version__dossier=dossier, version__round=conference.round)
    first: dt.date | None = sent.aggregate(first=Min("sent_on"))["first"]
    if first is not None:
        return first
    return clock.local_date(dossier.submitted_at) if dossier.submitted_at else None


def day_of(dossier: ReviewDossier) -> dt.date | None:
    """The day of the conference of the present round, once it has been called."""
    called = Conference.objects.filter(dossier=dossier, round=dossier.round).exclude(state=ConferenceState.CANCELLED)
    starts_at = called.values_list("starts_at", flat=True).first()
    return clock.local_date(starts_at) if starts_at else None


def _length(conference: Conference, number: Point | None) -> Warned | None:
    if number is None or not isinstance(number.value, int):
        return None
    first, last = clock.local_date(conference.starts_at), clock.local_date(conference.ends_at)
    days = (last - first).days + 1
    if days >= number.value:
        return None
    text = _("The conference lasts %(days)s days; at least %(wanted)s are asked for.")
    return Warned(text % {"days": days, "wanted": number.value}, number.citation, number.is_settled)
