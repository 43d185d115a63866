"""A made-up province at full size, to measure by and to look at; the same rows for the same seed and day.

The rows are written in bulk, not by verbs, and therefore stand outside the journal: one event tells that they were
made, none tells of a single row. Everything the verbs would derive (who is involved, search texts, percent done,
holdings) is filled as they would; the tests in ``tests/scale`` hold this against the rules. Nothing of it is a fact;
every row that can say so is marked *minh họa*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from django.db import transaction
from django.db.models import Model

from chuyenbien import journal
from chuyenbien.orgs import closure
from chuyenbien.orgs.models import UnitClosure

from . import closing, fates
from .course import Follower
from .fates import FindingFate, FoundMatter
from .matters import Finder
from .organisation import Founding
from .reviews import Assigned, Reviewing
from .sizes import SMALL, Clock, Sizes
from .works import Origin, Worker
from .writing import Writer

__all__ = ["SMALL", "Sizes", "generate"]

_MEASURED = 0.08


def generate(
    sizes: Sizes,
    *,
    seed: int = 1,
    today: dt.date,
    password: str | None = None,
    told: Callable[[str], None] = lambda _step: None,
) -> dict[type[Model], int]:
    """Fill an empty database; all of it or, after a failure, nothing. Returns how many rows of each kind there are.

    ``password`` is that of every account made; without one nobody can sign in.
    """
    dice, clock = Random(seed), Clock(today)  # noqa: S311 - chance, not secrets
    with transaction.atomic():
        writer = Writer()
        told("organisation")
        organisation = Founding(writer, dice, sizes, clock, password).found()
        told("reviews")
        reviewing = Reviewing(writer, dice, sizes, clock, organisation)
        reviews = reviewing.review()
        assigned = reviewing.assign(reviews)
        decision = reviewing.document("qd", clock.ago(320), "Quyết định về thời hạn và phân công thực hiện")
        told("findings, actions, progress")
        matters = fates.findings(dice, sizes, reviews)
        finder = Finder(writer, dice, clock, organisation)
        worker = Worker(writer, dice, clock, organisation)
        follower = Follower(writer, dice, clock, organisation, decision)
        sources: list[FoundMatter | Assigned] = [*matters, *assigned]
        for source, works in zip(sources, fates.work(dice, sizes, sources), strict=True):
            one = source if isinstance(source, Assigned) else finder.write(source)
            made = worker.write(Origin.of(one), works)
            for action in made:
                follower.follow(action)
            if isinstance(one, Assigned):
                continue
            if any(action.fate != fates.ActionFate.DRAFT for action in made):
                finder.hold(one)
            if one.fate == FindingFate.CLOSED:
                closing.close(one, finder, writer, dice, clock, organisation)
            elif one.fate == FindingFate.OPEN and dice.random() < _MEASURED:
                finder.measure(one)
        writer.finish()
        told("paths of the organisation")
        writer.counts[UnitClosure] = closure.rebuild()
        told("checking and committing")
        with journal.recording(by=None):
            data = {"rows": sum(writer.counts.values()), "seed": seed}
            journal.record("desk.generated", organisation.board, by=None, data=data)
    return dict(writer.counts)
