"""Read models of the room: what stands open before a conclusion, the calendar and its clashes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuyenbien.core import clock
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewDossier

from .enums import ConferenceState, Disposition
from .models import Conclusion, Conference, Direction


def open_directions(dossier: ReviewDossier) -> QuerySet[Direction]:
    """Directions of the present round that are neither taken into the conclusion nor explained."""
    return Direction.objects.filter(dossier=dossier, round=dossier.round, disposition=Disposition.OPEN)


def standing_findings(dossier: ReviewDossier) -> QuerySet[Finding]:
    """Findings that a superior stated in this review, in whatever round, and that still stand."""
    shown = FindingInvolvement.objects.filter(matter_id=OuterRef("pk"), capacity=Capacity.SUPERIOR, until=None)
    return Finding.objects.filter(Exists(shown), dossier=dossier, state=FindingState.STATED)


def unsettled_findings(conclusion: Conclusion) -> QuerySet[Finding]:
    """In a further round: the standing findings that no line confirms, amends or withdraws yet."""
    if conclusion.round < 2:
        return Finding.objects.none()
    return standing_findings(conclusion.dossier).exclude(concluded_in__conclusion=conclusion)


def visible(standing: Standing) -> QuerySet[Conference]:
    """Conferences of the dossiers somebody sees, with what lists show of them."""
    dossiers = ReviewDossier.objects.visible_to(standing)
    return (
        Conference.objects.filter(dossier__in=dossiers.values("pk"))
        .select_related("dossier__body", "dossier__cycle", "dossier__delegation", "chair", "secretary")
        .prefetch_related("dossier__delegation__members__person")
    )


def visible_conclusions(standing: Standing) -> QuerySet[Conclusion]:
    """Issued conclusions of the dossiers somebody sees; drafts only for those who prepare them."""
    dossiers = ReviewDossier.objects.visible_to(standing)
    prepares = Q(dossier__cycle__superior__in=standing.units_with(Role.BOARD_LEADER, Role.OFFICE_OFFICER)) | Q(
        dossier__delegation__members__person=standing.person_id
    )
    rows = Conclusion.objects.filter(prepares | Q(issued_at__isnull=False), dossier__in=dossiers.values("pk"))
    return rows.select_related(
        "dossier__body", "dossier__cycle__superior", "dossier__delegation", "document", "issued_by", "prepared_by"
    ).distinct()


def in_month(conferences: QuerySet[Conference], month: dt.date) -> QuerySet[Conference]:
    """Those that begin within the month of a day, in the office's time zone."""
    first = month.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return conferences.filter(
        starts_at__gte=clock.moment_of(first, hour=0), starts_at__lt=clock.moment_of(following, hour=0)
    ).order_by("starts_at", "dossier__body__official_order", "id")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two conferences at the same time that need the same people, or are of the same body."""

    first: Conference
    second: Conference
    people: tuple[Person, ...]
    same_body: bool

    def other_than(self, conference: Conference) -> Conference:
        return self.second if self.first.pk == conference.pk else self.first


def clashes(conferences: Iterable[Conference]) -> list[Clash]:
    """Every pair that clashes. Wants the members prefetched, as :func:`visible` does; asks nothing more."""
    held = [one for one in conferences if one.state != ConferenceState.CANCELLED]
    needed = {one.pk: _needed(one) for one in held}
    found = []
    for first, second in combinations(held, 2):
        if first.starts_at >= second.ends_at or second.starts_at >= first.ends_at:
            continue
        both = needed[first.pk].keys() & needed[second.pk].keys()
        people = tuple(needed[first.pk][pk] for pk in sorted(both))
        same_body = first.dossier.body_id == second.dossier.body_id
        if people or same_body:
            found.append(Clash(first, second, people, same_body))
    return found


def clashes_of(conference: Conference, standing: Standing) -> list[Clash]:
    """What clashes with one conference, among those the reader may know of."""
    if conference.state == ConferenceState.CANCELLED:
        return []
    overlapping = Q(starts_at__lt=conference.ends_at, ends_at__gt=conference.starts_at) | Q(pk=conference.pk)
    rows: Sequence[Conference] = list(visible(standing).filter(overlapping))
    return [one for one in clashes(rows) if conference.pk in (one.first.pk, one.second.pk)]


def _needed(conference: Conference) -> dict[int, Person]:
    delegation = conference.dossier.delegation
    people = [seat.person for seat in delegation.members.all()] if delegation else []
    people += [one for one in (conference.chair, conference.secretary) if one is not None]
    return {one.pk: one for one in people}
