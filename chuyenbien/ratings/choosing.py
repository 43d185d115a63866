"""Whose ratings the record lets be opened without asking anybody, and whose not."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership
from chuyenbien.reviews.models import ReviewCycle

from .models import Rating

LEADING = (Role.HEAD, Role.MEMBER)
PLACED = (*LEADING, Role.STAFF)
"""The roles that say what a person is in a body. The others say what they may do in the program."""


def _of_period(cycle: ReviewCycle) -> QuerySet[Membership]:
    """What was held at any time of the period in a body under review."""
    bodies = cycle.dossiers.order_by().values("body_id")
    rows = Membership.objects.filter(unit__in=bodies, role__in=PLACED, valid_from__lte=cycle.period_end)
    return rows.exclude(valid_until__lt=cycle.period_start)


def _without_rating(cycle: ReviewCycle) -> QuerySet[Membership]:
    there = Rating.objects.filter(cycle=cycle, person=OuterRef("person"))
    return _of_period(cycle).filter(Q(person__is_active=True), ~Exists(there))


def _elsewhere(cycle: ReviewCycle) -> Exists:
    """Whether the person held a place in another body of the cycle, too."""
    return Exists(_of_period(cycle).filter(person=OuterRef("person")).exclude(unit=OuterRef("unit")))


def left_to_open(cycle: ReviewCycle) -> QuerySet[Membership]:
    """Of people in one body only, without a rating: what they held, by official order, a person's posts together."""
    rows = _without_rating(cycle).filter(~_elsewhere(cycle)).select_related("person")
    return rows.order_by("unit__official_order", "unit_id", "person_id", "valid_from")


def left_to_people(cycle: ReviewCycle) -> QuerySet[Membership]:
    """The places of people in several bodies who have no rating yet: in which they are rated, a person says."""
    rows = _without_rating(cycle).filter(_elsewhere(cycle)).select_related("person", "unit")
    return rows.order_by("person__sort_key", "person_id", "unit__official_order", "unit_id", "valid_from")


def people_counted(cycle: ReviewCycle) -> tuple[int, int]:
    """How many people of the bodies the record places in one body alone, and how many of these have no rating yet."""
    left = left_to_open(cycle).order_by().values("person_id").distinct().count()
    opened = Rating.objects.filter(cycle=cycle, person__isnull=False).count()
    return opened + left, left
