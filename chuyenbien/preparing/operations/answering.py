"""An agency answers: with an opinion, or by saying that it has no other opinion. Nothing said is nothing assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.orgs.acting import Actor

from .. import rules
from ..enums import GIVEN, Answer
from ..models import Consultation, Opinion
from .guarding import not_later_than, refuse


def answer(
    opinion: Opinion,
    answer: str,
    *,
    by: Actor,
    text: str = "",
    answered_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Opinion:
    """Say the opinion about one body, or change it; what was said before stays."""
    require(rules.can_answer_for(by, opinion.consultation))
    refuse(rules.unsettled(opinion))
    text = nfc(text).strip()
    if answer not in GIVEN:
        raise Refused(_("Say whether there is an opinion or no other opinion."), field="answer")
    if answer == Answer.NONE and text:
        raise Refused(_("There is a text, so there is an opinion. Choose “Opinion”, or empty the text."), field="text")
    if opinion.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if answer == Answer.OPINION and not text and not opinion.is_code_only:
        raise Refused(_("Write the opinion."), field="text")
    made = _said(opinion, answer, text, _day(opinion.consultation, answered_on, at), by=by, at=at)
    data = {"body": made.dossier.shown_name, "agency": made.consultation.agency.name}
    journal.record(f"preparing.answered.{answer}", made, by=by, at=at, data=data, also=[made.consultation])
    return made


def answer_none(
    consultation: Consultation,
    opinions: Iterable[Opinion],
    *,
    by: Actor,
    answered_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Consultation:
    """Say of several bodies, each of them chosen, that there is no other opinion."""
    require(rules.can_answer_for(by, consultation))
    chosen = list(opinions)
    if not chosen:
        raise Refused(_("Choose the bodies of which this is said."), field="opinions")
    day = _day(consultation, answered_on, at)
    for one in chosen:
        if one.consultation_id != consultation.pk or one.answer or one.replaced_at is not None:
            raise Refused(_("One of these has been answered meanwhile."), field="opinions")
        refuse(rules.unsettled(one), "opinions")
    for one in chosen:
        _said(one, Answer.NONE, "", day, by=by, at=at)
    data = {"count": len(chosen), "agency": consultation.agency.name}
    journal.record("preparing.answered_none", consultation, by=by, at=at, data=data, also=chosen)
    return consultation


def _said(opinion: Opinion, answer: str, text: str, day: dt.date, *, by: Actor, at: dt.datetime | None) -> Opinion:
    moment = at or clock.now()
    if opinion.replaced_at is not None:
        raise Refused(_("This has been answered meanwhile. Open it again."))
    if opinion.answer:
        if (opinion.answer, opinion.text) == (answer, text):
            raise Refused(_("This has been said already."), field="answer")
        replaced = Opinion.objects.filter(pk=opinion.pk, replaced_at=None).update(replaced_at=moment)
        if not replaced:
            raise Refused(_("This has been answered meanwhile. Open it again."))
        opinion = Opinion(
            consultation=opinion.consultation,
            dossier=opinion.dossier,
            classification=opinion.classification,
            code=opinion.code,
        )
    opinion.answer, opinion.text, opinion.answered_on = answer, text, day
    opinion.by, opinion.entered_by, opinion.at = by.person, by.entered_by, moment
    opinion.save()
    return opinion


def _day(consultation: Consultation, day: dt.date | None, at: dt.datetime | None) -> dt.date:
    told = not_later_than(day, at, "answered_on")
    if told < consultation.round.asked_on:
        raise Refused(_("This day lies before the opinion was asked."), field="answered_on")
    return told
