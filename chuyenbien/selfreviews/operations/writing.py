"""What the person writes. Each part is saved on its own; the journal keeps that it was, not what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, Stale, require
from chuyenbien.documents.operations import store_upload
from chuyenbien.orgs.acting import Actor

from .. import rules, sheets
from ..enums import Outcome, PaperState, SelfReviewState
from ..models import CheckedPaper, Commitment, EarlierPoint, SelfReview, SelfReviewSection

MOST_COMMITMENTS = 30


def guard(by: Actor, review: SelfReview) -> None:
    """403 for who may not; refused when it is sealed, so that what was typed is kept."""
    verdict = rules.can_write(by, review)
    if by.person_id != review.person_id:
        require(verdict)
    if not verdict:
        raise Refused(verdict.reason)


def _begin(review: SelfReview) -> None:
    """From the first word on it is being written. One statement, so that nothing is written past a seal."""
    rows = SelfReview.objects.filter(pk=review.pk).exclude(state__in=(SelfReviewState.HANDED_IN, "on_paper"))
    if not rows.update(state=SelfReviewState.WRITING):
        raise Refused(_("It has been handed in and is sealed; nobody changes it any more."))
    review.state = SelfReviewState.WRITING


def write_section(
    review: SelfReview,
    key: str,
    text: str,
    *,
    by: Actor,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> SelfReviewSection:
    """Write one section; ``Stale`` when it was changed in another window meanwhile."""
    guard(by, review)
    sheet = sheets.sheet_by_key(review.cycle, review.form)
    if sheet is None or sheet.section(key) is None:
        raise Refused(_("The form has no such section."))
    _begin(review)
    row, _made = SelfReviewSection.objects.get_or_create(
        review=review, key=key, defaults={"classification": review.classification}
    )
    row.take_revision(revision, ("text",))
    row.text = nfc(text)
    row.save(update_fields=["text"])
    journal.record("selfreviews.section_written", review, by=by, at=at, data={"section": key})
    return row


def answer_point(
    point: EarlierPoint,
    *,
    by: Actor,
    outcome: str,
    text: str,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> EarlierPoint:
    """Say what has become of an earlier commitment or limitation: done, under way or not done, and how or why."""
    guard(by, point.review)
    if outcome not in Outcome.values:
        raise Refused(_("Say what has become of it."), field="outcome")
    text = nfc(text).strip()
    if point.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if not text and not point.is_code_only:
        raise Refused(_("Say how it was done, or why not."), field="text")
    _begin(point.review)
    point.take_revision(revision, ("outcome", "text"))
    point.outcome, point.text = outcome, text
    point.save(update_fields=["outcome", "text"])
    journal.record("selfreviews.answered", point.review, by=by, at=at)
    return point


def commit(
    review: SelfReview,
    texts: Sequence[str],
    *,
    by: Actor,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> list[Commitment]:
    """Write down what the person commits themselves to for the coming year; replaces what was written before."""
    guard(by, review)
    try:
        review.take_revision(revision, ())
    except Stale as stale:
        raise Stale(revision=stale.revision, stored={"text": as_lines(review)}) from stale
    _begin(review)
    made = replace_commitments(review, texts)
    journal.record("selfreviews.committed", review, by=by, at=at, data={"count": len(made)})
    return made


def as_lines(review: SelfReview) -> str:
    """The commitments as the form asks them: one on each line."""
    return "\n".join(one.text for one in review.commitments.all())


def replace_commitments(review: SelfReview, texts: Sequence[str]) -> list[Commitment]:
    """The commitments as they are now, numbered. Refused once a later self-review answers them."""
    wanted = [nfc(one).strip() for one in texts if one.strip()]
    if len(wanted) > MOST_COMMITMENTS:
        raise Refused(_("Write at most %(most)d commitments.") % {"most": MOST_COMMITMENTS}, field="text")
    if EarlierPoint.objects.filter(commitment__review=review).exists():
        raise Refused(_("A later self-review answers these commitments already; they stay."), field="text")
    review.commitments.all().delete()
    rows = [
        Commitment(review=review, number=number, text=one, classification=review.classification)
        for number, one in enumerate(wanted, 1)
    ]
    return Commitment.objects.bulk_create(rows)


def check_paper(
    review: SelfReview,
    key: str,
    state: str,
    *,
    by: Actor,
    reason: str = "",
    upload: UploadedFile[Any] | None = None,
    at: dt.datetime | None = None,
) -> CheckedPaper:
    """Say how it stands with one paper that goes with the self-review."""
    guard(by, review)
    if key not in {one.key for one in sheets.papers_of(review.cycle)}:
        raise Refused(_("The rule pack names no such paper."))
    reason = nfc(reason).strip()
    if state == PaperState.NOT_NEEDED and not reason:
        raise Refused(_("Say why this paper is not needed."), field="reason")
    if state != PaperState.PRESENT and upload:
        raise Refused(_("A file goes with a paper that is present."), field="upload")
    _begin(review)
    row = CheckedPaper.objects.filter(review=review, key=key).first() or CheckedPaper(review=review, key=key)
    row.classification = review.classification
    row.state, row.reason = state, reason if state == PaperState.NOT_NEEDED else ""
    if upload:
        row.file = store_upload(upload, by=by, field="upload")
    elif state != PaperState.PRESENT:
        row.file = None
    row.save()
    journal.record("selfreviews.paper_checked", review, by=by, at=at)
    return row
