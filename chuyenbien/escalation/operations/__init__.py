"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state, records one event.

Who may is asked before, by :mod:`chuyenbien.escalation.rules`. An agreement alone closes nothing: the obstacle stays
open until somebody says how it was resolved, and the deadline rests only by a decision on a pause.
"""

from .answers import answer_request, supply
from .hard import approve_list, begin_list, close_list, put_on_list, take_off_list
from .obstacles import raise_obstacle, resolve_obstacle
from .papers import Paper
from .parts import when_moved
from .requests import (
    amend_request,
    draft_request,
    drop_request,
    receive_request,
    refuse_own_matter,
    send_request,
)
from .terms import set_next_authority, set_terms
from .watching import watch

__all__ = [
    "Paper",
    "amend_request",
    "answer_request",
    "approve_list",
    "begin_list",
    "close_list",
    "draft_request",
    "drop_request",
    "put_on_list",
    "raise_obstacle",
    "receive_request",
    "refuse_own_matter",
    "resolve_obstacle",
    "send_request",
    "set_next_authority",
    "set_terms",
    "supply",
    "take_off_list",
    "watch",
    "when_moved",
]
