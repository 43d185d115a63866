"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state and records it.

Who may is asked before, by :mod:`chuyenbien.conferences.rules`.
"""

from .concluding import add_line, draft_conclusion, edit_conclusion, remove_line
from .copies import issue_copies, take_back
from .directions import explain_direction, record_direction
from .holding import cancel, mark_held, record_attendance, reschedule, schedule, write_minutes
from .issuing import Paper, attach_document, attach_paper, issue_conclusion, issue_with_paper
from .programme import Turn, allow_names, answer_opinion, name_speaker, record_opinion, set_order

__all__ = [
    "Paper",
    "Turn",
    "add_line",
    "allow_names",
    "answer_opinion",
    "attach_document",
    "attach_paper",
    "cancel",
    "draft_conclusion",
    "edit_conclusion",
    "explain_direction",
    "issue_conclusion",
    "issue_copies",
    "issue_with_paper",
    "mark_held",
    "name_speaker",
    "record_attendance",
    "record_direction",
    "record_opinion",
    "remove_line",
    "reschedule",
    "schedule",
    "set_order",
    "take_back",
    "write_minutes",
]
