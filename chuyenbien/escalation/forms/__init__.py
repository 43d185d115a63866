"""Forms of the room. They parse and validate, and save nothing."""

from .acts import (
    AnswerForm,
    NotSentForm,
    ObstacleForm,
    ReceiveForm,
    RequestFilter,
    RequestForm,
    ResolveForm,
    SendForm,
    SupplyForm,
)
from .terms import NextForm, TermsForm

__all__ = [
    "AnswerForm",
    "NextForm",
    "NotSentForm",
    "ObstacleForm",
    "ReceiveForm",
    "RequestFilter",
    "RequestForm",
    "ResolveForm",
    "SendForm",
    "SupplyForm",
    "TermsForm",
]
