"""Verbs as the tests call them: by whom they are due, in a recording."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.orgs.models import Person
from chuyenbien.remediation import operations
from chuyenbien.remediation.models import Action, Extension
from tests.cast import Cast, by

LATER = dt.date(2023, 9, 30)


def done(verb: str, who: Person, *subjects: Any, **facts: Any) -> Any:
    """Carry out a verb of the room as somebody."""
    with journal.recording(by=by(who)):
        return getattr(operations, verb)(*subjects, by=by(who), **facts)


def ask_extension(cast: Cast, action: Action, to_date: dt.date = LATER) -> Extension:
    asked: Extension = done(
        "ask_extension", cast.head, action, to_date=to_date, because="Chờ ý kiến của cấp có thẩm quyền"
    )
    return asked
