"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state, records one event.

Who may is asked before, by :mod:`chuyenbien.indicators.rules`.
"""

from .conditions import remove_condition, set_condition
from .indicators import CORRECTABLE, correct_indicator, create_indicator
from .parts import refuse_mismatch
from .values import measure, withdraw_value

__all__ = [
    "CORRECTABLE",
    "correct_indicator",
    "create_indicator",
    "measure",
    "refuse_mismatch",
    "remove_condition",
    "set_condition",
    "withdraw_value",
]
