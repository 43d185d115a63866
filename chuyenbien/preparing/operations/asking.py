"""A round of opinions is opened: agencies are asked about bodies, until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.queries import working_days
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import rules
from ..enums import RoundSubject
from ..models import Consultation, Opinion, OpinionRound
from .guarding import day_of

STEP = 500
MOST_DAYS = 90


def open_round(
    cycle: ReviewCycle,
    subject: str,
    *,
    by: Actor,
    bodies: Iterable[ReviewDossier],
    agencies: Iterable[Unit],
    title: str = "",
    text: str = "",
    answer_by: dt.date | None = None,
    lead_days: int | None = None,
    letter: Document | None = None,
    code: str = "",
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> OpinionRound:
    """Ask each agency about each body. The day is told, or reckoned from working days by the table of holidays."""
    require(rules.can_ask(by, cycle))
    asked, units = list(bodies), list(agencies)
    _refuse_wrong(cycle, asked, units)
    today = day_of(at)
    made = OpinionRound(
        cycle=cycle,
        subject=subject,
        title=nfc(title).strip(),
        text=nfc(text).strip(),
        asked_on=today,
        answer_by=_day(today, answer_by, lead_days),
        lead_days=lead_days,
        letter=letter,
        opened_by=by.person,
        opened_at=at or clock.now(),
        is_illustrative=is_illustrative or cycle.is_illustrative,
        classification=Classification.CODE_ONLY if code.strip() else Classification.INTERNAL,
        code=nfc(code).strip(),
    )
    _refuse_untold(made)
    made.save()
    consultations = [Consultation.objects.create(round=made, agency=unit) for unit in units]
    rows = [_empty(made, consultation, one) for consultation in consultations for one in asked]
    Opinion.objects.bulk_create(rows, STEP)
    data = {"title": made.shown_title, "bodies": len(asked), "agencies": len(units), "day": made.answer_by}
    journal.record("preparing.round_opened", made, by=by, at=at, data=data, also=consultations)
    return made


def _empty(round: OpinionRound, consultation: Consultation, dossier: ReviewDossier) -> Opinion:
    hidden = round.is_code_only or dossier.is_code_only
    return Opinion(
        consultation=consultation,
        dossier=dossier,
        classification=Classification.CODE_ONLY if hidden else round.classification,
        code=(dossier.code or round.code) if hidden else "",
    )


def _day(today: dt.date, answer_by: dt.date | None, lead_days: int | None) -> dt.date:
    if (answer_by is None) == (lead_days is None):
        raise Refused(_("Give either the day or the number of working days."), field="answer_by")
    if lead_days is not None:
        if not 1 <= lead_days <= MOST_DAYS:
            raise Refused(_("Give from 1 to %(most)d working days.") % {"most": MOST_DAYS}, field="lead_days")
        return working_days().add(today, lead_days)
    if answer_by is None or answer_by < today:
        raise Refused(_("This day lies in the past."), field="answer_by")
    return answer_by


def _refuse_wrong(cycle: ReviewCycle, bodies: list[ReviewDossier], agencies: list[Unit]) -> None:
    if not bodies:
        raise Refused(_("Choose at least one body."), field="bodies")
    if any(one.cycle_id != cycle.pk for one in bodies):
        raise Refused(_("One of the bodies is not under review in this cycle."), field="bodies")
    if not agencies:
        raise Refused(_("Choose at least one agency."), field="agencies")
    if {one.pk for one in agencies} & {one.body_id for one in bodies}:
        raise Refused(_("A body is not asked about itself."), field="agencies")
    if any(one.is_outside for one in agencies):
        raise Refused(_("An agency outside the system has nobody here who answers."), field="agencies")


def _refuse_untold(round: OpinionRound) -> None:
    if round.is_code_only:
        if round.title or round.text:
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="title")
    elif not round.title:
        raise Refused(_("Say in a title on what opinions are asked."), field="title")
    elif round.subject == RoundSubject.TEXT and not round.text:
        raise Refused(_("Write the draft text on which opinions are asked."), field="text")
