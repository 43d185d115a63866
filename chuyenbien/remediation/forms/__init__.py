"""Forms of the room. They parse and validate, they never save."""

from .actions import ActionForm, facts_of
from .changes import (
    AskExtensionForm,
    AwaitForm,
    CancelForm,
    DecideExtensionForm,
    PauseForm,
    ReassignForm,
    ReceiptForm,
    ResumeForm,
    TransferForm,
    UnknownForm,
)
from .filters import ActionFilter
from .plans import AcceptForm, AskMoreForm, CommentForm, IssuePlanForm, PlanForm
from .progress import CorrectForm, ReportForm, SubmitForm, TakeBackForm, WithdrawForm

__all__ = [
    "AcceptForm",
    "ActionFilter",
    "ActionForm",
    "AskExtensionForm",
    "AskMoreForm",
    "AwaitForm",
    "CancelForm",
    "CommentForm",
    "CorrectForm",
    "DecideExtensionForm",
    "IssuePlanForm",
    "PauseForm",
    "PlanForm",
    "ReassignForm",
    "ReceiptForm",
    "ReportForm",
    "ResumeForm",
    "SubmitForm",
    "TakeBackForm",
    "TransferForm",
    "UnknownForm",
    "WithdrawForm",
    "facts_of",
]
