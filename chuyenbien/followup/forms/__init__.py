from .meetings import AddItemForm, AttendanceForm, DecideForm, HoldForm, MeetingForm

__all__ = ["AddItemForm", "AttendanceForm", "DecideForm", "HoldForm", "MeetingForm"]
