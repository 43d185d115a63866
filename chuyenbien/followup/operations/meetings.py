"""A progress meeting is planned, or entered from paper, and closed with its minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document, StoredFile
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code, Person, Unit

from ..enums import MeetingDecision, MeetingState
from ..models import Meeting, MeetingAttendance
from ..quorum import quorum_of
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
    quorum_percent: int | None = None,
    quorum_needed: bool = False,
    is_illustrative: bool = False,
) -> Meeting:
    """Plan a progress meeting of a unit; its agenda is what the record proposes today.

    ``silent_days`` and ``reply_days``: what the agenda looks for beside that, in days; ``quorum_percent`` and
    ``quorum_needed``: how many must be there; see :class:`Meeting`.
    """
    meeting = Meeting(
        unit=unit,
        title=title,
        starts_at=starts_at,
        chair=chair,
        secretary=secretary,
        place=place,
        silent_days=silent_days,
        reply_days=reply_days,
        quorum_percent=quorum_percent,
        quorum_needed=quorum_needed and quorum_percent is not None,
        is_illustrative=is_illustrative,
    )
    _open(meeting)
    journal.record("followup.meeting_planned", meeting, by=by, data={"title": title, "on": starts_at})
    fill_agenda(meeting)
    return meeting


def enter_meeting(
    *,
    unit: Unit,
    title: str,
    starts_at: dt.datetime,
    chair: Person,
    by: Actor,
    secretary: Person | None = None,
    place: str = "",
    number: str = "",
    issued_on: dt.date | None = None,
    uploads: Sequence[UploadedFile[Any]] = (),
    quorum_percent: int | None = None,
    is_illustrative: bool = False,
) -> Meeting:
    """Enter a meeting that was held on paper, resting on its minutes: their number and day, or a scan.

    Its agenda is what the paper says, item by item; what it decided is dated by the day of the meeting.
    """
    if starts_at > clock.now():
        raise Refused(_("This meeting has not been held yet. Plan it instead."), field="starts_at")
    if not uploads and not (number.strip() and issued_on):
        raise Refused(_("Give the number and date of the minutes, or attach their scan."), field="number")
    paper = documents.register(
        kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code="bb"),
        number=number,
        issued_on=issued_on,
        issuer=unit,
        unit=unit,
        abstract=title,
        uploads=uploads,
        by=by,
        is_illustrative=is_illustrative,
    )
    meeting = Meeting(
        unit=unit,
        title=title,
        starts_at=starts_at,
        chair=chair,
        secretary=secretary,
        place=place,
        quorum_percent=quorum_percent,
        on_paper=True,
        paper=paper,
        is_illustrative=is_illustrative,
    )
    _open(meeting)
    data = {"title": title, "on": starts_at, "paper": paper}
    journal.record("followup.meeting_entered", meeting, by=by, data=data, also=[paper])
    return meeting


def _open(meeting: Meeting) -> None:
    """Keep a new meeting, with who sees it and who is expected for certain."""
    meeting.save()
    unit, leading = meeting.unit, [one for one in (meeting.chair, meeting.secretary) if one is not None]
    meeting.involve(capacity=Capacity.SUPERIOR, unit=unit)
    meeting.involve(capacity=Capacity.ADDRESS, unit=unit)
    for person in dict.fromkeys(leading):
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
        MeetingAttendance.objects.create(meeting=meeting, person=person)


def hold_meeting(
    meeting: Meeting,
    *,
    by: Actor,
    minutes: str,
    scan: StoredFile | None = None,
    upload: UploadedFile[Any] | None = None,
    notice: Document | None = None,
    override: str = "",
) -> Meeting:
    """Close the meeting with its minutes, typed or as a scan (``upload`` is stored first).

    Items left undecided return by themselves on the next agenda. Refused below a quorum the meeting needs, unless
    ``override`` says why it counts all the same.
    """
    still_planned(meeting)
    counted = quorum_of(meeting)
    if meeting.quorum_needed and not counted.is_reached and not override.strip():
        raise Refused(
            _("The quorum is not reached. Record who was there, or say why the meeting counts all the same."),
            field="override",
        )
    if upload is not None and not meeting.is_code_only:
        scan = documents.store_upload(upload, by=by, field="scan")
    if not (minutes.strip() or scan or meeting.paper_id or meeting.is_code_only):
        raise Refused(_("Write the minutes, or attach their scan."), field="minutes")
    without = not counted.is_reached
    meeting.state = MeetingState.HELD
    meeting.held_at = meeting.acted_at or clock.now()
    meeting.minutes = "" if meeting.is_code_only else minutes
    meeting.quorum_override = "" if meeting.is_code_only or not without else override
    meeting.minutes_scan, meeting.notice = (None, None) if meeting.is_code_only else (scan, notice)
    meeting.save()
    decided = meeting.items.exclude(decision=MeetingDecision.NONE).count()
    data = {"title": meeting.shown_title, "decided": decided}
    type = "followup.meeting_held_below_quorum" if without and meeting.quorum_override else "followup.meeting_held"
    journal.record(type, meeting, by=by, at=meeting.acted_at, because=meeting.quorum_override, data=data)
    return meeting
