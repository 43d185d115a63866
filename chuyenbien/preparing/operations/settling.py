"""What the board settled for the bodies of a round, and that agencies and bodies are told."""

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
from chuyenbien.reviews.models import ReviewDossier

from .. import queries, rules
from ..enums import Outcome
from ..models import BodyResult, OpinionRound, RoundNotice
from .guarding import by_document


def settle(
    round: OpinionRound,
    bodies: Iterable[ReviewDossier],
    outcome: str,
    *,
    by: Actor,
    document: Document | None,
    text: str = "",
    at: dt.datetime | None = None,
) -> list[BodyResult]:
    """Record the same result for some bodies. A second result for a body replaces the first, which stays."""
    require(rules.can_settle(by, round))
    chosen, text = list(bodies), nfc(text).strip()
    if not chosen:
        raise Refused(_("Choose at least one body."), field="bodies")
    there = set(queries.bodies_of(round).order_by().values_list("pk", flat=True))
    if {one.pk for one in chosen} - there:
        raise Refused(_("No opinion was asked about one of the bodies."), field="bodies")
    if outcome not in Outcome.values:
        raise Refused(_("Say what the board settled."), field="outcome")
    hidden = round.is_code_only or any(one.is_code_only for one in chosen)
    if hidden and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if outcome == Outcome.CHANGED and not text and not hidden:
        raise Refused(_("Say what is changed."), field="text")
    paper, moment = by_document(document), at or clock.now()
    BodyResult.objects.filter(round=round, dossier__in=chosen, replaced_at=None).update(replaced_at=moment)
    made = [
        BodyResult(
            round=round,
            dossier=one,
            outcome=outcome,
            text=text,
            document=paper,
            by=by.person,
            entered_by=by.entered_by,
            at=moment,
            classification=Classification.CODE_ONLY if round.is_code_only or one.is_code_only else round.classification,
            code=(one.code or round.code) if round.is_code_only or one.is_code_only else "",
        )
        for one in chosen
    ]
    for row in made:
        row.save()
    data = {"title": round.shown_title, "count": len(made)}
    journal.record(f"preparing.settled.{outcome}", round, by=by, at=at, data=data)
    return made


def tell(
    round: OpinionRound,
    units: Iterable[Unit],
    *,
    by: Actor,
    document: Document | None = None,
    at: dt.datetime | None = None,
) -> list[RoundNotice]:
    """Tell agencies and bodies what was settled: one notice and one entry of the journal for each."""
    require(rules.can_ask(by, round.cycle))
    chosen = list(units)
    if not chosen:
        raise Refused(_("Choose whom to tell."), field="units")
    if {one.pk for one in chosen} - set(queries.to_tell(round).order_by().values_list("pk", flat=True)):
        raise Refused(_("One of these has nothing new to be told."), field="units")
    made = []
    for unit in chosen:
        notice = RoundNotice.objects.create(
            round=round, unit=unit, document=document, by=by.person, at=at or clock.now()
        )
        journal.record("preparing.told", notice, by=by, at=at, data={"unit": unit.name})
        made.append(notice)
    return made
