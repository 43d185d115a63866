"""Forms of the room. They parse and validate, and save nothing."""

from .after import AnswerForm, NotifyForm, PetitionForm, PublishForm, QuotaForm
from .deciding import CorrectForm, DecideForm
from .filters import RatingFilter, TaskFilter
from .preparing import AssessForm, BallotForm, ConfirmForm, FactForm, GroupForm, PersonForm, WithdrawForm
from .reading import ReadingForm

__all__ = [
    "AnswerForm",
    "AssessForm",
    "BallotForm",
    "ConfirmForm",
    "CorrectForm",
    "DecideForm",
    "FactForm",
    "GroupForm",
    "NotifyForm",
    "PersonForm",
    "PetitionForm",
    "PublishForm",
    "QuotaForm",
    "RatingFilter",
    "ReadingForm",
    "TaskFilter",
    "WithdrawForm",
]
