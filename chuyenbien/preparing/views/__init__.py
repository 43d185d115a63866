from .deciding import decide, decision
from .naming import name, withdraw
from .opinions import answer, answer_none, asked, consultation, notice
from .pages import cycle, cycles
from .rounds import reclassify, round, round_new, settle, tell
from .watching import body, rows, signal_list, take

__all__ = [
    "answer",
    "answer_none",
    "asked",
    "body",
    "consultation",
    "cycle",
    "cycles",
    "decide",
    "decision",
    "name",
    "notice",
    "reclassify",
    "round",
    "round_new",
    "rows",
    "settle",
    "signal_list",
    "take",
    "tell",
    "withdraw",
]
