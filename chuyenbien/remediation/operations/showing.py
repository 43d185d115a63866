"""Who sees an action: those who carry it out, and above them whoever is shown the matter it comes from."""

from __future__ import annotations

from django.db.models import Q

from chuyenbien.core import clock
from chuyenbien.findings.enums import Track
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity

from ..enums import ActionState
from ..models import Action
from .guards import origin

_ABOVE = (Capacity.SUPERIOR, Capacity.DELEGATION)


def show(action: Action) -> None:
    """Let those see the action who have to do with it, and the finding those who remedy it."""
    action.involve(unit=action.lead_unit, capacity=Capacity.LEAD)
    action.involve(person=action.lead_person, capacity=Capacity.LEAD)
    for unit in action.co_units.all():
        action.involve(unit=unit, capacity=Capacity.COORDINATE)
    if action.supervising_leader is not None:
        action.involve(person=action.supervising_leader, capacity=Capacity.RESPONSIBLE)
    source = origin(action)
    source.involve(unit=action.lead_unit, capacity=Capacity.LEAD)
    source.involve(person=action.lead_person, capacity=Capacity.LEAD)
    if isinstance(source, Finding) and source.track != Track.FULL:
        return
    above = source.involvements.filter(capacity__in=_ABOVE, until=None)
    for row in above.select_related("unit", "person"):
        action.involve(unit=row.unit, person=row.person, capacity=row.capacity)


def follow_finding(finding: Finding) -> None:
    """When a finding is shown to a superior, or other delegates: its issued actions follow, in both directions."""
    if finding.track != Track.FULL:
        return
    issued = Action.objects.filter(finding=finding).exclude(state=ActionState.DRAFT)
    if not issued:
        return
    above = finding.involvements.filter(capacity__in=_ABOVE, until=None).select_related("unit", "person")
    present = Q(pk=None)
    for row in above:
        present |= Q(unit=row.unit, person=row.person, capacity=row.capacity)
        for action in issued:
            action.involve(unit=row.unit, person=row.person, capacity=row.capacity)
    for action in issued:
        gone = action.involvements.filter(capacity__in=_ABOVE, until=None).exclude(present)
        gone.update(until=clock.today())
