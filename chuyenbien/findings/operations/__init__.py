"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state and records one event.

Who may is asked before, by :mod:`chuyenbien.findings.rules`. ``close_finding`` and ``reopen_finding`` belong to the
verification room alone.
"""

from .changing import amend_finding, close_finding, confirm_finding, edit_finding, reopen_finding, withdraw_finding
from .prior import carry_into, follow_seats, keep_promise, report_prior, show_to_delegation
from .responsibility import add_cause, drop_responsible, remove_cause, set_responsible
from .showing import send_up, when_shown
from .stating import adopt_finding, draft_finding, state_finding

__all__ = [
    "add_cause",
    "adopt_finding",
    "amend_finding",
    "carry_into",
    "close_finding",
    "confirm_finding",
    "draft_finding",
    "drop_responsible",
    "edit_finding",
    "follow_seats",
    "keep_promise",
    "remove_cause",
    "reopen_finding",
    "report_prior",
    "send_up",
    "set_responsible",
    "show_to_delegation",
    "state_finding",
    "when_shown",
    "withdraw_finding",
]
