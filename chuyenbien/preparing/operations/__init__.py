"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording` and records one event."""

from .deciding import decide_bodies
from .naming import name_preparer, withdraw_preparer
from .taking import take

__all__ = ["decide_bodies", "name_preparer", "take", "withdraw_preparer"]
