"""A review entered as concluded, from a source that tells no more than that."""

from __future__ import annotations

from chuyenbien import journal
from chuyenbien.reviews import operations, queries
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.operations.entered import enter_concluded
from tests.cast import by
from tests.reviews.conftest import Review, events_since, last_seq

SAID = "Ghi nhận theo nguồn; nguồn không nêu ngày."


def enter(review: Review) -> ReviewDossier:
    actor = by(review.cast.officer)
    with journal.recording(by=actor):
        return enter_concluded(review.dossier, by=actor, because=SAID)


def test_it_is_one_event_with_its_reason(review: Review) -> None:
    seq = last_seq()
    enter(review)
    assert events_since(seq) == ["reviews.entered_concluded"]
    (entry, *_rest) = journal.timeline(review.dossier)
    assert SAID in (entry.because or "")


def test_comments_that_nobody_gave_are_no_step_done(review: Review) -> None:
    states = {step.key: step.state for step in queries.steps_of(enter(review))}
    assert (states["commented"], states["held"], states["concluded"]) == ("skipped", "done", "current")


def test_comments_that_were_given_are(review: Review) -> None:
    actor = by(review.cast.officer)
    with journal.recording(by=actor):
        operations.submit_dossier(review.dossier, by=by(review.cast.head))
        operations.comment_dossier(review.dossier, by=actor, because="Bổ sung số liệu")
    states = {step.key: step.state for step in queries.steps_of(review.dossier)}
    assert states["commented"] == "current"
