"""The forms of the room. They parse and validate, they never save."""

from .concluding import ConclusionForm, ExplainForm, NewLineForm, PaperForm, SettleForm
from .filters import CalendarFilter, CoverageFilter
from .holding import AttendanceForm, CancelForm, DirectionForm, MinutesForm, MoveForm, ScheduleForm

__all__ = [
    "AttendanceForm",
    "CalendarFilter",
    "CancelForm",
    "ConclusionForm",
    "CoverageFilter",
    "DirectionForm",
    "ExplainForm",
    "MinutesForm",
    "MoveForm",
    "NewLineForm",
    "PaperForm",
    "ScheduleForm",
    "SettleForm",
]
