"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state and records one event.

Who may is asked before, by :mod:`chuyenbien.reviews.rules`. :func:`move` is for higher rooms: their act (a conference
scheduled, a conclusion issued) moves the dossier and records the one event, naming the dossier among its subjects.
"""

from .bodies import CHUNK, add_bodies, add_body, add_chosen, can_be_withdrawn, withdraw_body
from .cycles import close_cycle, open_cycle, set_milestones
from .delegations import assign_bodies, assign_delegation, change_delegation, form_delegation, release_delegation
from .dossiers import (
    ask_more,
    close_dossier,
    comment_dossier,
    move,
    override_unanswered,
    reopen_dossier,
    submit_dossier,
    write_section,
)
from .explanations import explain, judge_explanation
from .locking import end_reopening, lock_data, reopen_data
from .suggestions import draft_suggestion, edit_suggestion, issue_by_letter, issue_suggestion
from .versions import (
    give_opinion,
    keep_version,
    register_text,
    send_version,
    set_topics,
    take_up_opinion,
    told_elsewhere,
)

__all__ = [
    "CHUNK",
    "add_bodies",
    "add_body",
    "add_chosen",
    "ask_more",
    "assign_bodies",
    "assign_delegation",
    "can_be_withdrawn",
    "change_delegation",
    "close_cycle",
    "close_dossier",
    "comment_dossier",
    "draft_suggestion",
    "edit_suggestion",
    "end_reopening",
    "explain",
    "form_delegation",
    "give_opinion",
    "issue_by_letter",
    "issue_suggestion",
    "judge_explanation",
    "keep_version",
    "lock_data",
    "move",
    "open_cycle",
    "override_unanswered",
    "register_text",
    "release_delegation",
    "reopen_data",
    "reopen_dossier",
    "send_version",
    "set_milestones",
    "set_topics",
    "submit_dossier",
    "take_up_opinion",
    "told_elsewhere",
    "withdraw_body",
    "write_section",
]
