"""The board decides which bodies are suggested. From then on the working figures are shown to nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import rules
from ..models import DecidedBody, SuggestionDecision
from .guarding import by_document, not_later_than

STEP = 500


def decide_bodies(
    cycle: ReviewCycle,
    suggested: Iterable[ReviewDossier],
    *,
    by: Actor,
    document: Document | None,
    decided_on: dt.date | None = None,
    because: str = "",
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> SuggestionDecision:
    """Record for every body of the cycle whether it is suggested. A second decision corrects the first and says why."""
    require(rules.can_decide(by, cycle))
    paper = by_document(document)
    because = nfc(because).strip()
    chosen = {one.pk for one in suggested}
    dossiers = list(ReviewDossier.objects.filter(cycle=cycle).order_by("pk").values_list("pk", flat=True))
    if not dossiers:
        raise Refused(_("No body is under review in this cycle."))
    if chosen - set(dossiers):
        raise Refused(_("One of the bodies is not under review in this cycle."), field="suggested")
    before = SuggestionDecision.objects.filter(cycle=cycle, replaced_at=None).first()
    if before is not None and not because:
        raise Refused(_("A decision is recorded already. Say why it is corrected."), field="because")
    moment = at or clock.now()
    if before is not None:
        SuggestionDecision.objects.filter(pk=before.pk).update(replaced_at=moment)
    made = SuggestionDecision.objects.create(
        cycle=cycle,
        document=paper,
        decided_on=not_later_than(decided_on, at, "decided_on"),
        correction_reason=because if before is not None else "",
        by=by.person,
        entered_by=by.entered_by,
        at=moment,
        is_illustrative=is_illustrative,
    )
    rows = [DecidedBody(decision=made, dossier_id=pk, is_suggested=pk in chosen) for pk in dossiers]
    DecidedBody.objects.bulk_create(rows, STEP)
    data = {"cycle": cycle.name, "suggested": len(chosen), "count": len(dossiers)}
    type = "preparing.corrected" if before is not None else "preparing.decided"
    journal.record(type, made, by=by, at=at, because=because, data=data)
    return made
