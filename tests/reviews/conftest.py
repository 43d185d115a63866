"""A cycle of the shared cast, as far as a test wants it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations, transitions
from chuyenbien.reviews.models import Delegation, ReviewCycle, ReviewDossier, Suggestion, SuggestionItem
from tests.cast import Cast, by, make_person

START, END = dt.date(2022, 1, 1), dt.date(2022, 12, 31)


@dataclass
class Review:
    """One cycle: ``dossier`` of the cast's body, ``other`` of the second one, a delegation for the first."""

    cast: Cast
    cycle: ReviewCycle
    dossier: ReviewDossier
    other: ReviewDossier
    chair: Person
    scribe: Person
    delegate: Person
    delegation: Delegation = field(init=False)

    def people(self) -> dict[str, Person]:
        """The cast and the delegation, for matrices."""
        return {
            **self.cast.people(),
            "chair": self.chair,
            "scribe": self.scribe,
            "delegate": self.delegate,
        }

    def suggest(self, *texts: str, dossier: ReviewDossier | None = None, issue: bool = True) -> Suggestion:
        items = [(text, None) for text in texts or ("Nội dung thứ nhất", "Nội dung thứ hai")]
        with journal.recording(by=by(self.cast.officer)):
            suggestion = operations.draft_suggestion(dossier or self.dossier, items, by=by(self.cast.officer))
        if issue:
            with journal.recording(by=by(self.cast.leader)):
                operations.issue_by_letter(
                    suggestion,
                    by=by(self.cast.leader),
                    number=f"{suggestion.pk}-CV/TU",
                    issued_on=dt.date(2022, 11, 1),
                )
        return suggestion

    def answer(self, item: SuggestionItem, text: str = "Đã rà soát, nêu rõ nguyên nhân.") -> None:
        with journal.recording(by=by(self.cast.editor)):
            operations.explain(item, by=by(self.cast.editor), text=text)
        self.dossier.refresh_from_db()

    def bring_to(self, state: str, dossier: ReviewDossier | None = None) -> ReviewDossier:
        """Put the dossier there, past the guards of higher rooms. A fresh row, as a page would read it."""
        pk = (dossier or self.dossier).pk
        ReviewDossier.objects.filter(pk=pk).update(state=state, submitted_at=clock.now())
        self.dossier.refresh_from_db()
        return ReviewDossier.objects.get(pk=pk)


def events_since(seq: int) -> list[str]:
    return list(Event.objects.filter(seq__gt=seq).order_by("seq").values_list("type", flat=True))


def last_seq() -> int:
    return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def make_cycle(cast: Cast, name: str = "Kiểm điểm năm 2022") -> ReviewCycle:
    with journal.recording(by=by(cast.officer)):
        return operations.open_cycle(cast.superior, name, START, END, "132-2018", by=by(cast.officer))


@pytest.fixture
def review(cast: Cast) -> Review:
    cycle = make_cycle(cast)
    officer, leader = by(cast.officer), by(cast.leader)
    with journal.recording(by=officer):
        made = Review(
            cast=cast,
            cycle=cycle,
            dossier=operations.add_body(cycle, cast.body, by=officer),
            other=operations.add_body(cycle, cast.other_body, by=officer),
            chair=make_person("chair", "Mai Văn Trưởng", "Trưởng đoàn", (cast.superior, Role.STAFF)),
            scribe=make_person("scribe", "Lý Thị Thư", "Thư ký đoàn", (cast.superior, Role.STAFF)),
            delegate=make_person("delegate", "Cao Văn Viên", "Thành viên đoàn", (cast.superior, Role.STAFF)),
        )
    with journal.recording(by=leader):
        made.delegation = operations.form_delegation(cycle, 1, made.chair, made.scribe, [made.delegate], by=leader)
    with journal.recording(by=officer):
        operations.assign_delegation(made.delegation, made.dossier, by=officer)
    return made


@pytest.fixture
def own_guards(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[transitions.Guard]]:
    """The guards of this room alone, without what higher rooms have registered; for the test to add to."""
    own = {verb: [g for g in guards if g.__module__ == transitions.__name__] for verb, guards in _known().items()}
    kept: dict[str, list[transitions.Guard]] = defaultdict(list, own)
    monkeypatch.setattr(transitions, "_guards", kept)
    return kept


def _known() -> dict[str, list[transitions.Guard]]:
    return transitions._guards
