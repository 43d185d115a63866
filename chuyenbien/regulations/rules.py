"""Who may decide what the text of a regulation leaves open. The same answer feeds the page, the button and the test."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.models.unit import UnitQuerySet

from .book import Book
from .points import Point
from .settable import may_be_set

DECIDERS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)
"""Those who prepare and decide a superior's reviews decide how it reads the regulation."""


def can_decide(by: Actor, unit: Unit | None = None) -> Verdict:
    """Decide for a superior, or for any when none is named."""
    units = by.standing.units_with(*DECIDERS)
    if (unit.pk in units) if unit is not None else bool(units):
        return Verdict.yes()
    return Verdict.no(_("Only the office or a leader of the superior board decides on a point the text leaves open."))


def can_decide_point(by: Actor, book: Book, point: Point) -> Verdict:
    return may_be_set(book, point).then(can_decide(by))


def units_of(standing: Standing) -> UnitQuerySet:
    """The superiors somebody decides for."""
    return Unit.objects.on().filter(pk__in=standing.units_with(*DECIDERS))
