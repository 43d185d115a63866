"""The table of transitions: what it allows is what the verbs do, and what the docs say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.reviews import operations, transitions
from chuyenbien.reviews.enums import DossierState, Move
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import by
from tests.reviews.conftest import Review

Guards = dict[str, list[transitions.Guard]]


def test_every_verb_has_one_row() -> None:
    assert sorted(row.verb for row in transitions.TABLE) == sorted(Move)


def test_the_docs_equal_the_table(tmp_path: Path) -> None:
    written = (Path(__file__).parents[2] / "docs" / "transitions.md").read_text("utf-8")
    assert written == transitions.as_markdown()
    call_command("transitions", "--to", str(tmp_path / "again.md"))
    assert (tmp_path / "again.md").read_text("utf-8") == written


@pytest.mark.parametrize("state", DossierState.values)
@pytest.mark.parametrize("row", transitions.TABLE, ids=lambda row: str(row.verb.value))
def test_a_verb_moves_from_its_states_alone(
    review: Review, own_guards: Guards, row: transitions.Transition, state: str
) -> None:
    dossier = review.bring_to(state)
    actor = by(review.cast.officer)
    if state in row.sources:
        with journal.recording(by=actor):
            operations.move(dossier, row.verb, by=actor, because="Có lý do")
        stored = ReviewDossier.objects.get(pk=dossier.pk)
        assert (stored.state, dossier.state) == (row.target, row.target)
        assert stored.revision > 1
    else:
        with pytest.raises(Refused), journal.recording(by=actor):
            operations.move(dossier, row.verb, by=actor, because="Có lý do")
        assert ReviewDossier.objects.get(pk=dossier.pk).state == state


@pytest.mark.parametrize("row", [r for r in transitions.TABLE if r.needs_reason], ids=lambda row: str(row.verb.value))
def test_a_verb_that_needs_a_reason_asks_for_it(
    review: Review, own_guards: Guards, row: transitions.Transition
) -> None:
    dossier = review.bring_to(row.sources[0])
    with pytest.raises(Refused) as refusal, journal.recording(by=by(review.cast.officer)):
        operations.move(dossier, row.verb, by=by(review.cast.officer), because="  ")
    assert refusal.value.field == "because"


def test_of_two_that_move_at_once_one_is_refused(review: Review) -> None:
    first = ReviewDossier.objects.get(pk=review.dossier.pk)
    second = ReviewDossier.objects.get(pk=review.dossier.pk)
    actor = by(review.cast.head)
    with journal.recording(by=actor):
        operations.submit_dossier(first, by=actor)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.submit_dossier(second, by=actor)
    assert second.state == DossierState.SUBMITTED


def test_a_higher_room_lends_its_guard(review: Review, own_guards: Guards) -> None:
    def no(dossier: ReviewDossier) -> Verdict:
        return Verdict.no("Kế hoạch chưa được cho ý kiến.")

    transitions.register_guard(Move.CLOSE, no)
    transitions.register_guard(Move.CLOSE, no)
    assert own_guards[Move.CLOSE] == [no]
    dossier = review.bring_to(DossierState.REMEDYING)
    with pytest.raises(Refused) as refusal, journal.recording(by=by(review.cast.officer)):
        operations.close_dossier(dossier, by=by(review.cast.officer))
    assert str(refusal.value) == "Kế hoạch chưa được cho ý kiến."


def test_a_suggested_body_needs_a_delegation_before_its_conference(review: Review, own_guards: Guards) -> None:
    review.suggest(dossier=review.other)
    other = review.bring_to(DossierState.SUBMITTED, review.other)
    assert not transitions.possible(other, Move.SCHEDULE)
    with journal.recording(by=by(review.cast.leader)):
        operations.assign_delegation(review.delegation, other, by=by(review.cast.leader))
    assert transitions.possible(other, Move.SCHEDULE)


def test_a_body_without_suggestion_needs_none(review: Review, own_guards: Guards) -> None:
    assert transitions.possible(review.bring_to(DossierState.SUBMITTED, review.other), Move.SCHEDULE)
