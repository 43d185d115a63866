"""Who stands where around an obstacle and its requests, and which requests concern somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from chuyenbien.core import clock
from chuyenbien.findings.models import Finding
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Charge, Person, Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.remediation.models import Action

from .enums import AnswerKind, EntryState, ListState, ObstacleState, RequestState
from .models import AuthorityRequest, HardEntry, HardList, Obstacle
from .models.request import AuthorityRequestQuerySet

ANSWERING = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD)
"""Roles of an authority in the system that receive and answer."""

UNANSWERED = (RequestState.SENT, RequestState.RECEIVED)


def superiors_of(action: Action) -> set[int]:
    """Ids of the units that follow the action from above: those involved so, and the superior of its review."""
    units = action.involved_units(Capacity.SUPERIOR)
    if action.finding is not None:
        units |= action.finding.involved_units(Capacity.SUPERIOR)
        if units and action.finding.dossier is not None:
            units.add(action.finding.dossier.cycle.superior_id)
    if action.directive_task is not None:
        units |= action.directive_task.involved_units(Capacity.SUPERIOR)
    return units


def sent_by(requests: AuthorityRequestQuerySet, standing: Standing) -> AuthorityRequestQuerySet:
    """Requests of one's own units, drafts included."""
    units = standing.units_with(Role.HEAD, Role.EDITOR, Role.MEMBER, Role.OFFICE_OFFICER, Role.BOARD_LEADER)
    mine = Q(asker_id__in=units) | Q(obstacle__action__lead_unit_id__in=units)
    return requests.filter(mine | Q(obstacle__action__lead_person_id=standing.person_id))


def waiting_for(requests: AuthorityRequestQuerySet, standing: Standing) -> AuthorityRequestQuerySet:
    """Requests that wait for an answer of one's own unit, or for its office to record that of an outside authority."""
    own = Q(authority_id__in=standing.units_with(*ANSWERING), authority__is_outside=False)
    offices = standing.units_with(Role.OFFICE_OFFICER)
    involved = AuthorityRequest.objects.filter(
        involvements__unit_id__in=offices,
        involvements__capacity__in=(Capacity.SUPERIOR, Capacity.ADDRESS),
        involvements__until=None,
        authority__is_outside=True,
    )
    return requests.filter(own | Q(pk__in=involved.values("pk")), state__in=UNANSWERED)


def overdue(requests: AuthorityRequestQuerySet, on: dt.date | None = None) -> AuthorityRequestQuerySet:
    """Requests whose answer was asked by an earlier day and is not there."""
    return requests.filter(state__in=UNANSWERED, answer_due__lt=on or clock.today())


def for_list(requests: AuthorityRequestQuerySet) -> AuthorityRequestQuerySet:
    """With what a row of a list shows."""
    return requests.select_related("asker", "authority", "obstacle__action", "letter").prefetch_related("answers")


def visible_obstacles(standing: Standing) -> QuerySet[Obstacle]:
    """The obstacles of the actions somebody sees."""
    return Obstacle.objects.filter(action__in=Action.objects.visible_to(standing).order_by().values("pk"))


def has_open_obstacle(action: Action) -> bool:
    return Obstacle.objects.filter(action=action, state=ObstacleState.OPEN).exists()


def of_chain(request: AuthorityRequest, standing: Standing) -> AuthorityRequestQuerySet:
    """The petitions about the same obstacle that somebody may see, with what the chain shows of each."""
    rows = AuthorityRequest.objects.visible_to(standing).filter(obstacle=request.obstacle_id)
    return rows.select_related("asker", "authority").prefetch_related("answers")


def sponsors_of(unit: Unit) -> PersonQuerySet:
    """Who may sponsor a matter on the list of a board: its leaders and members."""
    return people_with((Role.BOARD_LEADER, Role.MEMBER), unit)


def charges_of(person: Person) -> QuerySet[Charge]:
    """The fields and areas a person is charged with today."""
    rows = Charge.objects.filter(holds_on(clock.today()), person=person)
    return rows.select_related("board", "field", "area").order_by("board__official_order", "field__code", "area", "pk")


def in_charge_of(rows: FindingQuerySet, charges: Iterable[Charge]) -> FindingQuerySet:
    """Of these limitations those in the fields, or of the areas with all below them, that somebody is charged with."""
    listed = list(charges)
    areas = [one.area_id for one in listed if one.area_id]
    below = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id__in=areas).values("descendant_id")
    fields = [one.field_id for one in listed if one.field_id]
    return rows.filter(Q(field_id__in=fields) | Q(address_id__in=areas) | Q(address_id__in=below))


def sponsored_by(person: Person) -> QuerySet[HardEntry]:
    """What somebody sponsors on lists that are approved and not closed."""
    rows = HardEntry.objects.filter(sponsor=person, state=EntryState.LISTED, on_list__state=ListState.APPROVED)
    return with_matters(rows)


def with_matters(rows: QuerySet[HardEntry]) -> QuerySet[HardEntry]:
    """In the official order of the bodies whose matters they are, with what a list shows."""
    rows = rows.select_related(
        "on_list__unit",
        "sponsor",
        "document",
        "finding__address",
        "finding__field",
        "request__asker",
        "request__obstacle",
    )
    order = Coalesce("finding__address__official_order", "request__asker__official_order")
    return rows.annotate(place=order).order_by("place", "pk")


def visible_matters(standing: Standing, entries: Iterable[HardEntry]) -> set[str]:
    """The addresses of those matters somebody may open. Two queries, whatever their number."""
    listed = list(entries)
    findings = Finding.objects.visible_to(standing).filter(pk__in=[one.finding_id for one in listed if one.finding_id])
    asked = [one.request_id for one in listed if one.request_id]
    requests = AuthorityRequest.objects.visible_to(standing).filter(pk__in=asked)
    return {one.get_absolute_url() for rows in (findings, requests) for one in rows}


def with_entry_counts(rows: QuerySet[HardList]) -> Any:
    """With ``number``, how many matters are or were on each list; those taken off apart."""
    counted = rows.annotate(number=Count("entries", filter=~Q(entries__state=EntryState.REMOVED)))
    return counted.order_by("-year", "unit__official_order", "unit_id")


def boards_of(matter: Finding | AuthorityRequest) -> set[int]:
    """Ids of the units on whose lists a matter may stand: it was stated by them or sent up to them."""
    above = matter.involved_units(Capacity.SUPERIOR)
    return {*above, matter.authority_id} if isinstance(matter, AuthorityRequest) else above


def last_answer_kind(request: AuthorityRequest) -> AnswerKind | None:
    """How the authority answered last; works on prefetched answers."""
    answers = list(request.answers.all())
    return AnswerKind(answers[-1].kind) if answers else None
