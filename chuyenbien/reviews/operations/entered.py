"""A review that was held and concluded before it was entered, and of which no more is known than that."""

from __future__ import annotations

from chuyenbien import journal
from chuyenbien.orgs.acting import Actor

from ..enums import Move
from ..models import ReviewDossier
from .dossiers import move


def enter_concluded(dossier: ReviewDossier, *, by: Actor, because: str) -> ReviewDossier:
    """Bring a dossier to *concluded* in one act, as a source tells it; ``because`` says what is not known.

    Report, day of the conference and conclusion stay empty: nothing is made up to fill them.
    """
    for verb in (Move.SUBMIT, Move.SCHEDULE, Move.HOLD, Move.CONCLUDE):
        dossier.refresh_from_db()
        move(dossier, verb, by=by, because=because)
    data = {"body": dossier.body}
    journal.record("reviews.entered_concluded", dossier, by=by, because=because, data=data)
    return dossier
