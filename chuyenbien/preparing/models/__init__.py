from .decision import DecidedBody, SuggestionDecision
from .opinions import BodyResult, Consultation, Opinion, OpinionRound, RoundNotice
from .preparer import Preparer
from .taken import TakenSource

__all__ = [
    "BodyResult",
    "Consultation",
    "DecidedBody",
    "Opinion",
    "OpinionRound",
    "Preparer",
    "RoundNotice",
    "SuggestionDecision",
    "TakenSource",
]
