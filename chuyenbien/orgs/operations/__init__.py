"""The verbs of the organisation. Each runs inside :func:`chuyenbien.journal.recording` and records one event.

``by`` is ``None`` only while a system is first set up, before there is anybody who could act.
"""

from .calendar import remove_calendar_day, save_calendar_day, seed_calendar
from .codes import save_code, seed_code_lists
from .people import (
    add_post,
    charge,
    correct_person,
    create_person,
    end_account,
    end_charge,
    end_post,
    open_account,
    restore_account,
    set_in_office,
)
from .roles import end_inspection, end_role, give_role, grant_inspection
from .units import close_unit, correct_unit, create_unit, link_unit, rename_unit, unlink_unit

__all__ = [
    "add_post",
    "charge",
    "close_unit",
    "correct_person",
    "correct_unit",
    "create_person",
    "create_unit",
    "end_account",
    "end_charge",
    "end_inspection",
    "end_post",
    "end_role",
    "give_role",
    "grant_inspection",
    "link_unit",
    "open_account",
    "remove_calendar_day",
    "rename_unit",
    "restore_account",
    "save_calendar_day",
    "save_code",
    "seed_calendar",
    "seed_code_lists",
    "set_in_office",
    "unlink_unit",
]
