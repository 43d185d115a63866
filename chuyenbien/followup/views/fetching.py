"""What every view of a meeting begins with: the meeting, if it is visible."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from ..models import Meeting


def visible_meeting(request: Any, pk: int) -> Meeting:
    """The meeting with what its pages show, or 404."""
    rows = Meeting.objects.visible_to(request.standing).select_related(
        "unit", "chair", "secretary", "notice", "paper", "minutes_scan"
    )
    return get_object_or_404(rows, pk=pk)
