"""Directions the delegation gave: recorded as items, each taken into the conclusion or explained."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code, Person
from chuyenbien.reviews.enums import DelegationRole, DossierState
from chuyenbien.reviews.models import ReviewDossier

from ..enums import Disposition
from ..models import Direction

RECORDED_IN = (DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED, DossierState.HELD)


def record_direction(
    dossier: ReviewDossier,
    text: str,
    *,
    by: Actor,
    field: Code | None = None,
    given_by: Person | None = None,
    at: dt.datetime | None = None,
) -> Direction:
    """Write down one direction as an item of its own. Without a name it is the head of the delegation's."""
    if dossier.state not in RECORDED_IN:
        raise Refused(_("Directions are recorded from the sent report until the conclusion."))
    text = nfc(text).strip()
    if dossier.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if not dossier.is_code_only and not text:
        raise Refused(_("Write what the delegation directed."), field="text")
    of_round = Direction.objects.filter(dossier=dossier, round=dossier.round)
    direction = Direction.objects.create(
        dossier=dossier,
        round=dossier.round,
        number=(of_round.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        field=field,
        given_by=given_by or _head(dossier) or by.person,
        recorded_at=at or clock.now(),
        classification=dossier.classification,
        code=dossier.code,
        is_illustrative=dossier.is_illustrative,
    )
    data = {"number": direction.number, "text": text, "person": direction.given_by}
    journal.record("conferences.direction_recorded", direction, by=by, at=at, data=data, also=[dossier])
    return direction


def explain_direction(direction: Direction, *, by: Actor, because: str, at: dt.datetime | None = None) -> Direction:
    """Say why a direction does not become a line of the conclusion."""
    if direction.disposition == Disposition.TAKEN:
        raise Refused(_("This direction has been taken into the conclusion."))
    refuse_concluded(direction)
    because = nfc(because).strip()
    if direction.is_code_only and because:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="because")
    if not direction.is_code_only and not because:
        raise Refused(_("Say why it is not taken into the conclusion."), field="because")
    direction.disposition, direction.explanation = Disposition.EXPLAINED, because
    direction.save(update_fields=["disposition", "explanation"])
    data = {"number": direction.number, "explanation": because}
    journal.record("conferences.direction_explained", direction, by=by, at=at, data=data, also=[direction.dossier])
    return direction


def refuse_concluded(direction: Direction) -> None:
    """A direction is dealt with before the conclusion of its round is issued."""
    dossier = direction.dossier
    if (
        dossier.round != direction.round
        or dossier.conclusions.filter(round=direction.round, issued_at__isnull=False).exists()
    ):
        raise Refused(_("The conclusion of this round has been issued."))


def _head(dossier: ReviewDossier) -> Person | None:
    if dossier.delegation is None:
        return None
    seat = dossier.delegation.members.filter(role=DelegationRole.HEAD).select_related("person").first()
    return seat.person if seat else None
