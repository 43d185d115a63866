"""What a progress meeting of a unit should talk about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from chuyenbien.core import clock
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.escalation.queries import UNANSWERED
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionInvolvement
from chuyenbien.remediation.models.action import ActionQuerySet

from .enums import ItemReason, MeetingDecision, MeetingState, Outcome, StepForm
from .models import Meeting, MeetingItem, TakenStep


def actions_of(unit: Unit) -> ActionQuerySet:
    """The actions a meeting of the unit may deal with: those it leads, those addressed to it, those it supervises."""
    supervised = ActionInvolvement.objects.filter(
        matter_id=OuterRef("pk"), unit=unit, capacity=Capacity.SUPERIOR, until__isnull=True
    )
    return Action.objects.filter(Q(lead_unit=unit) | Q(address=unit) | Exists(supervised))


def proposed_by_ladder(unit: Unit) -> Exists:
    """Of an action: that a step of its ladder put it before the next meeting of the unit, for the date it has now."""
    taken = TakenStep.objects.filter(
        Q(due_on=OuterRef("due_on")) | Q(request__isnull=False),
        action_id=OuterRef("pk"),
        form=StepForm.MEETING,
        outcome=Outcome.MADE,
        desk=unit,
    )
    return Exists(taken)


def proposed_agenda(
    unit: Unit, *, silent_days: int | None = None, reply_days: int | None = None
) -> list[tuple[Action, list[str]]]:
    """What the record proposes: each action once with all its reasons, by its first reason, the oldest date first.

    One query. ``silent_days`` and ``reply_days`` as the meeting has them; without a number the record is not asked.
    """
    found: Any = actions_of(unit).filter(state__in=_ON_THE_TABLE).annotate(**_annotations(unit))
    told = {reason: _bool(condition) for reason, condition in _conditions(silent_days, reply_days).items()}
    found = found.annotate(**{f"for_{reason.value}": one for reason, one in told.items()})
    wanted = Q()
    for reason in told:
        wanted |= Q(**{f"for_{reason.value}": True})
    rows = [
        (one, [reason.value for reason in told if getattr(one, f"for_{reason.value}")])
        for one in found.filter(wanted).order_by(F("due_on").asc(), "id")
    ]
    places = {reason.value: place for place, reason in enumerate(ItemReason)}
    return sorted(rows, key=lambda row: places[row[1][0]])


_ON_THE_TABLE = (ActionState.ACTIVE, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION)
"""Something can be decided about an action in these states; a submitted one waits for its confirmation."""


def _annotations(unit: Unit) -> dict[str, Any]:
    items = MeetingItem.objects.filter(action_id=OuterRef("pk"), meeting__unit=unit)
    last = Meeting.objects.filter(unit=unit, state=MeetingState.HELD).order_by("-starts_at", "-pk").values("pk")[:1]
    promises = items.filter(promised_on__isnull=False).order_by("-decided_at", "-pk").values("promised_on")[:1]
    return {
        "by_ladder": proposed_by_ladder(unit),
        "promised": Subquery(promises),
        "was_left": Exists(items.filter(decision=MeetingDecision.NONE, meeting_id=Subquery(last))),
        "last_told": Coalesce("last_progress_at", "issued_at"),
    }


def _conditions(silent_days: int | None, reply_days: int | None) -> dict[ItemReason, Q]:
    """When each reason holds, in the order of :class:`ItemReason`."""
    today, running = clock.today(), Q(state=ActionState.ACTIVE)
    found = {
        ItemReason.PROMISE: running & Q(promised__lt=today),
        ItemReason.BLOCKED: running & Q(has_open_obstacle=True),
        ItemReason.LADDER: running & Q(by_ladder=True),
        ItemReason.OVERDUE: running & Q(due_on__lt=today),
        ItemReason.RETURNED: Q(was_left=True),
    }
    if reply_days is not None:
        awaited = AuthorityRequest.objects.filter(
            obstacle__action_id=OuterRef("pk"),
            state__in=UNANSWERED,
            answer_due__lte=today + dt.timedelta(days=reply_days),
        )
        found[ItemReason.REPLY] = Q(Exists(awaited))
    if silent_days is not None:
        since = clock.moment_of(today - dt.timedelta(days=silent_days - 1), 0)
        found[ItemReason.SILENT] = running & Q(last_told__lt=since)
    return {reason: found[reason] for reason in ItemReason if reason in found}


def _bool(condition: Q) -> Any:
    return Case(When(condition, then=Value(True)), default=Value(False))


def may_stand_on(meeting: Meeting) -> ActionQuerySet:
    """The actions that may be added to an agenda: those under way; of a meeting on paper, those issued by its day."""
    rows = actions_of(meeting.unit)
    if meeting.on_paper:
        end = clock.moment_of(clock.local_date(meeting.starts_at) + dt.timedelta(days=1), 0)
        return rows.filter(issued_at__lt=end)
    return rows.filter(state__in=_ON_THE_TABLE)


def defaults_of(units: Iterable[int]) -> dict[str, Any]:
    """What a new meeting of one of these units begins with: as their last one had it, else as the office set it."""
    last = Meeting.objects.filter(unit_id__in=list(units), on_paper=False).order_by("-pk").first()
    if last is not None:
        return {name: getattr(last, name) for name in ("silent_days", "reply_days", "quorum_percent", "quorum_needed")}
    return {"silent_days": settings.MEETING_SILENT_DAYS, "reply_days": settings.MEETING_REPLY_DAYS}
