"""What waits for somebody in the rating of bodies and people. Of many ratings of a cycle one row leads to all."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.ratings.enums import RatingState
from chuyenbien.ratings.models import Rating, RatingNotice, RatingPetition, TaskListConfirmation
from chuyenbien.ratings.models.rating import RatingQuerySet
from chuyenbien.reviews.enums import CycleState
from chuyenbien.reviews.models import ReviewCycle

from .waiting_row import SHOWN, Waiting

_OPEN = Q(state=RatingState.OPEN)
_TOLD = RatingNotice.objects.filter(decision__rating=OuterRef("pk"), decision__replaced_at=None)


def for_leader(units: list[int]) -> Iterator[Waiting]:
    """Petitions to answer, and cycles with ratings to decide."""
    filed = RatingPetition.objects.filter(answer="", rating__cycle__superior_id__in=units)
    for one in filed.select_related("rating__body", "rating__person", "rating__cycle")[:SHOWN]:
        yield Waiting(
            _("Petition about a rating to be answered"),
            one.rating.shown_name,
            one.rating.cycle.name,
            one.filed_on,
            reverse("ratings:answer", args=[one.pk]),
            one.rating.is_illustrative,
        )
    appraised = Rating.objects.filter(_OPEN, ~Q(appraisal_level=""))
    yield from _cycles(units, appraised, _("Appraised ratings to be decided"), "step=decision&level=none")
    decided = Rating.objects.filter(state=RatingState.DECIDED)
    yield from _cycles(units, decided, _("Decided ratings to be published"), "state=decided")


def for_office(units: list[int]) -> Iterator[Waiting]:
    """Cycles with own ratings to appraise, or with subjects to be told."""
    given = Rating.objects.filter(_OPEN, ~Q(self_level=""), appraisal_level="")
    yield from _cycles(units, given, _("Own ratings to be appraised"), "step=appraisal&level=none")
    untold = Rating.objects.filter(~_OPEN, ~Exists(_TOLD))
    yield from _cycles(units, untold, _("Decided ratings whose subjects are to be told"), "")


def for_body(standing: Standing) -> Iterator[Waiting]:
    """The list of tasks to confirm, and the own rating to give: of the body by its head, of oneself by oneself."""
    waiting = Rating.objects.filter(_OPEN, cycle__state=CycleState.OPEN).select_related("body", "person", "cycle")
    confirmed = TaskListConfirmation.objects.filter(rating=OuterRef("pk"), withdrawn_at=None)
    listed = waiting.filter(person=None, body_id__in=standing.units_with(Role.HEAD, Role.EDITOR))
    for one in listed.filter(~Exists(confirmed))[:SHOWN]:
        yield _row(_("List of tasks to be confirmed as complete"), one, reverse("ratings:confirm", args=[one.pk]))
    mine = Q(person=None, body_id__in=standing.units_with(Role.HEAD)) | Q(person_id=standing.person_id)
    for one in waiting.filter(mine, self_level="", appraisal_level="")[:SHOWN] if standing.person_id else ():
        yield _row(_("Own rating to be given"), one, one.get_absolute_url())


def _row(what: str, one: Rating, url: str) -> Waiting:
    return Waiting(what, one.shown_name, one.cycle.name, None, url, one.is_illustrative)


def _cycles(units: list[int], wanted: RatingQuerySet, what: str, query: str) -> Iterator[Waiting]:
    """The open cycles that have such a rating, each leading to its rows."""
    there = Exists(wanted.filter(cycle=OuterRef("pk")))
    found = ReviewCycle.objects.filter(there, superior_id__in=units, state=CycleState.OPEN)
    for one in found.select_related("superior").order_by("-period_end", "-pk")[:SHOWN]:
        url = f"{reverse('ratings:cycle', args=[one.pk])}?{query}#rows"
        yield Waiting(what, one.name, one.superior.name, None, url, one.is_illustrative)
