"""The verbs of a dossier: written, submitted, commented, sent back, reopened, closed. One event each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chuyenbien import journal
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.documents import operations as documents
from chuyenbien.documents.files import is_readable
from chuyenbien.journal.timelines import timeline
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import operations, queries, rules
from chuyenbien.reviews.enums import CycleState, DossierState, Section
from chuyenbien.reviews.models import DossierRound, DossierSection, ReviewCycle, ReviewDossier
from tests.cast import by
from tests.reviews.conftest import Review, events_since, last_seq


def write(review: Review, text: str, dossier: ReviewDossier | None = None, **given: object) -> DossierSection:
    editor = by(review.cast.editor)
    with journal.recording(by=editor):
        return operations.write_section(dossier or review.dossier, Section.I1, text, by=editor, **given)  # type: ignore[arg-type]


def test_a_section_is_written_and_changed_with_its_revision(review: Review) -> None:
    seq = last_seq()
    row = write(review, "Lần đầu")
    assert events_since(seq) == ["reviews.section_written"]
    assert (row.text, row.revision) == ("Lần đầu", 2)
    with pytest.raises(Stale) as stale:
        write(review, "Người khác", revision=1)
    assert stale.value.stored == {"text": "Lần đầu"}
    write(review, "Lần sau", revision=2)
    assert DossierSection.objects.get().text == "Lần sau"


def test_two_who_begin_an_empty_section_do_not_overwrite_each_other(review: Review) -> None:
    write(review, "Một", revision=1)
    with pytest.raises(Stale):
        write(review, "Hai", revision=1)


def test_saving_the_same_text_records_nothing(review: Review) -> None:
    write(review, "Một")
    seq = last_seq()
    write(review, "Một")
    assert events_since(seq) == []


@pytest.mark.parametrize("state", DossierState.values)
def test_when_the_report_may_be_written(review: Review, state: str) -> None:
    dossier = review.bring_to(state)
    if state in (DossierState.PREPARING, DossierState.COMMENTED):
        write(review, "Nội dung", dossier)
    else:
        with pytest.raises(Refused):
            write(review, "Nội dung", dossier)


def test_a_section_must_be_one_of_the_form(review: Review) -> None:
    with pytest.raises(Refused), journal.recording(by=by(review.cast.head)):
        operations.write_section(review.dossier, "VIII", "x", by=by(review.cast.head))


def test_files_of_a_section_are_read_by_who_may_read_the_report(review: Review) -> None:
    row = write(review, "Có phụ lục", uploads=[SimpleUploadedFile("phu-luc.txt", "Phụ lục".encode())])
    stored = row.files.get()
    assert is_readable(stored, Standing.of(review.cast.head))
    assert not is_readable(stored, Standing.of(review.chair))
    review.bring_to(DossierState.SUBMITTED)
    assert is_readable(stored, Standing.of(review.chair))
    assert not is_readable(stored, Standing.of(review.cast.stranger))


Verb = Callable[..., object]
VERBS: list[tuple[Verb, str, str, str, str, bool]] = [
    (operations.submit_dossier, "head", DossierState.PREPARING, DossierState.SUBMITTED, "dossier_submitted", False),
    (operations.comment_dossier, "delegate", DossierState.SUBMITTED, DossierState.COMMENTED, "dossier_commented", True),
    (operations.ask_more, "scribe", DossierState.SUBMITTED, DossierState.PREPARING, "dossier_sent_back", True),
    (operations.close_dossier, "officer", DossierState.REMEDYING, DossierState.CLOSED, "dossier_closed", False),
    (operations.reopen_dossier, "leader", DossierState.CLOSED, DossierState.PREPARING, "dossier_reopened", True),
]


@pytest.mark.parametrize(("verb", "who", "start", "end", "event", "reasoned"), VERBS)
def test_each_verb_does_it_once_with_one_event(
    review: Review, own_guards: object, verb: Verb, who: str, start: str, end: str, event: str, reasoned: bool
) -> None:
    dossier, actor = review.bring_to(start), by(review.people()[who])
    given = {"because": "Cần nêu rõ trách nhiệm"} if reasoned else {}
    seq = last_seq()
    with journal.recording(by=actor):
        verb(dossier, by=actor, **given)
    assert events_since(seq) == [f"reviews.{event}"]
    assert ReviewDossier.objects.get(pk=dossier.pk).state == end
    told = timeline(dossier)[0]
    assert told.actor_name == actor.person.full_name
    assert told.because == given.get("because", "")
    if verb is not operations.comment_dossier:
        with pytest.raises(Refused), journal.recording(by=actor):
            verb(dossier, by=actor, **given)


def test_submitting_keeps_the_moment(review: Review) -> None:
    with journal.recording(by=by(review.cast.head)):
        operations.submit_dossier(review.dossier, by=by(review.cast.head))
    assert review.dossier.submitted_at is not None


def test_a_reopened_review_begins_a_round_and_its_cycle_opens_again(review: Review) -> None:
    write(review, "Báo cáo lần 1")
    dossier = review.bring_to(DossierState.CLOSED)
    ReviewCycle.objects.update(state=CycleState.CLOSED)
    with journal.recording(by=by(review.cast.leader)):
        operations.reopen_dossier(dossier, by=by(review.cast.leader), because="Gợi ý đến sau hội nghị")
    assert (dossier.round, dossier.state) == (2, DossierState.PREPARING)
    opened = DossierRound.objects.get()
    assert (opened.number, opened.reason, opened.opened_by) == (2, "Gợi ý đến sau hội nghị", review.cast.leader)
    assert ReviewCycle.objects.get().state == CycleState.OPEN
    own = Standing.of(review.cast.head)
    chair = Standing.of(review.chair)
    write(review, "Báo cáo lần 2", dossier)
    assert queries.sections_of(dossier, own)[1].text == "Báo cáo lần 2"
    assert queries.sections_of(dossier, chair)[1].text == "Báo cáo lần 1"
    assert rules.readable_round(chair, dossier) == 1
    assert DossierSection.objects.count() == 2


def test_reclassifying_empties_the_report_and_the_reasons(review: Review) -> None:
    suggestion = review.suggest("Nội dung cần giữ kín")
    item = suggestion.items.get()
    review.answer(item, "Giải trình cần giữ kín")
    write(review, "Mục cần giữ kín")
    dossier = review.bring_to(DossierState.CLOSED)
    leader = by(review.cast.leader)
    with journal.recording(by=leader):
        operations.reopen_dossier(dossier, by=leader, because="Lý do cần giữ kín")
    with journal.recording(by=leader):
        documents.reclassify(dossier, level="code_only", code="HS-9", by=leader, because="Theo quy định")
    item.refresh_from_db()
    suggestion.refresh_from_db()
    assert suggestion.letter is not None
    assert suggestion.letter.shown_title == "HS-9"
    assert {item.text, item.explanations.get().text, DossierSection.objects.get().text} == {""}
    assert DossierRound.objects.get().reason == ""
    said = " ".join(entry.sentence + entry.because for entry in timeline(dossier, suggestion, item))
    assert "giữ kín" not in said


def test_a_reason_is_not_kept_of_a_code_only_dossier(review: Review) -> None:
    review.dossier.empty_secret_fields("HS-2")
    review.dossier.save()
    dossier = review.bring_to(DossierState.CLOSED)
    with journal.recording(by=by(review.cast.leader)):
        operations.reopen_dossier(dossier, by=by(review.cast.leader), because="Không được giữ")
    assert DossierRound.objects.get().reason == ""
    assert timeline(dossier)[0].because == ""
