from .bodies import add_bodies, add_chosen, withdraw
from .cycles import book, close_cycle, cycle, cycles, milestones, open_cycle
from .delegations import assign, change_delegation, delegation, delegations, form_delegation, release
from .dossiers import dossier, explain, judge, report, section
from .suggestions import draft_suggestion, edit_suggestion, issue_suggestion, suggestion
from .verbs import ask_more, close, comment, override, reclassify, reclassify_suggestion, reopen, submit

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
    "cycle",
    "cycles",
    "delegation",
    "delegations",
    "dossier",
    "draft_suggestion",
    "edit_suggestion",
    "explain",
    "form_delegation",
    "issue_suggestion",
    "judge",
    "milestones",
    "open_cycle",
    "override",
    "reclassify",
    "reclassify_suggestion",
    "release",
    "reopen",
    "report",
    "section",
    "submit",
    "suggestion",
    "withdraw",
]
