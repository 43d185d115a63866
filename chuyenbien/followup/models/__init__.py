from .drafts import Draft
from .ladders import Ladder, LadderClock, LadderStep, TakenStep
from .meetings import Meeting, MeetingAttendance, MeetingInvolvement, MeetingItem

__all__ = [
    "Draft",
    "Ladder",
    "LadderClock",
    "LadderStep",
    "Meeting",
    "MeetingAttendance",
    "MeetingInvolvement",
    "MeetingItem",
    "TakenStep",
]
