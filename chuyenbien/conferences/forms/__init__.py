"""The forms of the room. They parse and validate, they never save."""

from .concluding import ConclusionForm, ExplainForm, NewLineForm, PaperForm, SettleForm
from .filters import CalendarFilter, CoverageFilter
from .holding import AttendanceForm, CancelForm, DirectionForm, MinutesForm, MoveForm, ScheduleForm
from .programme import AnswerForm, CopiesForm, NamesForm, OpinionForm, OrderForm, SpeakerForm

__all__ = [
    "AnswerForm",
    "AttendanceForm",
    "CalendarFilter",
    "CancelForm",
    "ConclusionForm",
    "CopiesForm",
    "CoverageFilter",
    "DirectionForm",
    "ExplainForm",
    "MinutesForm",
    "MoveForm",
    "NamesForm",
    "NewLineForm",
    "OpinionForm",
    "OrderForm",
    "PaperForm",
    "ScheduleForm",
    "SettleForm",
    "SpeakerForm",
]
