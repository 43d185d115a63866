"""The forms of the room. They parse and validate, they never save."""

from .facts import AmendForm, DraftForm, EditForm, FactsForm, StateForm
from .fields import DocumentChoice, FindingChoice, Since, SinceField
from .filters import FindingFilter
from .parts import CauseForm, DropForm, PriorForm, PromiseForm, ResponsibleForm, SendUpForm, WithdrawForm

__all__ = [
    "AmendForm",
    "CauseForm",
    "DocumentChoice",
    "DraftForm",
    "DropForm",
    "EditForm",
    "FactsForm",
    "FindingChoice",
    "FindingFilter",
    "PriorForm",
    "PromiseForm",
    "ResponsibleForm",
    "SendUpForm",
    "Since",
    "SinceField",
    "StateForm",
    "WithdrawForm",
]
