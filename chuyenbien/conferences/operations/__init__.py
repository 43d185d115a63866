"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state and records it.

Who may is asked before, by :mod:`chuyenbien.conferences.rules`.
"""

from .concluding import add_line, draft_conclusion, edit_conclusion, remove_line
from .directions import explain_direction, record_direction
from .holding import cancel, mark_held, record_attendance, reschedule, schedule, write_minutes
from .issuing import Paper, attach_document, attach_paper, issue_conclusion, issue_with_paper

__all__ = [
    "Paper",
    "add_line",
    "attach_document",
    "attach_paper",
    "cancel",
    "draft_conclusion",
    "edit_conclusion",
    "explain_direction",
    "issue_conclusion",
    "issue_with_paper",
    "mark_held",
    "record_attendance",
    "record_direction",
    "remove_line",
    "reschedule",
    "schedule",
    "write_minutes",
]
