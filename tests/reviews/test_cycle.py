"""A cycle is opened under a pack that is pinned, gets its calendar and its bodies, and ends when all is closed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations
from chuyenbien.reviews.enums import CycleState, DossierState, MilestoneKind
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import Cast, by
from tests.reviews.conftest import END, START, Review, events_since, last_seq, make_cycle

DAY = dt.date(2022, 11, 15)


def open_cycle(cast: Cast, **changes: object) -> ReviewCycle:
    given = {
        "superior": cast.superior,
        "name": "Kiểm điểm năm 2022",
        "period_start": START,
        "period_end": END,
        "rule_pack": "132-2018",
        **changes,
    }
    with journal.recording(by=by(cast.officer)):
        return operations.open_cycle(by=by(cast.officer), **given)  # type: ignore[arg-type]


def test_it_opens_with_its_calendar_and_one_event(cast: Cast) -> None:
    seq = last_seq()
    cycle = open_cycle(cast, milestones=[(MilestoneKind.SUGGEST, DAY, "gửi trước hội nghị")])
    assert events_since(seq) == ["reviews.cycle_opened"]
    assert cycle.rule_pack == "132-2018"
    assert [(m.kind, m.due_on, m.note) for m in cycle.milestones.all()] == [("suggest", DAY, "gửi trước hội nghị")]
    assert ReviewCycle.objects.visible_to(Standing.of(cast.officer)).get() == cycle
    assert not ReviewCycle.objects.visible_to(Standing.of(cast.head)).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule_pack": "999-2030"}, "rule_pack"),
        ({"name": "  "}, "name"),
        ({"period_end": dt.date(2021, 1, 1)}, "period_end"),
    ],
)
def test_it_refuses(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_cycle(cast, **changes)
    assert refusal.value.field == field


def test_a_name_is_given_once(cast: Cast) -> None:
    open_cycle(cast)
    with pytest.raises(Refused) as refusal:
        open_cycle(cast)
    assert refusal.value.field == "name"


def test_the_previous_cycle_is_of_the_same_superior(cast: Cast) -> None:
    first = open_cycle(cast)
    second = open_cycle(cast, name="Kiểm điểm năm 2023", previous=first)
    assert list(first.following.all()) == [second]
    with pytest.raises(Refused) as refusal:
        open_cycle(cast, superior=cast.elsewhere, name="Khác", previous=first)
    assert refusal.value.field == "previous"


def test_the_calendar_is_replaced_and_the_old_one_told(cast: Cast) -> None:
    cycle = make_cycle(cast)
    actor = by(cast.officer)
    with journal.recording(by=actor):
        operations.set_milestones(cycle, [(MilestoneKind.DRAFT, DAY)], by=actor)
    seq = last_seq()
    with journal.recording(by=actor):
        operations.set_milestones(cycle, [(MilestoneKind.CONFERENCE, END)], by=actor, revision=2)
    assert events_since(seq) == ["reviews.milestones_set"]
    assert [m.kind for m in cycle.milestones.all()] == ["conference"]
    with pytest.raises(Stale), journal.recording(by=actor):
        operations.set_milestones(cycle, [], by=actor, revision=1)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.set_milestones(cycle, [("nothing", DAY)], by=actor)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_journal_tells_the_calendar_in_words(cast: Cast, language: str) -> None:
    cycle, actor = make_cycle(cast), by(cast.officer)
    with override(language):
        with journal.recording(by=actor):
            operations.set_milestones(cycle, [(MilestoneKind.CONFERENCE, DAY)], by=actor)
        told = str(journal.timeline(cycle, reader=Standing.of(cast.officer))[0].sentence)
    assert "15/11/2022 (" in told
    assert "conference)" not in told


def test_a_body_comes_under_review_once(cast: Cast) -> None:
    cycle = make_cycle(cast)
    actor, seq = by(cast.officer), last_seq()
    with journal.recording(by=actor):
        dossier = operations.add_body(cycle, cast.body, by=actor)
    assert events_since(seq) == ["reviews.body_added"]
    assert dossier.state == DossierState.PREPARING
    for person in (cast.head, cast.editor, cast.leader, cast.officer, cast.verifier, cast.inspector):
        assert ReviewDossier.objects.visible_to(Standing.of(person)).exists()
    for person in (cast.doer, cast.other_head, cast.admin, cast.stranger):
        assert not ReviewDossier.objects.visible_to(Standing.of(person)).exists()
    assert ReviewCycle.objects.visible_to(Standing.of(cast.head)).exists()
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.add_body(cycle, cast.body, by=actor)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.add_body(cycle, cast.superior, by=actor)


def test_many_bodies_come_at_once_in_one_event(cast: Cast) -> None:
    cycle = make_cycle(cast)
    actor, seq = by(cast.officer), last_seq()
    with journal.recording(by=actor):
        operations.add_bodies(cycle, [cast.body, cast.other_body], by=actor)
    assert events_since(seq) == ["reviews.bodies_added"]
    assert cycle.dossiers.count() == 2
    with pytest.raises(Refused) as refusal, journal.recording(by=actor):
        operations.add_bodies(cycle, [], by=actor)
    assert refusal.value.field == "bodies"


def test_a_body_that_has_ended_cannot_come_under_review(cast: Cast) -> None:
    cycle = make_cycle(cast)
    cast.body.valid_until = dt.date(2021, 1, 1)
    cast.body.save()
    with pytest.raises(Refused), journal.recording(by=by(cast.officer)):
        operations.add_body(cycle, cast.body, by=by(cast.officer))


def test_a_code_only_dossier_needs_its_code_and_shows_nothing_else(cast: Cast) -> None:
    cycle, actor = make_cycle(cast), by(cast.officer)
    with pytest.raises(Refused) as refusal, journal.recording(by=actor):
        operations.add_body(cycle, cast.body, by=actor, classification="code_only")
    assert refusal.value.field == "code"
    with journal.recording(by=actor):
        dossier = operations.add_body(cycle, cast.body, by=actor, classification="code_only", code="HS-07")
    assert (dossier.shown_title, dossier.shown_name) == ("HS-07", "HS-07")
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.write_section(dossier, "I.1", "văn bản", by=by(cast.head))


def test_a_cycle_closes_when_every_dossier_is_closed(review: Review) -> None:
    actor = by(review.cast.officer)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.close_cycle(review.cycle, by=actor)
    review.bring_to(DossierState.CLOSED)
    review.bring_to(DossierState.CLOSED, review.other)
    seq = last_seq()
    with journal.recording(by=actor):
        operations.close_cycle(review.cycle, by=actor)
    assert events_since(seq) == ["reviews.cycle_closed"]
    assert ReviewCycle.objects.get().state == CycleState.CLOSED
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.close_cycle(review.cycle, by=actor)
    with pytest.raises(Refused), journal.recording(by=actor):
        operations.set_milestones(review.cycle, [], by=actor)
