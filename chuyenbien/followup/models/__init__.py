from .meeting import Meeting, MeetingAttendance, MeetingInvolvement, MeetingItem

__all__ = ["Meeting", "MeetingAttendance", "MeetingInvolvement", "MeetingItem"]
