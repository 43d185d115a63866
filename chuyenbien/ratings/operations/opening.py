"""Ratings are opened: for every body under review, and for persons of a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock, owing
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents import operations as documents
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import rules
from ..enums import PERSONS, SubjectKind
from ..models import Rating, RatingInvolvement
from ..models.rating import RANKS
from ..records import ends_on
from .guarding import guard, text_of

STEP = 500


def open_ratings(
    cycle: ReviewCycle,
    *,
    by: Actor,
    dossiers: Iterable[ReviewDossier] | None = None,
    at: dt.datetime | None = None,
) -> list[Rating]:
    """Open the rating of every body of a cycle that has none yet, or of those named."""
    require(rules.can_open(by, cycle))
    there = Rating.objects.bodies().filter(cycle=cycle).values("dossier_id")
    wanted = cycle.dossiers.exclude(pk__in=there).select_related("body").order_by("body__official_order", "body_id")
    if dossiers is not None:
        wanted = wanted.filter(pk__in=[one.pk for one in dossiers])
    made = [
        Rating(
            dossier=one,
            cycle=cycle,
            body=one.body,
            kind=SubjectKind.COLLECTIVE,
            place=one.body.official_order,
            opened_by=by.person,
            opened_at=at or clock.now(),
            is_illustrative=one.is_illustrative,
            classification=one.classification,
            code=one.code,
        )
        for one in wanted
    ]
    if not made:
        raise Refused(_("Every body of this cycle has its rating already."))
    Rating.objects.bulk_create(made, STEP)
    involved = []
    for rating in made:
        involved += [
            RatingInvolvement(matter=rating, unit=rating.body, capacity=Capacity.ADDRESS),
            RatingInvolvement(matter=rating, unit=cycle.superior, capacity=Capacity.SUPERIOR),
        ]
    RatingInvolvement.objects.bulk_create(involved, STEP)
    journal.record("ratings.opened", cycle, by=by, at=at, data={"cycle": cycle.name, "count": len(made)})
    return made


def open_person_rating(
    dossier: ReviewDossier,
    person: Person,
    kind: str,
    *,
    by: Actor,
    is_head: bool = False,
    group: str = "",
    central: bool = False,
    code: str = "",
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Rating:
    """Open the rating of a person of a body under review. Of a person known by a code, nothing but the code.

    So it is with a cadre under central management: by the self-review, or by ``central`` and the code given here.
    """
    require(rules.can_open_person(by, dossier))
    if kind not in PERSONS:
        raise Refused(_("Choose what kind of subject the person is."), field="kind")
    if is_head and kind != SubjectKind.LEADER:
        raise Refused(_("Who heads the unit is a leader."), field="kind")
    if Rating.objects.filter(dossier=dossier, person=person).exists():
        raise Refused(_("The rating of this person has been opened already."), field="person")
    period = Membership.objects.filter(person=person, unit=dossier.body, valid_from__lte=dossier.cycle.period_end)
    if not period.exclude(valid_until__lt=dossier.cycle.period_start).exists():
        raise Refused(_("This person held no post in the body within the period."), field="person")
    _refuse_another_head(person, dossier, is_head)
    known_by = code_of(person, dossier, owing.codes(dossier.cycle), nfc(code).strip() if central else "")
    if central and not known_by:
        raise Refused(_("Give the code under which alone this person is known here."), field="code")
    code_only = bool(known_by)
    rating = Rating(
        dossier=dossier,
        cycle=dossier.cycle,
        body=dossier.body,
        person=person,
        kind=kind,
        is_head=is_head,
        group="" if code_only else nfc(group).strip(),
        place=dossier.body.official_order,
        rank=1 if is_head else RANKS[SubjectKind(kind)],
        opened_by=by.person,
        opened_at=at or clock.now(),
        is_illustrative=is_illustrative or dossier.is_illustrative,
        classification=Classification.CODE_ONLY if code_only else dossier.classification,
        code=known_by,
    )
    rating.save()
    rating.involve(person=person, capacity=Capacity.RESPONSIBLE)
    data = {"subject": rating.shown_name, "cycle": rating.cycle.name}
    journal.record("ratings.person_opened", rating, by=by, at=at, data=data)
    return rating


def code_of(person: Person, dossier: ReviewDossier, codes: Mapping[int, str], given: str = "") -> str:
    """The code under which alone somebody is known in a cycle; empty of everybody else."""
    own = person.code if person.is_code_only else ""
    return own or codes.get(person.pk, "") or given or (dossier.code if dossier.is_code_only else "")


def become_code_only(cycle: ReviewCycle, person: Person, code: str, *, by: Actor) -> None:
    """A person became known by a code only in a cycle: what is there of a rating of theirs is emptied to it."""
    for rating in Rating.objects.filter(cycle=cycle, person=person).exclude(classification=Classification.CODE_ONLY):
        because = _("The person is known by a code only in this cycle.")
        documents.reclassify(rating, level=Classification.CODE_ONLY, by=by, because=because, code=code)


def _refuse_another_head(person: Person, dossier: ReviewDossier, is_head: bool) -> None:
    """Whether somebody heads the unit decides what they are weighed by; so it is as the record says."""
    cycle = dossier.cycle
    held = Membership.objects.filter(person=person, unit=dossier.body, role=Role.HEAD)
    if not is_head and held.filter(holds_on(ends_on(cycle))).exists():
        raise Refused(
            _("By the record this person heads the body. Tick that the person heads the unit."), field="is_head"
        )
    within = held.filter(valid_from__lte=cycle.period_end).exclude(valid_until__lt=cycle.period_start)
    if is_head and not within.exists():
        words = _("By the record this person did not head the body within the period. Have the roles corrected first.")
        raise Refused(words, field="is_head")


def set_group(rating: Rating, group: str, *, by: Actor, at: dt.datetime | None = None) -> Rating:
    """Put a subject into a group of similar posts, in which the share of *excellent* is taken."""
    guard(rules.can_group, by, rating)
    group = text_of(rating, group, "group")
    if group == rating.group:
        raise Refused(_("The subject is in this group already."), field="group")
    rating.group = group
    rating.save(update_fields=["group"])
    data = {"subject": rating.shown_name, "group": group or "—"}
    journal.record("ratings.grouped", rating, by=by, at=at, data=data)
    return rating
