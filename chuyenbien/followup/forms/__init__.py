from .attending import AttendanceForm, ExpectForm
from .correcting import ChangeMeetingForm, CorrectDecisionForm
from .deciding import DecideForm
from .meetings import AddItemForm, HoldForm, MeetingForm, MoveForm, PaperMeetingForm

__all__ = [
    "AddItemForm",
    "AttendanceForm",
    "ChangeMeetingForm",
    "CorrectDecisionForm",
    "DecideForm",
    "ExpectForm",
    "HoldForm",
    "MeetingForm",
    "MoveForm",
    "PaperMeetingForm",
]
