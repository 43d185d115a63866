"""How the tests of this room come to a rating in a state. All through the verbs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.ratings import operations
from chuyenbien.ratings.enums import HandKey, Step, SubjectKind
from chuyenbien.ratings.models import Rating
from chuyenbien.ratings.scoring import groups
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.selfreviews import operations as selfreviews
from chuyenbien.selfreviews.models import SelfReview
from chuyenbien.selfreviews.sheets import sheet_of
from tests.cast import Cast, by, code

TODAY = dt.date(2026, 1, 20)
START, END = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

CLEAN: dict[str, Any] = {
    HandKey.UNITS_DISCIPLINED: 0,
    HandKey.MEMBERS_DISCIPLINED: 0,
    HandKey.DEGRADATION: False,
    HandKey.DISCIPLINED: False,
}
"""Facts by hand under which nothing stands in the way of a body."""


@dataclass
class Rated:
    """A cycle with its two bodies under review and the rating of the first."""

    cast: Cast
    cycle: ReviewCycle
    dossier: ReviewDossier
    other: ReviewDossier

    def rating(self, unit: Unit | None = None) -> Rating:
        return fresh(Rating.objects.get(person=None, cycle=self.cycle, body=unit or self.cast.body))


def act(person: Person, verb: Any, *args: Any, on: dt.date = TODAY, **facts: Any) -> Any:
    with clock.at(on), journal.recording(by=by(person)):
        return verb(*args, by=by(person), **facts)


def fresh(rating: Rating) -> Rating:
    return Rating.objects.select_related("cycle__superior", "body", "person", "dossier__cycle").get(pk=rating.pk)


def make(cast: Cast, pack: str = "366-2025", *, finished: bool = True, name: str = "Kiểm điểm năm 2025") -> Rated:
    officer = cast.officer
    cycle = act(officer, reviews.open_cycle, cast.superior, name, START, END, pack)
    dossiers = [act(officer, reviews.add_body, cycle, unit) for unit in (cast.body, cast.other_body)]
    if finished:
        ReviewDossier.objects.filter(cycle=cycle).update(state="concluded")
    act(officer, operations.open_ratings, cycle)
    return Rated(cast, cycle, *(ReviewDossier.objects.get(pk=one.pk) for one in dossiers))


def document(cast: Cast, number: str = "12-QĐ/TU") -> Document:
    found = Document.objects.filter(number=number).first()
    if found is not None:
        return found
    made: Document = act(
        cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=cast.superior,
        unit=cast.superior,
        number=number,
        issued_on=dt.date(2026, 1, 15),
        abstract="Quyết định xếp loại",
    )
    return made


def know(cast: Cast, rating: Rating, facts: dict[str, Any] | None = None, *, exceeded: int | None = None) -> None:
    """Confirm the list of tasks and enter what the record cannot know."""
    act(cast.head, operations.confirm_task_list, rating)
    given: dict[str, Any] = {**(CLEAN if facts is None else facts)}
    if exceeded is not None:
        given[HandKey.EXCEEDED] = exceeded
    for fact, value in given.items():
        enter(cast, rating, fact, value)


def enter(cast: Cast, rating: Rating, fact: str, value: Any, **facts: Any) -> Any:
    told = {"document": document(cast), "because": "Theo thông báo của Ủy ban Kiểm tra", **facts}
    return act(cast.officer, operations.enter_fact, fresh(rating), fact, value, **told)


def own(cast: Cast, rating: Rating, points: int | None = 92, level: str = "excellent", **facts: Any) -> Any:
    told = facts or points_of(rating, points)
    who = rating.person or (cast.head if rating.body_id == cast.body.pk else cast.other_head)
    return act(who, operations.assess, fresh(rating), Step.SELF, level=level, **told)


def points_of(rating: Rating, points: int | None) -> dict[str, Any]:
    """So many points, 30 of them general: by criterion where the pack asks for each, else as totals."""
    book = rating.cycle.book
    assert book is not None
    told: dict[str, Any] = {"parts": {}}
    for group in groups(book, rating.kind):
        value = Decimal(30) if group.name == "general" else Decimal((points or 30) - 30)
        if group.is_required:
            each = value / len(group.parts) if group.how == "sum" else value * 100 / Decimal(70)
            told["parts"][group.name] = {one.key: each for one in group.parts}
        else:
            told[group.name] = value
    return told


def appraise(cast: Cast, rating: Rating, points: int | None = 92, level: str = "excellent", **facts: Any) -> Any:
    told = {"explanation": "Đối chiếu kết quả thực hiện", **facts}
    if "criteria" not in told:
        told |= points_of(rating, points)
    return act(cast.officer, operations.assess, fresh(rating), Step.APPRAISAL, level=level, **told)


def decide(cast: Cast, rating: Rating, level: str = "good", **facts: Any) -> Any:
    told = {"document": document(cast), "because": "Xét toàn diện kết quả trong năm", **facts}
    return act(cast.leader, operations.decide, fresh(rating), level, **told)


def publish(cast: Cast, what: Any) -> Any:
    return act(cast.leader, operations.publish_ratings, what, document=document(cast))


def published(cast: Cast, rated: Rated, level: str = "good") -> Rating:
    decide(cast, rated.rating(), level)
    publish(cast, rated.rating())
    return rated.rating()


def person(
    rated: Rated,
    who: Person,
    kind: str = SubjectKind.LEADER,
    *,
    is_head: bool = False,
    group: str = "",
    self_reviewed: bool = True,
) -> Rating:
    """A person of the first body; as in an office, one who handed in a self-review."""
    if self_reviewed:
        hand_in(rated, who, kind)
    made = act(
        rated.cast.officer, operations.open_person_rating, rated.dossier, who, kind, is_head=is_head, group=group
    )
    return fresh(made)


def hand_in(rated: Rated, who: Person, kind: str = SubjectKind.LEADER) -> SelfReview | None:
    """The person's self-review, entered from paper; None where the pack has no form for it."""
    one = owe(rated, who, kind)
    if one is not None and not one.is_sealed:
        typist = Actor(rated.cast.officer.user_id, who, entered_by=rated.cast.officer)
        scan = None if one.is_code_only else minutes("ban-tu-kiem-diem.pdf")
        with clock.at(TODAY), journal.recording(by=typist):
            selfreviews.hand_in_paper(one, by=typist, handed_in_on=TODAY, scan=scan)
    return one


def owe(rated: Rated, who: Person, kind: str = SubjectKind.LEADER, *, code: str = "") -> SelfReview | None:
    """The person owes a self-review; it has not been handed in."""
    there = SelfReview.objects.filter(cycle=rated.cycle, person=who).first()
    if there is not None or sheet_of(rated.cycle, kind) is None:
        return there
    officer = rated.cast.officer
    made = act(officer, selfreviews.open_self_reviews, rated.dossier, [who], kind, code=code or f"MS-{who.pk}")
    return SelfReview.objects.get(pk=made[0].pk)


def minutes(name: str = "bien-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


COUNTS = {
    "issued": 15,
    "returned": 15,
    "valid": 14,
    "invalid": 1,
    "excellent": 9,
    "good": 4,
    "fulfilled": 1,
    "not_fulfilled": 0,
    "not_evaluated": 0,
}
