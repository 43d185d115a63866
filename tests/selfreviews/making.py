"""How the tests of this room come to a self-review in a state. All through the verbs."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.enums import PersonKind
from chuyenbien.selfreviews.models import SelfReview
from tests.cast import by
from tests.reviews.conftest import Review

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TEXT = "Chưa sâu sát cơ sở, việc đôn đốc còn chậm"
PROMISE = "Mỗi quý xuống cơ sở ít nhất hai lần"
DAY = dt.date(2022, 12, 20)


def act(person: Person | Actor, verb: Any, *args: Any, **facts: Any) -> Any:
    actor = person if isinstance(person, Actor) else by(person)
    with journal.recording(by=actor):
        return verb(*args, by=actor, **facts)


def opened(
    review: Review,
    who: Person | None = None,
    kind: str = PersonKind.NON_LEADER,
    *,
    dossier: ReviewDossier | None = None,
    code: str = "",
) -> SelfReview:
    """The editor's own unless told otherwise."""
    person = who or review.cast.editor
    act(review.cast.officer, operations.open_self_reviews, dossier or review.dossier, [person], kind, code=code)
    return of(person, dossier or review.dossier)


def of(person: Person, dossier: ReviewDossier) -> SelfReview:
    return fresh(SelfReview.objects.get(person=person, dossier=dossier))


def fresh(one: SelfReview) -> SelfReview:
    rows = SelfReview.objects.select_related("person", "cycle__superior", "dossier__body", "dossier__cycle__superior")
    return rows.get(pk=one.pk)


def written(review: Review, who: Person | None = None, **facts: Any) -> SelfReview:
    one = opened(review, who, **facts)
    act(one.person, operations.write_section, one, "II", TEXT)
    return fresh(one)


def handed_in(review: Review, who: Person | None = None, **facts: Any) -> SelfReview:
    one = written(review, who, **facts)
    act(one.person, operations.hand_in, one, own_level="good")
    return fresh(one)


def on_paper(review: Review, who: Person, typist: Person, **facts: Any) -> SelfReview:
    one = opened(review, who, **facts)
    actor = Actor(typist.user_id, who, entered_by=typist)
    act(actor, operations.hand_in_paper, one, handed_in_on=DAY, scan=scan())
    return fresh(one)


def earlier_dossier(review: Review, year: int = 2021) -> ReviewDossier:
    """The same body a year before."""
    officer = review.cast.officer
    period = dt.date(year, 1, 1), dt.date(year, 12, 31)
    cycle = act(officer, reviews.open_cycle, review.cast.superior, f"Kiểm điểm năm {year}", *period, "132-2018")
    made: ReviewDossier = act(officer, reviews.add_body, cycle, review.cast.body)
    return made


def scan(name: str = "ban-tu-kiem-diem.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def url(name: str, *args: Any) -> str:
    return reverse(f"selfreviews:{name}", args=args)


def post(client: Client, address: str, data: dict[str, Any] | None = None, command: str = "") -> Any:
    return client.post(address, {"command_id": command or str(uuid.uuid4()), **(data or {})})
