from .bodies import add_bodies, add_chosen, withdraw
from .cycles import book, close_cycle, cycle, cycles, milestones, open_cycle
from .delegations import assign, change_delegation, delegation, delegations, form_delegation, release
from .dossiers import dossier, explain, judge, report, section
from .locking import end_reopening, lock_data, reopen_data
from .suggestions import draft_suggestion, edit_suggestion, issue_suggestion, suggestion
from .verbs import ask_more, close, comment, override, reclassify, reclassify_suggestion, reopen, submit
from .versions import compare, give_opinion, send, take_up, topics, version, years

__all__ = [
    "add_bodies",
    "add_chosen",
    "ask_more",
    "assign",
    "book",
    "change_delegation",
    "close",
    "close_cycle",
    "comment",
    "compare",
    "cycle",
    "cycles",
    "delegation",
    "delegations",
    "dossier",
    "draft_suggestion",
    "edit_suggestion",
    "end_reopening",
    "explain",
    "form_delegation",
    "give_opinion",
    "issue_suggestion",
    "judge",
    "lock_data",
    "milestones",
    "open_cycle",
    "override",
    "reclassify",
    "reclassify_suggestion",
    "release",
    "reopen",
    "reopen_data",
    "report",
    "section",
    "send",
    "submit",
    "suggestion",
    "take_up",
    "topics",
    "version",
    "withdraw",
    "years",
]
