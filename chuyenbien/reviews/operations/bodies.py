"""Which bodies are reviewed in a cycle: one, some, all of a choice; and one that was put there by mistake taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, ManyToOneRel, OuterRef, Q
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit

from ..enums import DossierState
from ..models import CycleInvolvement, DossierInvolvement, ReviewCycle, ReviewDossier
from ..queries.choosing import Choice
from .cycles import refuse_closed

CHUNK = 300
"""How many bodies of a choice come under review in one act: little enough to be done before anybody waits."""
_NAMED = 20
"""Up to so many bodies an entry of the journal names; of more it tells how many, and each stands among its subjects."""


def add_body(
    cycle: ReviewCycle,
    body: Unit,
    *,
    by: Actor,
    is_illustrative: bool = False,
    classification: str = Classification.INTERNAL,
    code: str = "",
    at: dt.datetime | None = None,
) -> ReviewDossier:
    """Put one body under review. It and the superior see the dossier from now on."""
    if classification == Classification.CODE_ONLY and not code.strip():
        raise Refused(_("Give the code this matter is known by."), field="code")
    if cycle.dossiers.filter(body=body).exists():
        raise Refused(_("%(body)s is under review in this cycle already.") % {"body": body.name}, field="bodies")
    (dossier,) = _open_dossiers(cycle, [body], is_illustrative, classification, nfc(code).strip())
    journal.record("reviews.body_added", dossier, by=by, at=at, data={"body": body}, also=[cycle, body])
    return dossier


def add_bodies(
    cycle: ReviewCycle,
    bodies: Iterable[Unit],
    *,
    by: Actor | None,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> list[ReviewDossier]:
    """Put several bodies under review in one act; one that already is stays as it is."""
    wanted = list(bodies)
    if not wanted:
        raise Refused(_("Choose at least one body."), field="bodies")
    made = _open_dossiers(cycle, wanted, is_illustrative)
    if not made:
        return []
    named = len(made) <= _NAMED
    data = {"count": len(made), **({"bodies": [dossier.body for dossier in made]} if named else {})}
    type = "reviews.bodies_added" if named else "reviews.many_bodies_added"
    journal.record(type, cycle, by=by, at=at, data=data, also=made)
    return made


def add_chosen(
    cycle: ReviewCycle,
    choice: Choice,
    *,
    by: Actor | None,
    limit: int = CHUNK,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> list[ReviewDossier]:
    """Put the next bodies of a choice under review, at most ``limit``; none when all of them are.

    Each call is an act of its own, so whoever is interrupted calls again and goes on where the last act ended.
    """
    refuse_closed(cycle)
    made = _open_dossiers(cycle, list(choice.left(cycle)[:limit]), is_illustrative)
    if made:
        data = {
            "count": len(made),
            "below": choice.below or cycle.superior,
            "level": choice.level,
            "kind": choice.kind,
            "words": choice.words,
        }
        journal.record("reviews.chosen_bodies_added", cycle, by=by, at=at, data=data, also=made)
    return made


def can_be_withdrawn(dossier: ReviewDossier) -> Verdict:
    """Whether nothing has been written, suggested or stated in a dossier, in whatever room. One query."""
    filled = Q(pk__in=[])
    for relation in dossier._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model is DossierInvolvement:
            continue
        rows: Any = relation.related_model._base_manager
        filled |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    begun = ~Q(state=DossierState.PREPARING) | Q(round__gt=1)
    if ReviewDossier.objects.filter(filled | begun, pk=dossier.pk).exists():
        return Verdict.no(
            _("Something has been written, suggested or stated in this dossier, so the body stays in the cycle.")
        )
    return Verdict.yes()


def withdraw_body(dossier: ReviewDossier, *, by: Actor, because: str, at: dt.datetime | None = None) -> ReviewCycle:
    """Take a body out of the cycle that was put there by mistake. Its empty dossier goes; the journal keeps that."""
    cycle, body = dossier.cycle, dossier.body
    refuse_closed(cycle)
    because = nfc(because).strip()
    if not because:
        raise Refused(_("Say why the body is taken out of the cycle."), field="because")
    ReviewDossier.objects.select_for_update().get(pk=dossier.pk)
    verdict = can_be_withdrawn(dossier)
    if not verdict:
        raise Refused(verdict.reason)
    data = {"body": body}
    journal.record("reviews.body_withdrawn", cycle, by=by, at=at, because=because, data=data, also=[dossier, body])
    cycle.release(unit=body, capacity=Capacity.ADDRESS)
    dossier.delete()
    return cycle


def _open_dossiers(
    cycle: ReviewCycle,
    bodies: Sequence[Unit],
    is_illustrative: bool,
    classification: str = Classification.INTERNAL,
    code: str = "",
) -> list[ReviewDossier]:
    """A dossier for each body that has none yet, and who sees it. As many queries for one body as for hundreds."""
    cycle = ReviewCycle.objects.select_for_update(of=("self",)).select_related("superior").get(pk=cycle.pk)
    refuse_closed(cycle)
    for body in bodies:
        if body.pk == cycle.superior_id:
            raise Refused(_("A superior does not review itself in its own cycle."), field="bodies")
        if not body.holds(clock.today()):
            raise Refused(_("%(body)s does not exist today.") % {"body": body.name}, field="bodies")
    once = {body.pk: body for body in bodies}
    taken = set(cycle.dossiers.filter(body__in=once).order_by().values_list("body_id", flat=True))
    made = ReviewDossier.objects.bulk_create(
        ReviewDossier(
            cycle=cycle,
            body=body,
            is_illustrative=is_illustrative or cycle.is_illustrative,
            classification=classification,
            code=code,
        )
        for pk, body in once.items()
        if pk not in taken
    )
    _show(cycle, made)
    return made


def _show(cycle: ReviewCycle, dossiers: Sequence[ReviewDossier]) -> None:
    """The body and the superior see a new dossier, and the body sees the cycle."""
    DossierInvolvement.objects.bulk_create(
        DossierInvolvement(matter=dossier, unit_id=unit, capacity=capacity)
        for dossier in dossiers
        for unit, capacity in ((dossier.body_id, Capacity.ADDRESS), (cycle.superior_id, Capacity.SUPERIOR))
    )
    bodies = [dossier.body_id for dossier in dossiers]
    now = CycleInvolvement.objects.filter(matter=cycle, capacity=Capacity.ADDRESS, until=None, unit__in=bodies)
    there = set(now.values_list("unit_id", flat=True))
    CycleInvolvement.objects.bulk_create(
        CycleInvolvement(matter=cycle, unit_id=pk, capacity=Capacity.ADDRESS) for pk in bodies if pk not in there
    )
