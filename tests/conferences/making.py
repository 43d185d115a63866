"""How the tests of this room come to a conference and a conclusion. All through the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.conferences import operations
from chuyenbien.conferences.models import Conclusion, Conference, Direction
from chuyenbien.core import clock
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import by, code
from tests.findings.making import post
from tests.reviews.conftest import Review

__all__ = ["DAY", "add", "call", "conclude", "concluded", "direct", "do", "hold", "post"]

DAY = dt.date(2023, 1, 10)


def do(person: Person, verb: Any, *args: Any, **arguments: Any) -> Any:
    """Carry out one verb as the person."""
    with journal.recording(by=by(person)):
        return verb(*args, by=by(person), **arguments)


def call(review: Review, dossier: ReviewDossier | None = None, **times: Any) -> Conference:
    """A conference on ``DAY``, the report having been sent."""
    one = dossier or review.dossier
    if one.state == DossierState.PREPARING:
        one = review.bring_to(DossierState.SUBMITTED, one)
    told = {
        "starts_at": clock.moment_of(DAY, 8),
        "ends_at": clock.moment_of(DAY, 17),
        "place": "Hội trường lớn",
        **times,
    }
    conference: Conference = do(review.cast.officer, operations.schedule, one, **told)
    return conference


def hold(review: Review, dossier: ReviewDossier | None = None) -> Conference:
    conference = call(review, dossier)
    with clock.at(DAY):
        do(review.scribe, operations.mark_held, conference)
    review.dossier.refresh_from_db()
    return conference


def direct(review: Review, text: str = "Đẩy nhanh giao đất dịch vụ", **facts: Any) -> Direction:
    direction: Direction = do(review.scribe, operations.record_direction, review.dossier, text, **facts)
    return direction


def conclude(review: Review, **facts: Any) -> Conclusion:
    """A draft of the conclusion, the conference held."""
    if review.dossier.state != DossierState.HELD:
        hold(review)
    told = {"strengths": "Đoàn kết, thống nhất", "summary": "Cơ bản hoàn thành", **facts}
    conclusion: Conclusion = do(review.scribe, operations.draft_conclusion, review.dossier, **told)
    return conclusion


def add(review: Review, conclusion: Conclusion, **facts: Any) -> Any:
    told = {
        "effect": "states",
        "statement": "Đất dịch vụ chậm được giao",
        "field": code(CodeList.FIELD, "dat-dai"),
        **facts,
    }
    return do(review.scribe, operations.add_line, conclusion, **told)


def concluded(review: Review) -> Conclusion:
    """An issued conclusion that states one finding."""
    conclusion = conclude(review)
    add(review, conclusion)
    do(review.chair, operations.issue_conclusion, conclusion)
    review.dossier.refresh_from_db()
    return conclusion
