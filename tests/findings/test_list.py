"""The list of findings: filters, search, order, pages, and the same number of queries whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.findings import operations, queries
from chuyenbien.findings.enums import FollowUpLevel, Precision, Source
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from tests.cast import as_user, by, code
from tests.findings.making import draft, state
from tests.reviews.conftest import Review

URL = "/findings/"


def titles(client: Client, **query: Any) -> set[str]:
    page = client.get(URL, query)
    assert page.status_code == 200
    return {one.statement for one in page.context["page"].object_list}


@pytest.fixture
def several(review: Review) -> dict[str, Finding]:
    made = {
        "land": state(review, statement="Chậm giao đất", open_since=dt.date(2003, 1, 1), follow_up=FollowUpLevel.KEY),
        "money": state(
            review,
            statement="Giải ngân chậm",
            field=code(CodeList.FIELD, "dau-tu-cong"),
            source=Source.DELEGATION,
            open_since=dt.date(2022, 3, 1),
            open_since_precision=Precision.MONTH,
        ),
        "other": state(review, statement="Vệ sinh môi trường", dossier=review.other, address=review.cast.other_body),
        "closed": state(review, statement="Đã khắc phục xong"),
    }
    with journal.recording(by=None):
        operations.close_finding(made["closed"], by=by(review.cast.leader))
    return made


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, {"land", "money", "other", "closed"}),
        ({"q": "giao đất"}, {"land"}),
        ({"q": "giai ngan"}, {"money"}),
        ({"q": "khong co gi"}, set()),
        ({"state": "open"}, {"land", "money", "other"}),
        ({"state": "closed"}, {"closed"}),
        ({"follow_up": "key"}, {"land"}),
        ({"source": "delegation"}, {"money"}),
        ({"age": "over_10"}, {"land"}),
        ({"age": "under_1"}, {"money", "other", "closed"}),
        ({"age": "nonsense"}, {"land", "money", "other", "closed"}),
    ],
)
def test_filters(client: Client, review: Review, several: dict[str, Finding], query: Any, wanted: set[str]) -> None:
    as_user(client, review.cast.officer)
    with clock.at(dt.date(2023, 1, 31)):
        Finding.objects.update(stated_at=clock.moment_of(dt.date(2022, 12, 30)))
        found = titles(client, **query)
    assert found == {several[name].statement for name in wanted}


def test_filters_by_row(client: Client, review: Review, several: dict[str, Finding]) -> None:
    as_user(client, review.cast.officer)
    assert titles(client, unit=review.cast.other_body.pk) == {"Vệ sinh môi trường"}
    assert titles(client, field=several["money"].field_id) == {"Giải ngân chậm"}
    assert titles(client, cycle=review.cycle.pk) == {one.statement for one in several.values()}


def test_official_order_and_pages(client: Client, review: Review) -> None:
    for number in range(27):
        state(review, statement=f"Hạn chế {number}")
    state(review, statement="Của đơn vị sau", address=review.cast.other_body, dossier=review.other)
    as_user(client, review.cast.officer)
    first = client.get(URL).context["page"]
    last = client.get(URL, {"page": 2}).context["page"]
    assert (first.paginator.count, len(first.object_list), len(last.object_list)) == (28, 25, 3)
    assert list(last.object_list)[-1].statement == "Của đơn vị sau"


def test_nothing_is_told_to_a_stranger(client: Client, review: Review) -> None:
    state(review)
    as_user(client, review.cast.stranger)
    assert titles(client) == set()


def test_the_same_number_of_queries_at_one_and_at_three_rows(client: Client, review: Review) -> None:
    as_user(client, review.cast.officer)
    counts = []
    for rows in (1, 2):
        for _one in range(rows):
            state(review, responsible=[review.cast.doer])
        client.get(URL)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(URL).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_superior_sees_own_ones_only_as_a_count(client: Client, review: Review) -> None:
    draft(review, statement="Nội bộ của đơn vị")
    state(review)
    draft(review, classification="code_only", code="M-01", statement="")
    assert queries.own_counts([review.cast.body.pk, review.cast.other_body.pk]) == {review.cast.body.pk: 1}
    as_user(client, review.cast.officer)
    page = client.get(review.dossier.get_absolute_url()).content.decode()
    assert "tự theo dõi 1 hạn chế, khuyết điểm" in page
    assert "Nội bộ của đơn vị" not in page
    assert titles(client) == {"Đất dịch vụ chậm được giao cho các hộ dân"}


def test_the_tally_adds_up(review: Review, several: dict[str, Finding]) -> None:
    tally = queries.tally(Finding.objects.all())
    assert (tally.total, tally.open, tally.key, tally.closed) == (4, 3, 1, 1)
    assert tally.total == tally.open + tally.closed + tally.withdrawn + tally.draft


def test_recurrence_is_looked_for_at_the_same_body_and_field(review: Review) -> None:
    former, draft_one = state(review), draft(review)
    new = state(review)
    found = queries.recurrence_candidates(review.cast.body.pk, new.field_id, but=new)
    assert list(found) == [former]
    assert draft_one not in found
