"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording` and records its event."""

from .answering import answer, answer_none
from .asking import open_round
from .deciding import decide_bodies
from .naming import name_preparer, withdraw_preparer
from .settling import settle, tell
from .taking import take

__all__ = [
    "answer",
    "answer_none",
    "decide_bodies",
    "name_preparer",
    "open_round",
    "settle",
    "take",
    "tell",
    "withdraw_preparer",
]
