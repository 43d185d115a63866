from .decision import DecidedBody, SuggestionDecision
from .preparer import Preparer
from .taken import TakenSource

__all__ = ["DecidedBody", "Preparer", "SuggestionDecision", "TakenSource"]
