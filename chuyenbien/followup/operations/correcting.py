"""A planned meeting is changed; what is recorded of a decision is corrected, the former words staying visible."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person

from ..models import Meeting, MeetingAttendance, MeetingItem
from .agenda import still_planned
from .deciding import WITH_A_DAY

_CHANGEABLE = ("title", "place", "starts_at", "chair", "secretary", "quorum_percent", "quorum_needed")


def change_meeting(meeting: Meeting, *, by: Actor, revision: int | None = None, **changes: Any) -> Meeting:
    """Change what was planned: title, place, hour, chair, secretary, quorum. ``revision`` is the form's.

    Who becomes chair or secretary sees the meeting and is expected; who was stays expected, and can be taken off.
    Raises :class:`Refused` when it has been held or nothing is changed, ``Stale`` when somebody was faster.
    """
    still_planned(meeting)
    changed = {name: value for name, value in changes.items() if getattr(meeting, name) != value}
    if not changed:
        raise Refused(_("Nothing was changed. Change what is to be different, or leave the form."))
    if meeting.on_paper and changed.get("starts_at", meeting.starts_at) > clock.now():
        raise Refused(_("This meeting has not been held yet. Plan it instead."), field="starts_at")
    former = {"old": meeting.shown_title, "old_on": meeting.starts_at}
    meeting.take_revision(revision, _CHANGEABLE)
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.quorum_needed = meeting.quorum_needed and meeting.quorum_percent is not None
    meeting.save()
    _lead(meeting)
    journal.record("followup.meeting_changed", meeting, by=by, data={**former, **_now(meeting)})
    return meeting


def _now(meeting: Meeting) -> dict[str, Any]:
    return {"title": meeting.shown_title, "on": meeting.starts_at, "chair": meeting.chair.shown_title}


def _lead(meeting: Meeting) -> None:
    """Chair and secretary of now see the meeting and are expected."""
    leading: list[Person] = [one for one in (meeting.chair, meeting.secretary) if one is not None]
    for person in dict.fromkeys(leading):
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
        MeetingAttendance.objects.update_or_create(meeting=meeting, person=person, defaults={"expected": True})


def correct_decision(
    item: MeetingItem, *, by: Actor, because: str, note: str | None = None, promised_on: dt.date | None = None
) -> MeetingItem:
    """Correct the words of a decision (``note``; ``None`` leaves them) and the day by which it is to be done.

    What the decision did is undone by its own verb, not here. The former words and day stay in the journal of the
    action and of the meeting, with the reason. Raises :class:`Refused` when nothing is decided, nothing is changed,
    no reason is given, or the day lies before the meeting.
    """
    if item.is_open:
        raise Refused(_("Nothing has been decided about this item yet."))
    if not because.strip():
        raise Refused(_("Say why it is corrected. The reason stays beside the former words."), field="because")
    if item.decision not in WITH_A_DAY:
        promised_on = item.promised_on
    words = item.note if note is None or item.is_code_only else note
    if (words, promised_on) == (item.note, item.promised_on):
        raise Refused(_("Nothing was changed. Change what is to be different, or leave the form."))
    decided_on = clock.local_date(item.decided_at or clock.now())
    if promised_on and promised_on != item.promised_on and promised_on < decided_on:
        raise Refused(_("This day lies before the meeting. Choose a later one."), field="promised_on")
    before = (item.note, item.promised_on)
    item.note, item.promised_on = words, promised_on
    item.save(update_fields=["note", "promised_on"])
    _record(item, before, by, because)
    return item


def _record(item: MeetingItem, before: tuple[str, dt.date | None], by: Actor, because: str) -> None:
    """One event, of the type that says what was corrected: the words, the day, or both."""
    words, day = item.note != before[0], item.promised_on != before[1]
    type = "followup.decision_corrected" + ("" if words and day else "_words" if words else "_day")
    data: dict[str, Any] = {"action": item.action.shown_title, "meeting": item.meeting.shown_title}
    if words:
        data |= {"old": before[0], "text": item.note}
    if day:
        data |= {"old_until": before[1] or "—", "until": item.promised_on or "—"}
    journal.record(type, item.action, by=by, because=because, data=data, also=[item.meeting])
