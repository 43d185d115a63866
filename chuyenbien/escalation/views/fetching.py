"""What every view of the room begins with: the row, if it is visible."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from chuyenbien.remediation.models import Action

from ..models import AuthorityRequest, Obstacle


def visible_obstacle(request: Any, pk: int) -> Obstacle:
    visible = Action.objects.visible_to(request.standing)
    rows = Obstacle.objects.filter(action__in=visible)
    return get_object_or_404(
        rows.select_related("action__finding", "action__lead_unit", "action__address", "kind"), pk=pk
    )


def visible_request(request: Any, pk: int) -> AuthorityRequest:
    rows = AuthorityRequest.objects.visible_to(request.standing).select_related(
        "asker",
        "authority",
        "letter",
        "forwarded_from__authority",
        "obstacle__kind",
        "obstacle__action__finding",
        "obstacle__action__address",
        "obstacle__action__lead_unit",
    )
    return get_object_or_404(rows, pk=pk)
