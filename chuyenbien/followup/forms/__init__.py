from .meetings import AddItemForm, AttendanceForm, DecideForm, HoldForm, MeetingForm, MoveForm

__all__ = ["AddItemForm", "AttendanceForm", "DecideForm", "HoldForm", "MeetingForm", "MoveForm"]
