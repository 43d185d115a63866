"""What a meeting sees of one item: where the matter stands, what is in its way, what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from chuyenbien.core import clock
from chuyenbien.core.verdict import Text, Verdict
from chuyenbien.escalation import presentation
from chuyenbien.escalation.enums import ObstacleState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.escalation.queries import for_list
from chuyenbien.findings.models import Finding
from chuyenbien.remediation import presenting, queries
from chuyenbien.remediation.models import Action

from .enums import MeetingDecision
from .models import Meeting, MeetingItem

EARLIER = 5
"""Decisions of earlier meetings that are shown; all of them stand on the page of the action."""


def items_of(meeting: Meeting) -> QuerySet[MeetingItem]:
    """The items of a meeting with what the page of one shows."""
    return meeting.items.select_related(
        "action__finding__field",
        "action__finding__address",
        "action__directive_task",
        "action__plan",
        "action__lead_person",
        "action__lead_unit",
        "action__supervising_leader",
        "action__address",
        "decided_by",
    )


def page_of(request: Any, meeting: Meeting, item: MeetingItem) -> dict[str, Any]:
    """What the page of an item shows. Of an action that the reader may not see, no more than the agenda does."""
    found = {"meeting": meeting, "item": item, "action": item.action, **_neighbours(meeting, item)}
    found["sees_action"] = Action.objects.visible_to(request.standing).filter(pk=item.action_id).exists()
    return {**found, **_details(request, item)} if found["sees_action"] else found


def not_now(takeable: Mapping[MeetingDecision, Verdict]) -> list[tuple[Text, Text]]:
    """The decisions that cannot be taken, each with the reason."""
    return [(one.label, verdict.reason) for one, verdict in takeable.items() if not verdict]


def _neighbours(meeting: Meeting, item: MeetingItem) -> dict[str, Any]:
    """Which of how many it is, and the ones beside it."""
    listed = list(meeting.items.order_by("order", "pk").values_list("pk", "decision"))
    keys = [pk for pk, _decision in listed]
    at = keys.index(item.pk)
    later = [*listed[at + 1 :], *listed[:at]]
    return {
        "place": at + 1,
        "count": len(keys),
        "before": keys[at - 1] if at else None,
        "after": keys[at + 1] if at + 1 < len(keys) else None,
        "open_after": next((pk for pk, decision in later if decision == MeetingDecision.NONE), None),
        "decided": sum(decision != MeetingDecision.NONE for _pk, decision in listed),
    }


def _details(request: Any, item: MeetingItem) -> dict[str, Any]:
    action, standing = item.action, request.standing
    reports = action.progress.filter(withdrawn_at=None, corrected_by=None).select_related("author")
    petitions = AuthorityRequest.objects.visible_to(standing).filter(obstacle__action=action)
    earlier = MeetingItem.objects.filter(action=action, meeting__in=_seen_meetings(standing)).exclude(pk=item.pk)
    return {
        "sees_finding": action.finding_id is not None
        and Finding.objects.visible_to(standing).filter(pk=action.finding_id).exists(),
        "clear": presenting.marks(action),
        "days_overdue": queries.days_overdue(action, clock.today()),
        "report": reports.first(),
        "pending": action.extensions.filter(decision="").first(),
        "obstacles": action.obstacles.filter(state=ObstacleState.OPEN).select_related("kind", "raised_by"),
        "petitions": presentation.rows(for_list(petitions)),
        "earlier": earlier.exclude(decision=MeetingDecision.NONE)
        .select_related("meeting", "decided_by")
        .order_by("-decided_at", "-pk")[:EARLIER],
    }


def _seen_meetings(standing: Any) -> Any:
    return Meeting.objects.visible_to(standing).order_by().values("pk")
