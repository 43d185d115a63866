"""A cycle closed for data accepts no change. One rule, asked wherever an act is recorded.

Every act records an event, so the journal asks :func:`refuse_locked` before it keeps one (``journal.guard``). A verb
that is written tomorrow is held back like those of today, unless its event stands in :data:`GOES_ON`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused

from .models import DataLock, DataReopening, ReviewCycle

ROOMS = ("reviews.", "conferences.", "ratings.", "selfreviews.", "preparing.")
"""What the acts of these rooms record belongs to the review itself."""

STATED = (
    "findings.drafted",
    "findings.stated",
    "findings.edited",
    "findings.amended",
    "findings.confirmed",
    "findings.withdrawn",
    "findings.responsible_named",
    "findings.responsible_dropped",
    "findings.cause_added",
    "findings.cause_removed",
)
"""Of findings: what the review states. How they are remedied afterwards is no longer the review."""

GOES_ON = (
    "reviews.data_",
    "reviews.dossier_closed",
    "reviews.cycle_closed",
    "ratings.notified",
    "ratings.petition_",
    "conferences.copy_",
)
"""What a closed cycle still takes: the lock itself; that a remedied dossier and then the cycle is closed; that somebody
is told of a rating, petitions and is answered, since that is a right with a clock; copies handed out and returned."""

_UP = ("cycle", "dossier", "suggestion", "conference", "version", "conclusion", "consultation", "round", "rating")
"""By which names a row points at its cycle, or at a row that does."""


@dataclass(frozen=True, slots=True)
class State:
    """How a cycle that was closed for data stands now. ``reopening`` runs; None while nothing may be changed."""

    lock: DataLock
    reopening: DataReopening | None

    @property
    def is_locked(self) -> bool:
        return self.reopening is None


def state_of(cycle: ReviewCycle) -> State | None:
    """None for a cycle that was never closed for data. Two queries."""
    lock = DataLock.objects.filter(cycle=cycle).select_related("locked_by", "document").first()
    if lock is None:
        return None
    rows = lock.reopenings.filter(ended_at=None, until__gte=clock.today()).select_related("opened_by", "document")
    return State(lock, rows.order_by("-opened_at").first())


def is_guarded(type: str) -> bool:
    """Whether an act of this type changes what a closed cycle holds."""
    return type.startswith((*ROOMS, *STATED)) and not type.startswith(GOES_ON)


def cycle_of(row: Model, *, steps: int = 4) -> int | None:
    """The cycle a row belongs to; None of a row that belongs to none."""
    if isinstance(row, ReviewCycle):
        return row.pk
    for name in _UP:
        key: Any = getattr(row, f"{name}_id", None)
        if name == "cycle" and key is not None:
            return int(key)
        if key is not None and steps:
            return cycle_of(getattr(row, name), steps=steps - 1)
    return None


def refuse_locked(type: str, subjects: Sequence[Model]) -> None:
    """Refuse an act on a cycle that is closed for data, saying what to do. At most two queries."""
    if not is_guarded(type):
        return
    # Of acts on many rows the first says enough: they are of one cycle.
    cycle = next((found for row in subjects[:2] if (found := cycle_of(row)) is not None), None)
    lock = DataLock.objects.filter(cycle=cycle).first() if cycle else None
    if lock is None or lock.reopenings.filter(ended_at=None, until__gte=clock.today()).exists():
        return
    raise Refused(
        _(
            "This cycle has been closed for data since %(day)s, so nothing in it is changed. If a change is needed, "
            "ask a leader of the superior board to open the data again, with a reason and a document."
        )
        % {"day": f"{clock.local_date(lock.locked_at):%d/%m/%Y}"}
    )
