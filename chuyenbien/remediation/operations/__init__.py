"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state and records one event.

Who may is asked before, by :mod:`chuyenbien.remediation.rules`. ``complete`` and ``return_submission`` belong to the
verification room alone; ``take_over`` and ``let_go`` are parts of other verbs.
"""

from .actions import add_action, edit_action, issue_action, remove_action
from .guards import when_changed
from .holdings import let_go, record_receipt, record_unknown_holding, take_over
from .people import await_succession, cancel_action, reassign, transfer_action
from .plans import accept_plan, ask_plan_more, comment_plan, draft_plan, edit_plan, issue_plan
from .progress import correct_progress, report_progress, withdraw_progress
from .signals import keep_signals
from .submission import complete, return_submission, submit, withdraw_submission
from .time import ask_extension, decide_extension, pause_action, resume_action

__all__ = [
    "accept_plan",
    "add_action",
    "ask_extension",
    "ask_plan_more",
    "await_succession",
    "cancel_action",
    "comment_plan",
    "complete",
    "correct_progress",
    "decide_extension",
    "draft_plan",
    "edit_action",
    "edit_plan",
    "issue_action",
    "issue_plan",
    "keep_signals",
    "let_go",
    "pause_action",
    "reassign",
    "record_receipt",
    "record_unknown_holding",
    "remove_action",
    "report_progress",
    "resume_action",
    "return_submission",
    "submit",
    "take_over",
    "transfer_action",
    "when_changed",
    "withdraw_progress",
    "withdraw_submission",
]
