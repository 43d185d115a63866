"""Handing in, by the program or on paper, which seals it; and giving it back, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.operations import store_upload
from chuyenbien.orgs.acting import Actor
from chuyenbien.reviews.rules import parts_of

from .. import rules
from ..enums import UNSEALED, OwnLevel, SelfReviewState
from ..models import SelfReview
from .writing import guard, replace_commitments


def hand_in(
    review: SelfReview, *, by: Actor, own_level: str = "", revision: int | None = None, at: dt.datetime | None = None
) -> SelfReview:
    """The person hands it in. From now on nobody changes it, and those whom the rules name read it."""
    guard(by, review)
    if not review.sections.exclude(text="").exists():
        raise Refused(_("Nothing has been written yet. Write the sections first, or hand it in on paper."))
    left = review.earlier_points.filter(outcome="").count()
    if left:
        raise Refused(
            ngettext(
                "%(count)d earlier commitment or limitation has not been answered yet.",
                "%(count)d earlier commitments or limitations have not been answered yet.",
                left,
            )
            % {"count": left}
        )
    review.take_revision(revision, ("own_level",))
    _seal(review, SelfReviewState.HANDED_IN, at or clock.now(), own_level=_level(own_level))
    journal.record("selfreviews.handed_in", review, by=by, at=at)
    return review


def hand_in_paper(
    review: SelfReview,
    *,
    by: Actor,
    handed_in_on: dt.date,
    scan: UploadedFile[Any] | None = None,
    own_level: str = "",
    commitments: Sequence[str] = (),
    at: dt.datetime | None = None,
) -> SelfReview:
    """Enter one that was handed in on paper, with its scan. ``by`` is the person; who typed is ``by.entered_by``.

    Of one known by a code only, the day alone is kept.
    """
    typist = Actor(by.user_id, by.entered_by) if by.entered_by else by
    verdict = rules.can_enter_paper(typist, review)
    if not verdict:
        raise Refused(verdict.reason)
    if by.person_id != review.person_id:
        raise Refused(_("Only the person hands in their self-review."))
    if handed_in_on > (clock.local_date(at) if at else clock.today()):
        raise Refused(_("This day lies in the future."), field="handed_in_on")
    if review.is_code_only and (scan or own_level or commitments):
        raise Refused(_("Of a matter known by a code only, no text and no file may be kept here."))
    if not review.is_code_only and scan is None:
        raise Refused(_("Attach the scan of the self-review."), field="scan")
    if not review.is_code_only and commitments:
        replace_commitments(review, commitments)
    stored = store_upload(scan, by=by, field="scan") if scan else None
    when = clock.moment_of(handed_in_on, 12)
    facts = {"scan": stored, "own_level": _level(own_level), "keyed_in_by": by.entered_by}
    _seal(review, SelfReviewState.ON_PAPER, when, **facts)
    journal.record("selfreviews.handed_in_on_paper", review, by=by, at=at)
    return review


def return_self_review(review: SelfReview, *, by: Actor, because: str, at: dt.datetime | None = None) -> SelfReview:
    """Give it back to be completed, once. What was handed in is kept beside what is written then.

    The reason speaks of the self-review; it is kept with it and not in the journal.
    """
    verdict = rules.can_return(by, review)
    if not rules.RETURNERS & parts_of(by.standing, review.dossier) or by.person_id == review.person_id:
        require(verdict)
    if not verdict:
        raise Refused(verdict.reason)
    because = nfc(because).strip()
    if not because and not review.is_code_only:
        raise Refused(_("Say what is to be completed."), field="because")
    moved = SelfReview.objects.filter(pk=review.pk, returned_at=None, state=review.state).update(
        state=SelfReviewState.WRITING,
        handed_in_at=None,
        returned_at=at or clock.now(),
        returned_by=by.person,
        return_reason="" if review.is_code_only else because,
        revision=F("revision") + 1,
    )
    if not moved:
        raise Refused(_("It has been given back once already; that is done only once."))
    review.sections.update(first_text=F("text"))
    review.refresh_from_db()
    journal.record("selfreviews.returned", review, by=by, at=at)
    return review


def _seal(review: SelfReview, state: str, when: dt.datetime, **facts: Any) -> None:
    """Compare and set: whoever comes second is refused, and what they typed is kept."""
    sealed = SelfReview.objects.filter(pk=review.pk, state__in=UNSEALED).update(
        state=state, handed_in_at=when, revision=F("revision") + 1, **facts
    )
    if not sealed:
        raise Refused(_("It has been handed in already."))
    review.refresh_from_db()


def _level(own_level: str) -> str:
    if own_level and own_level not in OwnLevel.values:
        raise Refused(_("Choose a level, or leave it open."), field="own_level")
    return own_level
