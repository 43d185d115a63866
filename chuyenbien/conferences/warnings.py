"""What is pointed out about a called conference and never refused: days off, lead time and length by the rule pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.orgs.enums import Level
from chuyenbien.orgs.models import CalendarDay
from chuyenbien.orgs.queries import working_days
from chuyenbien.regulations import packs
from chuyenbien.reviews import lead_time, transitions
from chuyenbien.reviews.lead_time import Warned
from chuyenbien.reviews.models import DossierSending, ReviewDossier

from . import hours
from .enums import ConferenceState
from .models import Conference

if TYPE_CHECKING:
    from chuyenbien.regulations.book import Book
    from chuyenbien.regulations.points import Point


@dataclass(frozen=True, slots=True)
class Pointed(Warned):
    """A warning with the address where what it misses is looked up or decided."""

    url: str = ""
    link: str = ""


def of_conference(conference: Conference) -> list[Warned]:
    """Everything that is pointed out about a conference."""
    found = [*of_rule_pack(conference), *of_calendar(conference)]
    return list({one.text: one for one in found}.values())


def of_rule_pack(conference: Conference) -> list[Warned]:
    """What the cycle's rule pack says of the time of a conference, and what it leaves open."""
    book = conference.dossier.cycle.book
    if book is None or conference.state == ConferenceState.CANCELLED:
        return []
    found = [_length(conference, book)]
    if conference.state == ConferenceState.HELD:
        return [one for one in found if one is not None]
    sent, day = _sent_on(conference), clock.local_date(conference.starts_at)
    lead = lead_time.wanted(conference.dossier)
    if lead is None:
        text = _("The rule pack does not state how long ahead the draft report is sent; a decision is needed.")
        found.insert(0, _gap(book, book.number("draft_lead_days"), text))
    elif sent is not None:
        found = [lead_time.too_short(lead, sent, day), lead_time.unknown_holidays(lead, sent, day), *found]
    return [one for one in found if one is not None]


def of_calendar(conference: Conference) -> list[Warned]:
    """That a called conference begins or ends on a day off, or when offices are closed."""
    if conference.state != ConferenceState.SCHEDULED:
        return []
    calendar, times = working_days(), (conference.starts_at, conference.ends_at)
    off = hours.days_off(*times, calendar)
    names = dict(CalendarDay.objects.filter(day__in=off, is_worked=False).values_list("day", "name")) if off else {}
    found = []
    for day in off:
        text = _("%(day)s is a public holiday or a day in lieu.") if day in names else _("%(day)s is a weekend day.")
        found.append(Warned(text % {"day": f"{day:%d/%m/%Y}"}, names.get(day, "")))
    if hours.is_outside_hours(*times):
        text = _("The conference begins or ends outside office hours (%(opens)s–%(closes)s).")
        found.append(Warned(text % {"opens": f"{hours.OPENS:%H:%M}", "closes": f"{hours.CLOSES:%H:%M}"}))
    if years := calendar.unknown_years(*hours.span(*times)):
        text = _("The holidays of %(years)s have not been entered in the table, so none is known of this conference.")
        found.append(Warned(text % {"years": ", ".join(map(str, years))}))
    return found


def _shortest(conference: Conference, book: Book) -> Point | None:
    """The shortest conference for this body: the texts name the boards of provinces apart, and those among them that
    were given a suggestion. Where the text names them apart and no number is known, the point without a number."""
    dossier = conference.dossier
    general = book.number("conference_days")
    if dossier.body.level != Level.PROVINCE:
        return general
    suggested = book.number("conference_days_suggested") if transitions.is_suggested(dossier) else None
    told = [one for one in (suggested, book.number("conference_days_provincial"), general) if one is not None]
    return next((one for one in told if isinstance(one.value, int)), told[0] if told else None)


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


def _length(conference: Conference, book: Book) -> Warned | None:
    number = _shortest(conference, book)
    if number is None or not isinstance(number.value, int):
        text = _("The rule pack does not state how many days the conference lasts at least; a decision is needed.")
        return _gap(book, number, text)
    days = hours.length(conference.starts_at, conference.ends_at, working_days())
    if days >= number.value:
        return None
    text = _(
        "The conference lasts %(days)s days, a session of up to %(half)s hours counting as half a day; "
        "at least %(wanted)s are asked for."
    )
    told = {
        "days": number_format(days.normalize()),
        "half": hours.HALF_DAY.seconds // 3600,
        "wanted": number.value,
    }
    return Warned(text % told, number.citation, number.is_settled)


def _gap(book: Book, point: Point | None, text: str) -> Warned | None:
    """That a point has no number; None where the regulation has no such point (it knows no conference)."""
    if point is None:
        return None
    url = f"{reverse('regulations:pack', args=[book.key])}#{point.key}" if packs.find(book.key) else ""
    return Pointed(text, point.citation, True, url, point.label)
