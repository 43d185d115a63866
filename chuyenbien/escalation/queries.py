"""Who stands where around an obstacle and its requests, and which requests concern somebody."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from chuyenbien.core import clock
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.remediation.models import Action

from .enums import AnswerKind, ObstacleState, RequestState
from .models import AuthorityRequest, Obstacle
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


def last_answer_kind(request: AuthorityRequest) -> AnswerKind | None:
    """How the authority answered last; works on prefetched answers."""
    answers = list(request.answers.all())
    return AnswerKind(answers[-1].kind) if answers else None
