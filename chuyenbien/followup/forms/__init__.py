from .deciding import DecideForm
from .meetings import AddItemForm, AttendanceForm, HoldForm, MeetingForm, MoveForm

__all__ = ["AddItemForm", "AttendanceForm", "DecideForm", "HoldForm", "MeetingForm", "MoveForm"]
