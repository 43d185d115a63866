"""The pages of the rule packs: for everybody who is signed in, in both languages; deciding for those who may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.documents.models import Document
from chuyenbien.regulations import packs
from chuyenbien.regulations.models import PointDecision
from chuyenbien.regulations.resolving import resolve
from tests.cast import Cast, as_user
from tests.house.crawl import read
from tests.reviews.conftest import make_cycle

from .conftest import OVERLAY, Write
from .test_decisions import decide, withdraw

pytestmark = pytest.mark.django_db
PACK = "366-2025"
VIETNAMESE = re.compile("[ăâđêôơưàảãáạếềệốồộấầậ]", re.IGNORECASE)
POINT = "quota_denominator"


def url(point: str = POINT, pack: str = PACK) -> str:
    return reverse("regulations:decide", args=[pack, point])


def sent(cast: Cast, paper: Document, **changes: Any) -> dict[str, Any]:
    return {"unit": cast.superior.pk, "value": "good", "document": paper.pk, "reason": "Theo kết luận", **changes}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_there_for_everybody(cast: Cast, client: Client, language: str) -> None:
    assert cast.stranger.user is not None
    cast.stranger.user.language = language
    cast.stranger.user.save()
    as_user(client, cast.stranger)
    for path in (
        reverse("regulations:packs"),
        reverse("regulations:packs") + "?on=2022-12-01",
        reverse("regulations:compare"),
        reverse("regulations:compare") + "?first=132-2018&second=124-2023&third=366-2025",
        reverse("regulations:compare") + "?first=999&second=366-2025",
        *(reverse("regulations:pack", args=[one.key]) for one in packs.all_packs()),
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}"' in answer.content.decode()
        words = read(answer.content.decode(), language).words
        assert not [one for lang, one in words if lang == language == "en" and VIETNAMESE.search(one)], path
    assert client.get(reverse("regulations:pack", args=["999"])).status_code == 404


def test_the_list_says_what_is_in_force_on_a_day(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    rows = client.get(reverse("regulations:packs"), {"on": "2022-12-01"}).context["rows"]
    assert [book.key for book, _points, _unsure, holds, _later in rows if holds] == ["132-2018"]
    page = client.get(reverse("regulations:packs"), {"on": "2022-12-01"}).content.decode()
    assert "chưa có hiệu lực" in page
    assert "đang có hiệu lực" in page


def test_the_list_names_a_broken_pack_by_line(cast: Cast, client: Client, put: Write) -> None:
    put(OVERLAY.read_text("utf-8").replace("value = 4", "value = -4"))
    as_user(client, cast.officer)
    page = client.get(reverse("regulations:packs")).content.decode()
    assert "local_meetings" in page
    put(OVERLAY.read_text("utf-8"))
    page = client.get(reverse("regulations:packs")).content.decode()
    assert "minh họa" in page
    shown = client.get(reverse("regulations:pack", args=["thanh-uy-minh-hoa"])).content.decode()
    assert "địa phương quy định" in shown
    assert "Thành ủy (minh họa)" in shown


def test_a_pack_shows_values_citations_and_what_is_unconfirmed(cast: Cast, client: Client) -> None:
    as_user(client, cast.stranger)
    page = client.get(reverse("regulations:pack", args=[PACK])).content.decode()
    for part in ("≥ 30%", "≥ 90 điểm", "chưa xác nhận", "Quy định số 366-QĐ/TW, Điều 11, khoản 1", "3 ngày làm việc"):
        assert part in page
    assert url() not in page


def test_the_comparison_puts_what_differs_first(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    shown = client.get(reverse("regulations:compare"), {"first": "124-2023", "second": PACK})
    differs = [row.differs for row in shown.context["rows"]]
    assert differs == sorted(differs, reverse=True)
    assert {True, False} == set(differs)
    same = client.get(reverse("regulations:compare"), {"first": PACK, "second": PACK}).context["books"]
    assert len(same) == 2
    assert same[0] != same[1]


def test_the_office_decides_and_everybody_below_reads_it(cast: Cast, client: Client, paper: Document) -> None:
    as_user(client, cast.officer)
    page = client.get(reverse("regulations:pack", args=[PACK])).content.decode()
    assert url() in page
    assert url("quota_percent") not in page
    assert client.get(url()).status_code == 200
    answer = client.post(url(), sent(cast, paper))
    assert answer.status_code == 303
    assert f"unit={cast.superior.pk}" in answer["Location"]
    assert resolve(PACK, cast.superior).value(POINT) == "good"
    for person in (cast.officer, cast.head):
        as_user(client, person)
        page = client.get(reverse("regulations:pack", args=[PACK])).content.decode()
        assert "Theo kết luận" in page
        assert "quyết định tại đây" in page
        text = client.get(reverse("regulations:pack", args=[PACK]), {"unit": ""}).content.decode()
        assert "Theo kết luận" not in text
    as_user(client, cast.officer)
    assert "12-QĐ/TU" in client.get(reverse("regulations:pack", args=[PACK])).content.decode()
    as_user(client, cast.head)
    assert "12-QĐ/TU" not in client.get(reverse("regulations:pack", args=[PACK])).content.decode()
    as_user(client, cast.stranger)
    assert "Theo kết luận" not in client.get(reverse("regulations:pack", args=[PACK])).content.decode()


def test_the_office_withdraws_by_the_same_form(cast: Cast, client: Client, paper: Document) -> None:
    decide(cast, paper, POINT, "good")
    as_user(client, cast.leader)
    assert "Rút quyết định hiện hành" in client.get(url()).content.decode()
    answer = client.post(url(), {"unit": cast.superior.pk, "withdraw": "on", "reason": "Có hướng dẫn mới"})
    assert answer.status_code == 303
    assert resolve(PACK, cast.superior).value(POINT) is None
    page = client.get(url()).content.decode()
    assert "Có hướng dẫn mới" in page
    assert "Rút quyết định hiện hành" not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": ""}, "value"),
        ({"document": ""}, "document"),
        ({"reason": ""}, "reason"),
        ({"value": "everybody"}, "value"),
        ({"unit": 999999}, "unit"),
        ({"reason": "MẬT\nnội dung"}, "reason"),
    ],
)
def test_what_is_refused_stays_typed(
    cast: Cast, client: Client, paper: Document, changes: dict[str, Any], field: str
) -> None:
    as_user(client, cast.officer)
    answer = client.post(url(), sent(cast, paper, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not PointDecision.objects.exists()


@pytest.mark.parametrize(
    ("point", "typed", "kept"),
    [
        ("draft_lead_days", {"value": "4"}, 4),
        ("general_remedy_percent", {"value": "82,5"}, "82.5"),
        ("knockout_disciplined", {"value": "yes"}, True),
        ("knockout_disciplined", {"value": "", "not_applied": "on"}, "not_applied"),
        ("gap_excellent", {"value": "next_level"}, "next_level"),
        ("prior_sources", {"value": ["inspection", "opinions"]}, ["inspection", "opinions"]),
    ],
)
def test_each_kind_of_point_is_typed(
    cast: Cast, client: Client, paper: Document, point: str, typed: dict[str, Any], kept: Any
) -> None:
    as_user(client, cast.officer)
    assert client.get(url(point)).status_code == 200
    assert client.post(url(point), sent(cast, paper, **typed)).status_code == 303
    assert PointDecision.objects.get().value == kept
    assert client.get(url(point)).status_code == 200


def test_criteria_and_days_are_typed_too(cast: Cast, client: Client, paper: Document) -> None:
    as_user(client, cast.officer)
    for point, value in (("good_results", "good"), ("step_district", "15/1")):
        assert client.get(url(point, "132-2018")).status_code == 200
        assert client.post(url(point, "132-2018"), sent(cast, paper, value=value)).status_code == 303
        assert resolve("132-2018", cast.superior).value(point) == value


def test_who_may_not_decide(cast: Cast, client: Client, paper: Document) -> None:
    for name, person in cast.people().items():
        if person.user is None:
            continue
        as_user(client, person)
        expected = 200 if name in ("leader", "officer") else 403
        assert client.get(url()).status_code == expected, name
        assert client.get(url("quota_percent")).status_code == 403, name
        assert client.get(url("moon")).status_code == 404, name
    assert client.post(url(), sent(cast, paper)).status_code == 403


def test_the_page_asks_the_same_for_one_decision_and_for_many(cast: Cast, client: Client, paper: Document) -> None:
    as_user(client, cast.officer)
    address = reverse("regulations:pack", args=[PACK])
    decide(cast, paper, "draft_lead_days", 4)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for point in ("petition_days", "answer_days", "suggestion_lead_days"):
        decide(cast, paper, point, 7)
    withdraw(cast, decide(cast, paper, "plan_due_days", 20))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(one) == len(many)


def test_a_cycle_shows_what_it_pinned(cast: Cast, client: Client, paper: Document) -> None:
    decide(cast, paper, "draft_lead_days", 5, pack="132-2018")
    cycle = make_cycle(cast)
    decide(cast, paper, "draft_lead_days", 9, pack="132-2018", day=21)
    as_user(client, cast.officer)
    pinned = reverse("reviews:book", args=[cycle.pk])
    assert pinned in client.get(cycle.get_absolute_url()).content.decode()
    assert "5 ngày làm việc" in client.get(pinned).content.decode()
    page = client.get(reverse("regulations:pack", args=["132-2018"])).content.decode()
    assert "9 ngày làm việc" in page
    assert cycle.name in page
    assert cycle.name in client.get(reverse("regulations:packs")).content.decode()
    as_user(client, cast.stranger)
    assert client.get(pinned).status_code == 404
    assert cycle.name not in client.get(reverse("regulations:packs")).content.decode()
    type(cycle).objects.update(pinned=None)
    as_user(client, cast.officer)
    assert client.get(pinned).status_code == 404
