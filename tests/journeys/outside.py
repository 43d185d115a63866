"""What somebody sees who has nothing to do with it; and whether the record is whole."""

from __future__ import annotations

import re
from io import StringIO

from django.core.management import call_command

from .cast import (
    CLEAR,
    CLEARANCE,
    CYCLE,
    DIRECTION,
    DRAIN,
    DRAINAGE,
    FLOODS,
    MEETING,
    PLAN,
    POINT_1,
    POINT_2,
    STRANGER,
)
from .driver import Office

MATTER = re.compile(
    r"^/(reviews|findings|remediation|indicators|requests|verification|conferences|meetings|documents)/"
)
LISTS = (
    "/my-work/",
    "/reviews/",
    "/findings/",
    "/remediation/",
    "/remediation/plans/",
    "/indicators/",
    "/requests/",
    "/conferences/",
    "/meetings/",
    "/documents/",
    "/documents/tasks/",
    "/search/?q=%C3%BAng+ng%E1%BA%ADp",
)
TEXTS = (CYCLE, POINT_1, POINT_2, DIRECTION, DRAINAGE, CLEARANCE, DRAIN, CLEAR, PLAN, FLOODS, MEETING)


def keep_out(office: Office) -> None:
    """The stranger asks for every page that others have visited since last time, and looks through the lists.

    The lists ask the record, not the browser, so one thorough journey looks through them for all.
    """
    desk = office.desk(STRANGER)
    fresh = {path for path in office.visited if MATTER.match(path) and re.search(r"\d", path)} - office.refused
    for path in sorted(fresh):
        assert desk.ask(path).status == 404, f"a stranger opens {path}"
    office.refused |= fresh
    for path in LISTS if fresh and office.thorough else ():
        told = desk.ask(path)
        assert told.status == 200, f"{path} answers {told.status}"
        shown = [text for text in TEXTS if text in told.text()]
        assert not shown, f"a stranger reads {shown} on {path}"


def prove_whole() -> None:
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert out.getvalue()
