"""A cycle closed for data accepts no change, whatever the verb, but through a recorded reopening."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.findings import operations as findings
from chuyenbien.journal.models import Event
from chuyenbien.journal.sentences import known_types
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from chuyenbien.ratings import operations as ratings
from chuyenbien.reviews import locks, operations
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.selfreviews import operations as selfreviews
from chuyenbien.selfreviews.enums import PersonKind
from tests.cast import as_user, by, code
from tests.findings.making import post
from tests.findings.making import state as state_finding
from tests.reviews.conftest import Review, last_seq

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 1, 20)


def do(person: Person, verb: Any, *args: Any, **told: Any) -> Any:
    with journal.recording(by=by(person)):
        return verb(*args, by=by(person), **told)


def paper(review: Review) -> Document:
    made: Document = do(
        review.cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=review.cast.superior,
        unit=review.cast.superior,
        number="07-QĐ/TU",
        issued_on=DAY,
        abstract="Cho phép cập nhật số liệu",
    )
    return made


def lock(review: Review) -> None:
    with clock.at(DAY):
        do(review.cast.leader, operations.lock_data, review.cycle, because="Hết hạn cập nhật")


def reopen(review: Review, until: dt.date = DAY) -> None:
    do(
        review.cast.leader,
        operations.reopen_data,
        review.cycle,
        because="Sai số liệu tại mục I.2",
        document=paper(review),
        until=until,
    )


WRITING = [one for one in known_types() if locks.is_guarded(one)]
GOING_ON = sorted(
    one for one in known_types() if one.startswith((*locks.ROOMS, "findings.")) and not locks.is_guarded(one)
)


def test_what_a_closed_cycle_still_takes_is_this_and_nothing_else() -> None:
    assert [one for one in GOING_ON if not one.startswith(("findings.", "reviews.data_", "conferences.copy_"))] == [
        "ratings.notified",
        "ratings.petition_answered.corrected",
        "ratings.petition_answered.kept",
        "ratings.petition_filed",
        "reviews.cycle_closed",
        "reviews.dossier_closed",
    ]
    assert not [one for one in GOING_ON if one.startswith("findings.") and "stated" in one]


def test_every_act_of_the_review_is_refused(review: Review) -> None:
    lock(review)
    seen = last_seq()
    for type, row in itertools.product(WRITING, (review.dossier, review.cycle)):
        with pytest.raises(Refused, match=r"20/01/2023"), journal.recording(by=by(review.cast.officer)):
            journal.record(type, row, by=by(review.cast.officer))
    assert last_seq() == seen


def test_the_verbs_leave_nothing_behind(review: Review) -> None:
    finding = state_finding(review)
    suggestion = review.suggest()
    version_before = review.dossier.versions.count()
    lock(review)
    cast, dossier, cycle = review.cast, ReviewDossier.objects.get(pk=review.dossier.pk), review.cycle
    held = {"starts_at": clock.moment_of(DAY, 8), "ends_at": clock.moment_of(DAY, 17), "place": "Hội trường"}
    acts: list[tuple[Person, Any, tuple[Any, ...], dict[str, Any]]] = [
        (cast.editor, operations.write_section, (dossier, "I.2", "Sửa số liệu"), {}),
        (cast.editor, operations.set_topics, (dossier, [("Chuyên đề", "")]), {}),
        (cast.editor, operations.explain, (suggestion.items.first(),), {"text": "Giải trình"}),
        (cast.head, operations.submit_dossier, (dossier,), {}),
        (cast.officer, operations.draft_suggestion, (dossier, [("Nội dung", None)]), {}),
        (cast.officer, operations.withdraw_body, (review.other,), {"because": "Nhầm"}),
        (cast.officer, operations.add_bodies, (cycle, [cast.lead_unit]), {}),
        (cast.officer, operations.set_milestones, (cycle, []), {}),
        (cast.leader, operations.release_delegation, (dossier,), {}),
        (cast.leader, findings.withdraw_finding, (finding,), {"because": "Nêu nhầm"}),
        (cast.officer, ratings.open_ratings, (cycle,), {}),
        (cast.head, selfreviews.open_self_reviews, (dossier, [cast.head], PersonKind.LEADER), {}),
    ]
    for person, verb, args, told in acts:
        with pytest.raises(Refused, match=r"20/01/2023"):
            do(person, verb, *args, **told)
    review.bring_to(DossierState.SUBMITTED)
    with pytest.raises(Refused, match=r"20/01/2023"):
        do(cast.officer, conferences.schedule, ReviewDossier.objects.get(pk=dossier.pk), **held)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED
    assert not dossier.sections.exists()
    assert not dossier.conferences.exists()
    assert dossier.versions.count() == version_before


def test_the_page_refuses_with_a_sentence_and_keeps_what_was_typed(client: Client, review: Review) -> None:
    lock(review)
    as_user(client, review.cast.editor)
    page = post(client, reverse("reviews:section", args=[review.dossier.pk, "I.2"]), {"text": "Số liệu mới"})
    assert page.status_code == 422
    assert "20/01/2023" in page.content.decode()
    assert "Số liệu mới" in page.content.decode()


def test_open_again_until_the_end_of_a_day(review: Review) -> None:
    lock(review)
    write = (review.cast.editor, operations.write_section, review.dossier, "I.2")
    with clock.at(DAY):
        reopen(review, until=DAY + dt.timedelta(1))
        do(*write, "Đã sửa")
    with clock.at(DAY + dt.timedelta(1)):
        do(*write, "Sửa lần hai")
    with clock.at(DAY + dt.timedelta(2)), pytest.raises(Refused):
        do(*write, "Quá hạn")


def test_ended_before_its_day(review: Review) -> None:
    lock(review)
    with clock.at(DAY):
        reopen(review)
        do(review.cast.leader, operations.end_reopening, review.cycle)
        with pytest.raises(Refused):
            do(review.cast.editor, operations.write_section, review.dossier, "I.2", "Sửa")
        with pytest.raises(Refused):
            do(review.cast.leader, operations.end_reopening, review.cycle)


def test_a_reopening_says_why_by_what_and_until_when(review: Review) -> None:
    told = {"because": "Sai số liệu", "document": paper(review), "until": DAY}
    leader, verb = review.cast.leader, operations.reopen_data
    with clock.at(DAY):
        with pytest.raises(Refused):
            do(leader, verb, review.cycle, **told)
        lock(review)
        with pytest.raises(Refused):
            lock(review)
        for wrong in ({"because": " "}, {"document": None}, {"until": DAY - dt.timedelta(1)}):
            with pytest.raises(Refused):
                do(leader, verb, review.cycle, **{**told, **wrong})
        do(leader, verb, review.cycle, **told)
        with pytest.raises(Refused):
            do(leader, verb, review.cycle, **told)
    assert Event.objects.filter(type="reviews.data_reopened").count() == 1


def test_remedying_goes_on(review: Review) -> None:
    lock(review)
    with journal.recording(by=by(review.cast.officer)):
        journal.record("remediation.plan_drafted", review.dossier, by=by(review.cast.officer))


def test_both_pages_say_so(client: Client, review: Review) -> None:
    lock(review)
    as_user(client, review.cast.head)
    for row in (review.dossier, review.cycle):
        assert "Đã chốt dữ liệu" in client.get(row.get_absolute_url()).content.decode()
    with clock.at(DAY):
        reopen(review)
        page = client.get(review.cycle.get_absolute_url()).content.decode()
    assert "Sai số liệu tại mục I.2" in page


@pytest.mark.parametrize("name", ["lock_data", "reopen_data"])
def test_who_may(client: Client, review: Review, name: str) -> None:
    seeing = ["leader", "officer", "verifier", "head", "editor", "inspector"]
    people = review.people()
    url = reverse(f"reviews:{name}", args=[review.cycle.pk])
    sees = {who for who, person in people.items() if _sees(client, review, person)}
    assert set(seeing) <= sees
    found = {}
    for who, person in people.items():
        as_user(client, person)
        found[who] = client.get(url).status_code
    # The office enters it on behalf of the leader.
    assert found == {who: 200 if who in ("leader", "officer") else 403 if who in sees else 404 for who in people}
    as_user(client, people["officer"])
    assert post(client, reverse("reviews:end_reopening", args=[review.cycle.pk])).status_code == 403


def _sees(client: Client, review: Review, person: Person) -> bool:
    as_user(client, person)
    return client.get(review.cycle.get_absolute_url()).status_code == 200
