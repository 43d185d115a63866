"""The ratings of all people of the bodies of a cycle are opened, part by part."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import attrgetter

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import require
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Membership
from chuyenbien.reviews.models import ReviewCycle

from .. import rules
from ..choosing import LEADING, left_to_open
from ..enums import SubjectKind
from ..models import Rating, RatingInvolvement
from ..models.rating import RANKS
from ..records import ends_on

CHUNK = 1000
"""How many rows of memberships are gone through in one act: little enough to be done before anybody waits."""
STEP = 500


def open_people(
    cycle: ReviewCycle, *, by: Actor, limit: int | None = None, at: dt.datetime | None = None
) -> list[Rating]:
    """Open the ratings of the next people of the bodies under review; none when all of them have one.

    Who leads a body or belongs to its collective is rated as a leader, who is on its staff as a member without a
    leading post. Whoever the record does not place, above all a person in two bodies, is left to a person to open
    (:func:`~chuyenbien.ratings.choosing.left_to_people`). Each call is an act of its own, so whoever is interrupted
    calls again and goes on where the last act ended.
    """
    require(rules.can_open(by, cycle))
    dossiers = {one.body_id: one for one in cycle.dossiers.select_related("body")}
    limit = limit or CHUNK
    rows = list(left_to_open(cycle)[: limit + 1])
    people = [list(held) for _key, held in groupby(rows, key=attrgetter("unit_id", "person_id"))]
    if len(rows) > limit and len(people) > 1:
        people.pop()
    made = []
    for held in people:
        one = _rating(held, cycle, by, at)
        one.dossier = dossiers[held[0].unit_id]
        one.body = one.dossier.body
        one.place = one.body.official_order
        one.is_illustrative = one.dossier.is_illustrative
        _hide(one)
        made.append(one)
    if made:
        Rating.objects.bulk_create(made, STEP)
        RatingInvolvement.objects.bulk_create(
            (RatingInvolvement(matter=one, person_id=one.person_id, capacity=Capacity.RESPONSIBLE) for one in made),
            STEP,
        )
        data = {"cycle": cycle.name, "count": len(made)}
        journal.record("ratings.people_opened", cycle, by=by, at=at, data=data, also=made)
    return made


def _rating(held: list[Membership], cycle: ReviewCycle, by: Actor, at: dt.datetime | None) -> Rating:
    """What a person is rated as, by the roles they held."""
    leads = any(one.role in LEADING for one in held)
    is_head = any(one.role == Role.HEAD and one.holds(ends_on(cycle)) for one in held)
    kind = SubjectKind.LEADER if leads else SubjectKind.NON_LEADER
    return Rating(
        cycle=cycle,
        person=held[0].person,
        kind=kind,
        is_head=is_head,
        rank=1 if is_head else RANKS[kind],
        opened_by=by.person,
        opened_at=at or clock.now(),
    )


def _hide(one: Rating) -> None:
    """Of a body or a person known by a code, nothing but the code."""
    person = one.person
    if person is not None and (person.is_code_only or one.dossier.is_code_only):
        one.classification, one.code = Classification.CODE_ONLY, person.code or one.dossier.code
    else:
        one.classification = one.dossier.classification
