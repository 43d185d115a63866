"""How the tests of this room come to a ladder in force, and to a day on which it was climbed. All through the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.followup import operations
from chuyenbien.followup.enums import Matter
from chuyenbien.followup.example import EXAMPLES
from chuyenbien.followup.models import Ladder
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.models import Unit
from tests.cast import Cast, by
from tests.remediation.making import TODAY, decision


def a_paper(cast: Cast) -> Document:
    """A registered decision of the superior; the same one each time."""
    return Document.objects.filter(number="12-QĐ/TU").first() or decision(cast)


def drafted(cast: Cast, unit: Unit | None = None, matter: str = Matter.ACTION, **facts: Any) -> Ladder:
    with journal.recording(by=by(cast.officer)):
        return operations.draft_ladder(
            unit or cast.superior,
            matter=matter,
            by=by(cast.officer),
            **{"name": "Lộ trình đôn đốc (minh họa)", "steps": EXAMPLES[matter], **facts},
        )


def adopted(cast: Cast, unit: Unit | None = None, *, on: dt.date = TODAY, covers: bool = True, **facts: Any) -> Ladder:
    """A ladder of the superior, the example unless told, in force from a day on."""
    with clock.at(on):
        made, paper = drafted(cast, unit, **facts), a_paper(cast)
        with journal.recording(by=by(cast.leader)):
            return operations.adopt_ladder(
                made,
                by=by(cast.leader),
                valid_from=on,
                document=paper,
                reason="Thống nhất cách đôn đốc",
                covers_running=covers,
            )


def climb(day: dt.date) -> int:
    with clock.at(day):
        return operations.climb(clock.moment_of(day))


def climb_through(first: dt.date, last: dt.date) -> None:
    for number in range((last - first).days + 1):
        climb(first + dt.timedelta(days=number))


def told() -> list[tuple[dt.date, str]]:
    """Who was told on which day, in order; taken back or not."""
    rows = Notice.objects.filter(kind="followup.reminder").select_related("person").order_by("on", "person_id")
    return [(one.on, one.person.user.username) for one in rows if one.person.user]
