"""The verbs of the room: progress meetings, reminder ladders, drafts on an office's desk.

Each verb of a person runs inside :func:`chuyenbien.journal.recording` and records one event; who may is asked before,
by :mod:`chuyenbien.followup.rules`. ``climb`` is what the schedule calls.
"""

from .agenda import add_item, fill_agenda, move_item, place_of, refresh_agenda
from .attending import expect, record_attendance
from .correcting import change_meeting, correct_decision
from .deciding import decide
from .drafts import drop_draft, edit_draft, send_draft
from .ladders import adopt_ladder, draft_ladder, edit_ladder, retire_ladder
from .meetings import enter_meeting, hold_meeting, plan_meeting
from .ticking import climb

__all__ = [
    "add_item",
    "adopt_ladder",
    "change_meeting",
    "climb",
    "correct_decision",
    "decide",
    "draft_ladder",
    "drop_draft",
    "edit_draft",
    "edit_ladder",
    "enter_meeting",
    "expect",
    "fill_agenda",
    "hold_meeting",
    "move_item",
    "place_of",
    "plan_meeting",
    "record_attendance",
    "refresh_agenda",
    "retire_ladder",
    "send_draft",
]
