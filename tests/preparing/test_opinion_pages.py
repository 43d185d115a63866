"""The pages of a round: who reads what, that every verb is done on them, and at which cost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.desk.events import visible_events
from chuyenbien.orgs.access import Standing
from chuyenbien.preparing import operations
from chuyenbien.preparing.models import Opinion, OpinionRound, RoundNotice
from chuyenbien.reviews import operations as reviews
from tests.cast import as_user, make_unit

from . import asking, making
from .asking import Asked
from .making import Prepared

pytestmark = pytest.mark.django_db

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
BOARD = "leader officer"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(making.TODAY):
        yield


@pytest.fixture
def asked(prepared: Prepared) -> Asked:
    return asking.ask(prepared)


@pytest.fixture
def told(asked: Asked) -> Asked:
    """The first body is settled, the first agency and the body were told."""
    making.act(asked.clerk, operations.answer, asked.opinion(), "opinion", text="Đề nghị bổ sung nội dung đất đai")
    asking.settle(asked, asked.prepared.dossier)
    making.act(asked.prepared.cast.officer, operations.tell, asked.round, [asked.agency, asked.prepared.cast.body])
    return asked


def get(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def post(client: Client, name: str, pk: int, data: dict[str, Any]) -> Any:
    return client.post(reverse(f"preparing:{name}", args=[pk]), {"command_id": str(uuid.uuid4()), **data})


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def check(client: Client, one: Asked, url: str, expected: dict[int, str]) -> None:
    wanted = {who: status for status, people in expected.items() for who in people.split()}
    found = {}
    for who, person in one.people().items():
        as_user(client, person)
        found[who] = client.get(url).status_code
    assert found == {who: wanted.get(who, HIDDEN) for who in one.people()}, url


def test_who_opens_what(client: Client, told: Asked) -> None:
    """The officer prepares and enters for the heads of the agencies; the board reads all; an agency its own."""
    cast, pk = told.prepared.cast, told.round.pk
    open_one = told.opinion(told.prepared.other)
    own = told.consultation().pk
    to_agency = RoundNotice.objects.get(unit=told.agency)
    to_body = RoundNotice.objects.get(unit=cast.body)
    table: tuple[tuple[str, list[int], dict[int, str]], ...] = (
        ("round_new", [told.prepared.cycle.pk], {ALLOWED: "officer"}),
        ("round", [pk], {ALLOWED: BOARD}),
        ("settle", [pk], {ALLOWED: BOARD}),
        ("tell", [pk], {ALLOWED: "officer", REFUSED: "leader"}),
        ("reclassify", [pk], {ALLOWED: "officer", REFUSED: "leader"}),
        ("consultation", [own], {ALLOWED: f"{BOARD} organiser clerk"}),
        ("answer_none", [own], {ALLOWED: "officer organiser clerk", REFUSED: "leader"}),
        ("answer", [open_one.pk], {ALLOWED: "officer organiser clerk", REFUSED: "leader"}),
        ("answer", [told.opinion().pk], {REFUSED: f"{BOARD} organiser clerk"}),
        ("notice", [to_agency.pk], {ALLOWED: f"{BOARD} organiser clerk"}),
        ("notice", [to_body.pk], {ALLOWED: f"{BOARD} head editor"}),
    )
    for name, args, expected in table:
        check(client, told, reverse(f"preparing:{name}", args=args), expected)
    check(client, told, reverse("preparing:asked"), {ALLOWED: " ".join(told.people())})


def test_an_officer_who_is_not_named_reads_no_opinion(client: Client, told: Asked) -> None:
    making.act(told.prepared.cast.leader, operations.withdraw_preparer, told.prepared.preparer)
    urls = [
        reverse("preparing:round", args=[told.round.pk]),
        told.consultation().get_absolute_url(),
        reverse("preparing:answer", args=[told.opinion().pk]),
        RoundNotice.objects.latest("pk").get_absolute_url(),
    ]
    as_user(client, told.prepared.cast.officer)
    assert {client.get(url).status_code for url in urls} == {HIDDEN}
    assert told.round.title not in get(client, reverse("preparing:cycle", args=[told.prepared.cycle.pk]))


def test_from_asking_to_telling_on_the_pages(client: Client, asked: Asked) -> None:
    cast, dossier, other = asked.prepared.cast, asked.prepared.dossier, asked.prepared.other
    as_user(client, cast.officer)
    data: dict[str, Any] = {"subject": "text", "title": "Dự thảo thông báo", "text": "Nội dung", "lead_days": 5,
            "bodies": [dossier.pk, other.pk], "agencies": [asked.agency.pk]}  # fmt: skip
    answer = post(client, "round_new", asked.prepared.cycle.pk, data)
    assert answer.status_code == 303
    made = OpinionRound.objects.latest("pk")
    assert answer.headers["Location"] == made.get_absolute_url()
    asked.round = made
    as_user(client, asked.clerk)
    assert "Dự thảo thông báo" in get(client, reverse("desk:my_work"))
    here = get(client, asked.consultation().get_absolute_url())
    assert reverse("preparing:answer", args=[asked.opinion().pk]) in here
    assert post(client, "answer", asked.opinion().pk, {"answer": "opinion", "text": "Thêm ý"}).status_code == 303
    told = {"opinions": [asked.opinion(other).pk]}
    assert post(client, "answer_none", asked.consultation().pk, told).status_code == 303
    assert "Dự thảo thông báo" not in get(client, reverse("desk:my_work"))
    as_user(client, cast.leader)
    page = get(client, made.get_absolute_url())
    assert "Thêm ý" in page
    assert "Không có ý kiến khác" in page
    paper = making.paper(cast).pk
    settled = {"bodies": [dossier.pk, other.pk], "outcome": "as_drafted", "document": paper}
    assert post(client, "settle", made.pk, settled).status_code == 303
    as_user(client, cast.officer)
    assert post(client, "tell", made.pk, {"units": [asked.agency.pk, cast.body.pk]}).status_code == 303
    as_user(client, cast.head)
    notice = get(client, RoundNotice.objects.get(unit=cast.body).get_absolute_url())
    assert "Thống nhất như dự thảo" in notice
    assert cast.other_body.name not in notice
    assert "Thêm ý" not in notice


def test_an_agency_reads_its_own_answers_only(client: Client, told: Asked) -> None:
    making.act(
        told.other, operations.answer, told.opinion(told.prepared.other, told.second), "opinion", text="Riêng ta"
    )
    as_user(client, told.organiser)
    page = get(client, told.consultation().get_absolute_url())
    assert "Đề nghị bổ sung nội dung đất đai" in page
    assert "Riêng ta" not in page
    assert told.second.name not in page


def test_an_answer_is_entered_for_the_head_by_its_paper(client: Client, asked: Asked) -> None:
    as_user(client, asked.clerk)
    data: dict[str, Any] = {"answer": "none", "on_behalf_person": asked.organiser.pk}
    assert post(client, "answer", asked.opinion().pk, data).status_code == 422
    data |= {"basis_number": "12-CV/BTC", "basis_date": "2023-09-29"}
    assert post(client, "answer", asked.opinion().pk, data).status_code == 303
    assert (asked.opinion().by, asked.opinion().entered_by) == (asked.organiser, asked.clerk)


def test_refused_forms_keep_what_was_typed(client: Client, asked: Asked) -> None:
    as_user(client, asked.clerk)
    answer = post(client, "answer", asked.opinion().pk, {"answer": "none", "text": "Đã gõ điều này"})
    assert answer.status_code == 422
    assert "Đã gõ điều này" in answer.content.decode()
    answer = post(client, "answer_none", asked.consultation().pk, {"opinions": []})
    assert answer.status_code == 422
    as_user(client, asked.prepared.cast.officer)
    answer = post(client, "round_new", asked.prepared.cycle.pk, {"title": "Danh sách đã gõ", "subject": "bodies"})
    assert answer.status_code == 422
    assert "Danh sách đã gõ" in answer.content.decode()
    assert not Opinion.objects.exclude(answer="").exists()


def test_the_journal_tells_an_agency_of_its_own_answers_only(told: Asked) -> None:
    making.act(told.other, operations.answer, told.opinion(told.prepared.other, told.second), "none")
    people = told.people()
    for who, expected in (("organiser", 0), ("head", 0), ("stranger", 0), ("verifier", 0), ("admin", 0)):
        events = visible_events(Standing.of(people[who])).filter(type__startswith="preparing.")
        assert events.count() == expected, who


def test_lists_cost_as_many_queries_for_three_rows_as_for_one(client: Client, prepared: Prepared) -> None:
    cast = prepared.cast
    asked = asking.ask(prepared, bodies=[prepared.dossier])
    making.act(asked.clerk, operations.answer, asked.opinion(), "none")
    asking.settle(asked, prepared.dossier)
    pages = [
        (cast.officer, asked.round.get_absolute_url()),
        (asked.organiser, asked.consultation().get_absolute_url()),
        (asked.organiser, reverse("preparing:asked")),
        (asked.organiser, reverse("desk:my_work")),
        (cast.officer, reverse("preparing:cycle", args=[prepared.cycle.pk])),
    ]

    def costs() -> list[int]:
        return [cost(as_user(client, person), url) for person, url in pages]

    asking.open_round(prepared, asked.agency, title="Vòng thứ hai")
    before = costs()
    for number in (3, 4):
        with journal.recording(by=None):
            unit = make_unit(
                f"Đơn vị minh họa 0{number}", kind="cap-uy", level="district", order=50, parent=cast.superior
            )
        dossier = making.act(cast.officer, reviews.add_body, prepared.cycle, unit)
        made = asking.open_round(prepared, asked.agency, title=f"Vòng {number}", bodies=[dossier])
        Opinion.objects.filter(consultation__round=made).update(consultation=asked.consultation())
        making.act(asked.clerk, operations.answer, asked.opinion(dossier), "none")
        asking.settle(asked, dossier)
        asking.open_round(prepared, asked.agency, title=f"Vòng khác {number}")
    assert costs() == before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_in_both_languages(client: Client, told: Asked, language: str) -> None:
    client.cookies["language"] = language
    pages = [
        (told.prepared.cast.officer, told.round.get_absolute_url()),
        (told.clerk, told.consultation().get_absolute_url()),
        (told.clerk, reverse("preparing:asked")),
        (told.clerk, RoundNotice.objects.get(unit=told.agency).get_absolute_url()),
    ]
    for person, url in pages:
        assert "%(" not in get(as_user(client, person), url)
