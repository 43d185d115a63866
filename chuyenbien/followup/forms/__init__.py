from .attending import AttendanceForm, ExpectForm
from .deciding import DecideForm
from .meetings import AddItemForm, HoldForm, MeetingForm, MoveForm, PaperMeetingForm

__all__ = [
    "AddItemForm",
    "AttendanceForm",
    "DecideForm",
    "ExpectForm",
    "HoldForm",
    "MeetingForm",
    "MoveForm",
    "PaperMeetingForm",
]
