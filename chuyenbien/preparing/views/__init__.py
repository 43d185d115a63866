from .deciding import decide, decision
from .naming import name, withdraw
from .pages import cycle, cycles
from .watching import body, rows, signal_list, take

__all__ = [
    "body",
    "cycle",
    "cycles",
    "decide",
    "decision",
    "name",
    "rows",
    "signal_list",
    "take",
    "withdraw",
]
