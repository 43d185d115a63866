"""The ratings of all people of the bodies of a cycle are opened, part by part."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock, owing
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import require
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import rules
from ..choosing import LEADING, Place, places
from ..enums import SubjectKind
from ..models import Rating, RatingInvolvement
from ..models.rating import RANKS
from ..records import ends_on
from .opening import code_of

CHUNK = 2000
"""How many ratings are opened in one act: little enough to be done before anybody waits."""
STEP = 500


def open_people(
    cycle: ReviewCycle, *, by: Actor, limit: int | None = None, at: dt.datetime | None = None
) -> list[Rating]:
    """Open the ratings of the next people of the bodies under review; none when all of them have one.

    Who leads a body or belongs to its collective is rated as a leader, who is on its staff as a member without a
    leading post. Whoever the record does not place, above all a person in two bodies, is left to a person to open.
    Each call is an act of its own, so whoever is interrupted calls again and goes on where the last act ended.
    """
    require(rules.can_open(by, cycle))
    wanted = places(cycle).alone[: limit or CHUNK]
    if not wanted:
        return []
    dossiers = {one.body_id: one for one in cycle.dossiers.select_related("body", "cycle")}
    people = Person.objects.in_bulk([held[0].person_id for held in wanted])
    codes = owing.codes(cycle)
    made = [_rating(held, people, dossiers, codes, by, at) for held in wanted]
    Rating.objects.bulk_create(made, STEP)
    RatingInvolvement.objects.bulk_create(
        (RatingInvolvement(matter=one, person_id=one.person_id, capacity=Capacity.RESPONSIBLE) for one in made), STEP
    )
    data = {"cycle": cycle.name, "count": len(made)}
    journal.record(
        "ratings.people_opened", cycle, by=by, at=at, data=data, also=[one for one in made if not one.is_code_only]
    )
    for one in made:
        if one.is_code_only:  # of its own, since an event that touches one tells no data
            journal.record("ratings.person_opened", one, by=by, at=at)
    return made


def _rating(
    held: list[Place],
    people: dict[int, Person],
    dossiers: dict[int, ReviewDossier],
    codes: dict[int, str],
    by: Actor,
    at: dt.datetime | None,
) -> Rating:
    """What a person is rated as, by the roles they held; of a body or a person known by a code, nothing but that."""
    person, dossier = people[held[0].person_id], dossiers[held[0].unit_id]
    cycle = dossier.cycle
    is_head = any(one.role == Role.HEAD and one.holds(ends_on(cycle)) for one in held)
    kind = SubjectKind.LEADER if any(one.role in LEADING for one in held) else SubjectKind.NON_LEADER
    known_by = code_of(person, dossier, codes)
    return Rating(
        dossier=dossier,
        cycle=cycle,
        body=dossier.body,
        person=person,
        kind=kind,
        is_head=is_head,
        place=dossier.body.official_order,
        rank=1 if is_head else RANKS[kind],
        opened_by=by.person,
        opened_at=at or clock.now(),
        is_illustrative=dossier.is_illustrative,
        classification=Classification.CODE_ONLY if known_by else dossier.classification,
        code=known_by,
    )
