"""The order of speaking, and the opinions at a conference: in summary without names, with a name only by decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person

from .. import programme
from ..enums import ConferenceState, TakenAs
from ..models import Conference, ConferenceOpinion, NamedSpeaker, SpeakingOrder, SpeakingTurn


@dataclass(frozen=True, slots=True)
class Turn:
    """One place in the order: a kind of the pack's list (or ``other``), and who it is."""

    kind: str
    person: Person | None = None
    name: str = ""


def set_order(
    conference: Conference, turns: Sequence[Turn], *, by: Actor, because: str = "", at: dt.datetime | None = None
) -> SpeakingOrder:
    """Set in which order the conference reviews.

    A reason is needed where the rule pack's order is not confirmed, or where this one departs from it.
    """
    _refuse_cancelled(conference)
    because = nfc(because).strip()
    pack = programme.of_pack(conference)
    if not turns:
        raise Refused(_("Put at least one place into the order."), field="kind_1")
    known = {programme.OTHER, *(pack.kinds if pack else ())}
    if any(turn.kind not in known for turn in turns):
        raise Refused(_("Choose one of the kinds that the rule pack names."), field="kind_1")
    if conference.is_code_only and (because or any(turn.name for turn in turns)):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="because")
    why = programme.needs_reason(pack, [turn.kind for turn in turns])
    if why and not because and not conference.is_code_only:
        raise Refused(why, field="because")
    SpeakingOrder.objects.filter(conference=conference).delete()
    kept = {"classification": conference.classification, "code": conference.code}
    order = SpeakingOrder.objects.create(
        conference=conference, reason=because, set_by=by.person, set_at=at or clock.now(), **kept
    )
    SpeakingTurn.objects.bulk_create(
        SpeakingTurn(
            order=order, position=place, kind=turn.kind, person=turn.person, name=nfc(turn.name).strip(), **kept
        )
        for place, turn in enumerate(turns, start=1)
    )
    data = {"body": conference.dossier.body, "count": len(turns)}
    journal.record(
        "conferences.order_set", conference, by=by, at=at, because=because, data=data, also=[conference.dossier]
    )
    return order


def record_opinion(
    conference: Conference, summary: str, *, by: Actor, about: Person | None = None, at: dt.datetime | None = None
) -> ConferenceOpinion:
    """Keep an opinion in summary, without whose it was."""
    _refuse_cancelled(conference)
    summary = nfc(summary).strip()
    if conference.is_code_only:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="summary")
    if not summary:
        raise Refused(_("Write the opinion in summary."), field="summary")
    last = conference.opinions.aggregate(last=Max("number"))["last"] or 0
    opinion = ConferenceOpinion.objects.create(
        conference=conference,
        number=last + 1,
        about=about,
        summary=summary,
        recorded_by=by.person,
        recorded_at=at or clock.now(),
        classification=conference.classification,
        is_illustrative=conference.is_illustrative,
    )
    data = {"number": opinion.number, "body": conference.dossier.body}
    journal.record("conferences.opinion_recorded", conference, by=by, at=at, data=data, also=[conference.dossier])
    return opinion


def answer_opinion(
    opinion: ConferenceOpinion, *, by: Actor, taken: str, answer: str = "", at: dt.datetime | None = None
) -> ConferenceOpinion:
    """What became of an opinion: taken up, or explained."""
    conference = opinion.conference
    _refuse_cancelled(conference)
    answer = nfc(answer).strip()
    if taken not in TakenAs.values or taken == TakenAs.OPEN:
        raise Refused(_("Say what was done with the opinion."), field="taken")
    if taken == TakenAs.EXPLAINED and not answer:
        raise Refused(_("Write the explanation."), field="answer")
    opinion.taken, opinion.answer = taken, answer
    opinion.save(update_fields=["taken", "answer"])
    data = {"number": opinion.number, "body": conference.dossier.body}
    journal.record("conferences.opinion_answered", conference, by=by, at=at, data=data, also=[conference.dossier])
    return opinion


def allow_names(
    conference: Conference, document: Document | None, *, by: Actor, at: dt.datetime | None = None
) -> Conference:
    """Note the decision that lets opinions of this conference be kept with names; None takes it back.

    It can be taken back only while no name has been written.
    """
    _refuse_cancelled(conference)
    if conference.is_code_only:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="document")
    if document is None and NamedSpeaker.objects.filter(opinion__conference=conference).exists():
        raise Refused(_("Names have been written already; the decision stays."), field="document")
    conference.names_document = document
    conference.save(update_fields=["names_document"])
    data = {"document": document or "—", "body": conference.dossier.body}
    journal.record("conferences.names_allowed", conference, by=by, at=at, data=data, also=[conference.dossier])
    return conference


def name_speaker(opinion: ConferenceOpinion, name: str, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Write down whose opinion it was; an empty name takes it out. The journal does not say whose."""
    conference = opinion.conference
    _refuse_cancelled(conference)
    if conference.names_document_id is None:
        raise Refused(_("Names are kept only where a decision allows it. Note that decision first."), field="name")
    name = nfc(name).strip()
    NamedSpeaker.objects.filter(opinion=opinion).delete()
    if name:
        NamedSpeaker.objects.create(
            opinion=opinion,
            name=name,
            written_by=by.person,
            written_at=at or clock.now(),
            classification=conference.classification,
        )
    data = {"number": opinion.number, "body": conference.dossier.body}
    journal.record("conferences.speaker_named", conference, by=by, at=at, data=data)


def _refuse_cancelled(conference: Conference) -> None:
    if conference.state == ConferenceState.CANCELLED:
        raise Refused(_("This conference was called off."))
