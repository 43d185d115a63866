"""From the list of who owes one to the seal: what the verbs do and refuse."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from chuyenbien.core.verdict import Forbidden, Refused, Stale
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event, EventPayload
from chuyenbien.orgs.acting import Actor
from chuyenbien.regulations import packs
from chuyenbien.regulations.models import PinnedPack
from chuyenbien.regulations.points import Point
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.selfreviews import operations, sheets
from chuyenbien.selfreviews.enums import PersonKind, SelfReviewState
from chuyenbien.selfreviews.models import CheckedPaper, Commitment, EarlierPoint, SelfReview, SelfReviewSection
from tests.findings.making import state
from tests.reviews.conftest import Review

from . import making
from .making import PROMISE, TEXT, act, fresh, handed_in, opened, written

pytestmark = pytest.mark.django_db


def refused(person: Any, verb: Any, *args: Any, **facts: Any) -> Refused:
    with pytest.raises(Refused) as told:
        act(person, verb, *args, **facts)
    return told.value


@pytest.mark.parametrize(
    ("pack", "kind", "form", "first"),
    [
        ("132-2018", "leader", "form_02", "I.1"),
        ("132-2018", "outside_member", "form_02", "I.1"),
        ("124-2023", "non_leader", "form_2a", "I.1"),
        ("124-2023", "outside_member", "form_2a", "I.1"),
        ("124-2023", "leader", "form_2b", "I.1"),
        ("366-2025", "non_leader", "form_2a", "I.1"),
        ("366-2025", "central", "form_2b", "I.1"),
        ("366-2025", "outside_member", "form_2c", "text"),
    ],
)
def test_the_form_follows_from_the_pack_and_the_kind(pack: str, kind: str, form: str, first: str) -> None:
    """Whose sections are not known is written as one text; nothing is made up."""
    sheet = sheets.sheet_of(ReviewCycle(rule_pack=pack), kind)
    assert sheet is not None
    assert (sheet.key, sheet.sections[0].key, sheet.is_known) == (form, first, first != "text")
    assert sheet.point is not None
    assert not sheet.point.is_confirmed
    assert {one.key for one in sheets.papers_of(ReviewCycle(rule_pack=pack))} >= {"residence", "declaration"}


def test_leaders_answer_for_more_than_others() -> None:
    keys = {}
    for form in ("form_2a_sections", "form_2b_sections"):
        point = packs.get("124-2023").point(form)
        assert point is not None
        keys[form] = {one.vi for one in point.entries}
    assert any("dám nghĩ" in one for one in keys["form_2b_sections"] - keys["form_2a_sections"])


def test_a_pack_without_a_form_is_told(review: Review) -> None:
    ReviewCycle.objects.update(rule_pack="335-2025", pinned=None)
    review.dossier.refresh_from_db()
    told = refused(
        review.cast.officer, operations.open_self_reviews, review.dossier, [review.cast.editor], PersonKind.LEADER
    )
    assert told.field == "kind"


def test_opened_by_who_keeps_the_list_once_per_cycle(review: Review) -> None:
    cast = review.cast
    for keeper, subject in ((cast.officer, cast.editor), (cast.head, cast.doer), (cast.editor, cast.head)):
        act(keeper, operations.open_self_reviews, review.dossier, [subject], PersonKind.NON_LEADER)
    assert SelfReview.objects.count() == 3
    told = refused(cast.officer, operations.open_self_reviews, review.dossier, [cast.editor], PersonKind.LEADER)
    assert told.field == "people"
    for nobody in (cast.leader, cast.doer, cast.other_head, cast.admin, review.chair):
        with pytest.raises(Forbidden):
            act(nobody, operations.open_self_reviews, review.dossier, [cast.doer], PersonKind.LEADER)


@pytest.mark.parametrize(
    ("people", "kind", "field"), [([], "leader", "people"), (["stranger"], "leader", "people"), (["doer"], "x", "kind")]
)
def test_what_cannot_be_opened(review: Review, people: list[str], kind: str, field: str) -> None:
    chosen = [review.cast.people()[name] for name in people]
    told = refused(review.cast.officer, operations.open_self_reviews, review.dossier, chosen, kind)
    assert told.field == field
    assert not SelfReview.objects.exists()


def test_opened_by_mistake_it_can_be_taken_off_until_it_is_written_in(review: Review) -> None:
    one = opened(review)
    with pytest.raises(Forbidden):
        act(review.cast.leader, operations.withdraw_self_review, one)
    act(review.cast.head, operations.withdraw_self_review, one)
    assert not SelfReview.objects.exists()
    refused(review.cast.head, operations.withdraw_self_review, written(review))


def test_section_by_section_until_it_is_sealed(review: Review) -> None:
    one = written(review)
    editor = review.cast.editor
    assert one.state == SelfReviewState.WRITING
    row = act(editor, operations.write_section, one, "I.1", "Chấp hành nghiêm", revision=1)
    with pytest.raises(Stale) as stale:
        act(editor, operations.write_section, one, "I.1", "Bản khác", revision=1)
    assert stale.value.stored == {"text": "Chấp hành nghiêm"}
    act(editor, operations.write_section, one, "I.1", "Bản khác", revision=row.revision)
    refused(editor, operations.write_section, one, "IX", "Không có mục này")
    act(editor, operations.hand_in, one, own_level="good")
    one = fresh(one)
    assert (one.state, one.own_level) == (SelfReviewState.HANDED_IN, "good")
    refused(editor, operations.write_section, one, "II", "Sửa sau khi nộp")
    refused(editor, operations.commit, one, [PROMISE])
    refused(editor, operations.check_paper, one, "residence", "missing")
    refused(editor, operations.hand_in, one)
    assert set(one.sections.values_list("text", flat=True)) == {TEXT, "Bản khác"}


def test_a_seal_set_meanwhile_holds(review: Review) -> None:
    """Two windows: one hands in, the other still has the row as it was."""
    one = written(review)
    old = fresh(one)
    act(review.cast.editor, operations.hand_in, one)
    refused(review.cast.editor, operations.write_section, old, "II", "Muộn")
    with pytest.raises(Stale):
        act(review.cast.editor, operations.hand_in, old)
    assert old.sections.get().text == TEXT


@pytest.mark.parametrize("who", ["head", "officer", "leader", "doer", "admin"])
def test_nobody_else_writes(review: Review, who: str) -> None:
    one, other = written(review), review.cast.people()[who]
    for verb, args in (
        (operations.write_section, ("II", "Viết hộ")),
        (operations.commit, ([PROMISE],)),
        (operations.check_paper, ("residence", "present")),
        (operations.hand_in, ()),
        (operations.bring_in, ()),
    ):
        with pytest.raises(Forbidden):
            act(other, verb, one, *args)


def test_an_empty_one_is_not_handed_in(review: Review) -> None:
    one = opened(review)
    refused(review.cast.editor, operations.hand_in, one)
    act(review.cast.editor, operations.write_section, one, "II", "")
    refused(review.cast.editor, operations.hand_in, one)
    assert refused(review.cast.editor, operations.hand_in, written_again(one), own_level="best").field == "own_level"


def written_again(one: SelfReview) -> SelfReview:
    act(one.person, operations.write_section, one, "II", TEXT)
    return fresh(one)


def test_commitments_and_limitations_come_from_before_and_are_each_answered(review: Review) -> None:
    editor, before = review.cast.editor, making.earlier_dossier(review)
    last = written(review, dossier=before)
    act(editor, operations.commit, last, [PROMISE, " ", "Học xong lớp bồi dưỡng"])
    act(editor, operations.hand_in, fresh(last))
    named = state(review, dossier=before, responsible=[editor])
    state(review, dossier=before, responsible=[review.cast.head])
    one = opened(review)
    points = list(one.earlier_points.all())
    assert [point.commitment.text for point in points if point.commitment] == [PROMISE, "Học xong lớp bồi dưỡng"]
    assert [point.finding for point in points if point.finding] == [named]
    act(editor, operations.write_section, one, "II", TEXT)
    assert "3" in str(refused(editor, operations.hand_in, one))
    for point, outcome in zip(points, ("done", "under_way", "not_done"), strict=True):
        assert refused(editor, operations.answer_point, point, outcome=outcome, text=" ").field == "text"
        act(editor, operations.answer_point, point, outcome=outcome, text="Đã làm từng việc")
    assert refused(editor, operations.answer_point, points[0], outcome="", text="x").field == "outcome"
    with pytest.raises(Stale):
        act(editor, operations.answer_point, points[0], outcome="done", text="x", revision=1)
    act(editor, operations.hand_in, fresh(one))
    assert refused(editor, operations.commit, fresh(last), ["x"])


def test_what_is_stated_meanwhile_can_be_brought_in(review: Review) -> None:
    before = making.earlier_dossier(review)
    one = opened(review)
    refused(review.cast.editor, operations.bring_in, one)
    found = state(review, dossier=before, responsible=[review.cast.editor])
    assert act(review.cast.editor, operations.bring_in, one) == 1
    refused(review.cast.editor, operations.bring_in, one)
    hidden = state(review, dossier=before, responsible=[review.cast.editor])
    Finding.objects.filter(pk=hidden.pk).update(classification="code_only", code="M-01", statement="")
    refused(review.cast.editor, operations.bring_in, one)
    assert EarlierPoint.objects.get().finding == found


def test_commitments_answered_by_a_later_year_stay(review: Review) -> None:
    editor, before = review.cast.editor, making.earlier_dossier(review)
    last = written(review, dossier=before)
    act(editor, operations.commit, last, [PROMISE])
    act(editor, operations.hand_in, fresh(last))
    opened(review)
    act(review.cast.head, operations.return_self_review, fresh(last), because="Nêu rõ hơn")
    assert refused(editor, operations.commit, fresh(last), ["Khác"]).field == "text"
    assert Commitment.objects.get().text == PROMISE


def test_commitments_of_two_windows(review: Review) -> None:
    one = written(review)
    act(review.cast.editor, operations.commit, one, [PROMISE], revision=1)
    with pytest.raises(Stale) as stale:
        act(review.cast.editor, operations.commit, fresh(one), ["Khác"], revision=1)
    assert stale.value.stored == {"text": PROMISE}
    assert refused(review.cast.editor, operations.commit, fresh(one), ["x"] * 31).field == "text"


def test_papers_present_not_needed_or_missing(review: Review) -> None:
    one, editor = written(review), review.cast.editor
    act(editor, operations.check_paper, one, "residence", "present", upload=making.scan("nhan-xet.pdf"))
    paper = CheckedPaper.objects.get()
    assert paper.file is not None
    assert refused(editor, operations.check_paper, one, "declaration", "not_needed").field == "reason"
    act(editor, operations.check_paper, one, "declaration", "not_needed", reason="Không thuộc diện kê khai")
    told = refused(editor, operations.check_paper, one, "declaration", "missing", upload=making.scan())
    assert told.field == "upload"
    refused(editor, operations.check_paper, one, "dream", "missing")
    act(editor, operations.check_paper, one, "residence", "missing")
    paper.refresh_from_db()
    assert (paper.state, paper.file_id) == ("missing", None)
    act(editor, operations.hand_in, fresh(one))  # a missing paper is pointed out, not refused


def test_given_back_once_with_a_reason_and_what_was_handed_in_is_kept(review: Review) -> None:
    one = handed_in(review)
    assert refused(review.cast.head, operations.return_self_review, one, because=" ").field == "because"
    act(review.chair, operations.return_self_review, one, because="Nêu rõ nguyên nhân chủ quan")
    one = fresh(one)
    assert (one.state, one.returned_by, one.handed_in_at) == (SelfReviewState.WRITING, review.chair, None)
    act(review.cast.editor, operations.write_section, one, "II", "Nguyên nhân chủ quan là chính")
    row = SelfReviewSection.objects.get()
    assert (row.first_text, row.text) == (TEXT, "Nguyên nhân chủ quan là chính")
    refused(review.cast.head, operations.return_self_review, one, because="Chưa nộp lại")
    act(review.cast.editor, operations.hand_in, fresh(one))
    refused(review.cast.head, operations.return_self_review, fresh(one), because="Lần nữa")


def test_not_given_back_after_the_conference_or_by_others(review: Review) -> None:
    one = handed_in(review)
    for nobody in (review.scribe, review.delegate, review.cast.officer, review.cast.editor, review.cast.other_head):
        with pytest.raises(Forbidden):
            act(nobody, operations.return_self_review, one, because="x")
    review.bring_to("held")
    refused(review.cast.head, operations.return_self_review, fresh(one), because="x")


def test_on_paper_it_is_the_persons_act_typed_by_another(review: Review) -> None:
    cast = review.cast
    one = making.on_paper(review, cast.doer, cast.editor, kind=PersonKind.OUTSIDE_MEMBER)
    assert (one.state, one.keyed_in_by) == (SelfReviewState.ON_PAPER, cast.editor)
    assert one.scan is not None
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert (event.person_id, event.entered_by_id) == (cast.doer.pk, cast.editor.pk)
    refused(cast.doer, operations.write_section, one, "II", "Sau khi nộp")


def test_what_is_refused_of_a_paper(review: Review) -> None:
    cast = review.cast
    one = opened(review, cast.doer)
    tomorrow = dt.date(2199, 1, 1)
    assert refused(cast.doer, operations.hand_in_paper, one, handed_in_on=making.DAY).field == "scan"
    told = refused(cast.doer, operations.hand_in_paper, one, handed_in_on=tomorrow, scan=making.scan())
    assert told.field == "handed_in_on"
    for typist in (cast.leader, cast.head, cast.other_head, review.chair):
        actor = Actor(typist.user_id, cast.doer, entered_by=typist)
        refused(actor, operations.hand_in_paper, one, handed_in_on=making.DAY, scan=making.scan())
    refused(cast.editor, operations.hand_in_paper, one, handed_in_on=making.DAY, scan=making.scan())
    act(cast.doer, operations.hand_in_paper, one, handed_in_on=making.DAY, scan=making.scan(), commitments=[PROMISE])
    assert Commitment.objects.get().text == PROMISE


def test_a_closed_cycle_takes_nothing_more(review: Review) -> None:
    one, sealed = written(review), handed_in(review, review.cast.doer)
    ReviewCycle.objects.update(state="closed")
    one, sealed = fresh(one), fresh(sealed)
    refused(review.cast.editor, operations.write_section, one, "II", "Muộn")
    refused(review.cast.head, operations.return_self_review, sealed, because="Muộn")
    review.dossier.refresh_from_db()
    with pytest.raises(Forbidden):
        act(review.cast.head, operations.open_self_reviews, one.dossier, [review.cast.head], PersonKind.LEADER)


def test_the_journal_holds_nothing_of_what_is_written(review: Review) -> None:
    before = making.earlier_dossier(review)
    state(review, dossier=before, responsible=[review.cast.editor])
    since = Event.objects.count()
    one = written(review)
    editor = review.cast.editor
    act(editor, operations.answer_point, one.earlier_points.get(), outcome="done", text="Bí mật một")
    act(editor, operations.commit, fresh(one), ["Bí mật hai"])
    act(editor, operations.check_paper, one, "residence", "not_needed", reason="Bí mật ba")
    act(editor, operations.hand_in, fresh(one), own_level="good")
    act(review.cast.head, operations.return_self_review, fresh(one), because="Bí mật bốn")
    assert Event.objects.count() == since + 7
    kept = " ".join(EventPayload.objects.values_list("data", flat=True))
    for secret in (TEXT, "Bí mật một", "Bí mật hai", "Bí mật ba", "Bí mật bốn"):
        assert secret not in kept


def test_a_person_in_two_posts_writes_one(review: Review) -> None:
    """Everybody writes one self-review, wherever else they hold a post."""
    cast = review.cast
    second = act(cast.officer, reviews.add_body, review.cycle, cast.lead_unit)
    opened(review, cast.doer)
    told = refused(cast.officer, operations.open_self_reviews, second, [cast.doer], PersonKind.NON_LEADER)
    assert told.field == "people"


def test_a_pack_pinned_before_it_told_of_sections(review: Review) -> None:
    """The cycle's own pinned pack counts; what it does not tell of comes from the pack as it is now."""
    book = packs.get("132-2018")
    old = book.__class__.from_text(book.text)
    silent = [one for one in old.points if one.key not in ("form_02_sections", sheets.PAPERS)]
    changed = dataclasses.replace(old, points=tuple(silent))
    PinnedPack.objects.create(digest=changed.digest, key=changed.key, text=changed.text)
    ReviewCycle.objects.filter(pk=review.cycle.pk).update(pinned=changed.digest)
    cycle = ReviewCycle.objects.get(pk=review.cycle.pk)
    sheet = sheets.sheet_of(cycle, "leader")
    assert sheet is not None
    assert sheet.is_known
    assert sheets.papers_of(cycle)
    chosen = dataclasses.replace(book, points=tuple(_first_only(one) for one in book.points))
    PinnedPack.objects.create(digest=chosen.digest, key=chosen.key, text=chosen.text)
    ReviewCycle.objects.filter(pk=review.cycle.pk).update(pinned=chosen.digest)
    sheet = sheets.sheet_of(ReviewCycle.objects.get(pk=review.cycle.pk), "leader")
    assert sheet is not None
    assert [one.key for one in sheet.sections] == ["II"]


def _first_only(point: Point) -> Point:
    """What an office decides that leaves only some sections."""
    return dataclasses.replace(point, value=("II",)) if point.key == "form_02_sections" else point
