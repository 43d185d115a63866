"""What is pointed out about a called conference and never refused: clashes, lead times of the cycle's rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien.core import clock
from chuyenbien.orgs.enums import Level
from chuyenbien.orgs.queries import working_days
from chuyenbien.reviews import transitions

from .enums import ConferenceState
from .models import Conference

if TYPE_CHECKING:
    from chuyenbien.regulations.book import Book
    from chuyenbien.regulations.points import Point


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning in words, and the rule it rests on (a citation is Vietnamese)."""

    text: str
    citation: str = ""


def of_rule_pack(conference: Conference) -> list[Warned]:
    """What the cycle's rule pack says of the time of a conference; what it does not know it does not warn of."""
    book = conference.dossier.cycle.book
    if book is None or conference.state != ConferenceState.SCHEDULED:
        return []
    lead = book.number("draft_lead_days")
    found = [
        _lead_time(conference, lead),
        _holidays(conference, lead),
        _length(conference, _shortest(conference, book)),
    ]
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


def _lead_time(conference: Conference, number: Point | None) -> Warned | None:
    submitted = conference.dossier.submitted_at
    if number is None or not isinstance(number.value, int) or submitted is None:
        return None
    days = working_days().between(clock.local_date(submitted), clock.local_date(conference.starts_at))
    if days >= number.value:
        return None
    text = ngettext(
        "The draft report was sent %(days)s working day ahead; %(wanted)s are asked for.",
        "The draft report was sent %(days)s working days ahead; %(wanted)s are asked for.",
        days,
    )
    return Warned(text % {"days": days, "wanted": number.value}, number.citation)


def _holidays(conference: Conference, number: Point | None) -> Warned | None:
    """That the working days were counted without knowing the holidays."""
    submitted = conference.dossier.submitted_at
    if number is None or not isinstance(number.value, int) or submitted is None:
        return None
    years = working_days().unknown_years(clock.local_date(submitted), clock.local_date(conference.starts_at))
    if not years:
        return None
    text = _("The holidays of %(years)s have not been entered in the table; only Saturdays and Sundays were left out.")
    return Warned(text % {"years": ", ".join(map(str, years))})


def _length(conference: Conference, number: Point | None) -> Warned | None:
    if number is None or not isinstance(number.value, int):
        return None
    first, last = clock.local_date(conference.starts_at), clock.local_date(conference.ends_at)
    days = (last - first).days + 1
    if days >= number.value:
        return None
    text = _("The conference lasts %(days)s days; at least %(wanted)s are asked for.")
    return Warned(text % {"days": days, "wanted": number.value}, number.citation)
