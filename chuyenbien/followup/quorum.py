"""How many of those expected at a meeting were there. No regulation gives a share for a work meeting; the unit does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Meeting, MeetingAttendance


@dataclass(frozen=True, slots=True)
class Quorum:
    """``present`` of ``expected`` persons were there, themselves or by a substitute; ``percent`` of them are asked."""

    expected: int
    present: int
    percent: int | None

    @property
    def is_reached(self) -> bool:
        """Whether so many were there; true where the meeting asks for no share."""
        return self.percent is None or (self.expected > 0 and self.present * 100 >= self.percent * self.expected)


def quorum_of(meeting: Meeting, rows: Iterable[MeetingAttendance] | None = None) -> Quorum:
    """Counted from the attendance; ``rows`` when it has been read already."""
    listed = [row for row in (meeting.attendances.all() if rows is None else rows) if row.expected]
    present = sum(bool(row.present) or row.substitute_id is not None for row in listed)
    return Quorum(len(listed), present, meeting.quorum_percent)
