"""A progress meeting is planned, attended, and closed with its minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit

from ..enums import MeetingDecision, MeetingState
from ..models import Meeting, MeetingAttendance
from .agenda import fill_agenda, still_planned


def plan_meeting(
    *,
    unit: Unit,
    title: str,
    starts_at: dt.datetime,
    chair: Person,
    by: Actor,
    secretary: Person | None = None,
    place: str = "",
    silent_days: int | None = None,
    reply_days: int | None = None,
    is_illustrative: bool = False,
) -> Meeting:
    """Plan a progress meeting of a unit; its agenda is what the record proposes today.

    ``silent_days`` and ``reply_days``: what the agenda looks for beside that, in days; see :class:`Meeting`.
    """
    meeting = Meeting.objects.create(
        unit=unit,
        title=title,
        starts_at=starts_at,
        chair=chair,
        secretary=secretary,
        place=place,
        silent_days=silent_days,
        reply_days=reply_days,
        is_illustrative=is_illustrative,
    )
    meeting.involve(capacity=Capacity.SUPERIOR, unit=unit)
    meeting.involve(capacity=Capacity.ADDRESS, unit=unit)
    for person in {chair, secretary} - {None}:
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    journal.record("followup.meeting_planned", meeting, by=by, data={"title": title, "on": starts_at})
    fill_agenda(meeting)
    return meeting


def record_attendance(
    meeting: Meeting, *, by: Actor, present: Iterable[Person], absent: dict[Person, str] | None = None
) -> None:
    """Say who was there and, of those who were not, why."""
    rows = [(person, True, "") for person in present]
    rows += [(person, False, reason) for person, reason in (absent or {}).items()]
    for person, there, reason in rows:
        MeetingAttendance.objects.update_or_create(
            meeting=meeting,
            person=person,
            defaults={
                "present": there,
                "reason": "" if meeting.is_code_only else reason,
                "classification": meeting.classification,
                "code": meeting.code,
            },
        )
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    journal.record("followup.attendance_recorded", meeting, by=by, data={"present": sum(1 for row in rows if row[1])})


def hold_meeting(
    meeting: Meeting, *, by: Actor, minutes: str, scan: StoredFile | None = None, notice: Document | None = None
) -> Meeting:
    """Close the meeting with its minutes. Items left undecided return by themselves on the next agenda."""
    still_planned(meeting)
    meeting.state = MeetingState.HELD
    meeting.held_at = clock.now()
    meeting.minutes = "" if meeting.is_code_only else minutes
    meeting.minutes_scan, meeting.notice = (None, None) if meeting.is_code_only else (scan, notice)
    meeting.save()
    decided = meeting.items.exclude(decision=MeetingDecision.NONE).count()
    journal.record("followup.meeting_held", meeting, by=by, data={"title": meeting.shown_title, "decided": decided})
    return meeting
