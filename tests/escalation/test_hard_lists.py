"""The yearly list of hard and long-standing matters: proposed, approved with its document, closed and carried over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.escalation import operations
from chuyenbien.escalation.models import HardEntry, HardList
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import Cast, as_user
from tests.remediation.making import decision, make_dossier, make_finding

from . import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(making.TODAY):
        yield


def paper(cast: Cast) -> Document:
    """A registered decision of the superior; the same one each time."""
    return Document.objects.filter(number="12-QĐ/TU").first() or decision(cast)


def stated(cast: Cast) -> Finding:
    return make_finding(cast, ReviewDossier.objects.filter(body=cast.body).first() or make_dossier(cast))


def begun(cast: Cast, year: int = 2023) -> HardList:
    made: HardList = making.act(cast.officer, operations.begin_list, cast.superior, year=year)
    return made


def put(cast: Cast, on_list: HardList, matter: Any = None, **facts: Any) -> HardEntry:
    made: HardEntry = making.act(
        cast.officer,
        operations.put_on_list,
        on_list,
        matter or stated(cast),
        **{"sponsor": cast.leader, "reason": "Kéo dài nhiều năm", "target": "Giao xong đất dịch vụ", **facts},
    )
    return made


def approved(cast: Cast, year: int = 2023) -> HardList:
    made = begun(cast, year)
    put(cast, made)
    making.act(cast.leader, operations.approve_list, made, document=paper(cast))
    return made


def url(name: str, pk: int | None = None) -> str:
    return reverse(f"escalation:{name}", args=[] if pk is None else [pk])


def test_there_is_one_list_a_year_and_none_of_long_ago(cast: Cast) -> None:
    begun(cast)
    for year in (2023, 2021, 2025):
        with pytest.raises(Refused) as refused:
            begun(cast, year)
        assert refused.value.field == "year"


def test_what_was_not_sent_up_is_nobodys_above(cast: Cast) -> None:
    made, own = begun(cast), stated(cast)
    own.involvements.filter(unit=cast.superior).delete()
    with pytest.raises(Refused, match="chưa được gửi lên"):
        put(cast, made, own)
    with pytest.raises(Refused):
        put(cast, made, making.draft(cast))


def test_a_matter_is_listed_once_with_sponsor_reason_and_target(cast: Cast) -> None:
    made = begun(cast)
    entry = put(cast, made)
    assert (entry.state, entry.sponsor) == ("listed", cast.leader)
    with pytest.raises(Refused, match="đã có trong danh mục"):
        put(cast, made, entry.finding)
    for facts, field in (
        ({"reason": " "}, "reason"),
        ({"target": ""}, "target"),
        ({"sponsor": cast.stranger}, "sponsor"),
    ):
        with pytest.raises(Refused) as refused:
            put(cast, made, stated(cast), **facts)
        assert refused.value.field == field


def test_a_petition_is_listed_too(cast: Cast) -> None:
    entry = put(cast, begun(cast), making.sent(cast))
    assert entry.body == cast.body
    assert not entry.is_settled


def test_it_is_approved_by_a_document_and_then_added_to_by_documents_only(cast: Cast) -> None:
    empty = begun(cast)
    with pytest.raises(Refused):
        making.act(cast.leader, operations.approve_list, empty, document=paper(cast))
    put(cast, empty)
    making.act(cast.leader, operations.approve_list, empty, document=paper(cast))
    with pytest.raises(Refused):
        making.act(cast.leader, operations.approve_list, empty, document=paper(cast))
    further = stated(cast)
    with pytest.raises(Refused) as refused:
        put(cast, empty, further)
    assert refused.value.field == "document"
    assert put(cast, empty, further, document=paper(cast)).document is not None


def test_the_database_refuses_an_approval_without_a_document(cast: Cast) -> None:
    made = begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        HardList.objects.filter(pk=made.pk).update(state="approved")


def test_what_is_taken_off_stays_with_its_reason_and_may_come_back(cast: Cast) -> None:
    made = approved(cast)
    entry = made.entries.get()
    with pytest.raises(Refused):
        making.act(cast.officer, operations.take_off_list, entry, because=" ")
    making.act(cast.officer, operations.take_off_list, entry, because="Đã chuyển cơ quan khác")
    assert (entry.state, entry.removed_because) == ("removed", "Đã chuyển cơ quan khác")
    with pytest.raises(Refused):
        making.act(cast.officer, operations.take_off_list, entry, because="Lần nữa")
    assert put(cast, made, entry.finding, document=paper(cast)).state == "listed"


def test_closing_carries_what_is_open_into_the_next_year(cast: Cast) -> None:
    made = approved(cast)
    ended = put(cast, made, stated(cast), document=paper(cast))
    Finding.objects.filter(hard_entries=ended).update(state="closed", closed_at=clock.now())
    making.act(cast.leader, operations.close_list, made)
    assert [one.state for one in made.entries.order_by("pk")] == ["carried", "done"]
    following = HardList.objects.get(year=2024)
    carried = following.entries.get()
    assert (following.state, carried.carried_from, carried.sponsor) == ("draft", made.entries.first(), cast.leader)
    assert carried.reason == "Kéo dài nhiều năm"
    with pytest.raises(Refused):
        making.act(cast.leader, operations.close_list, made)
    with pytest.raises(Refused):
        making.act(cast.leader, operations.approve_list, made, document=paper(cast))
    assert Event.objects.filter(type="escalation.list_closed").count() == 1


def test_a_list_is_closed_once_it_is_approved(cast: Cast) -> None:
    made = begun(cast)
    with pytest.raises(Refused):
        making.act(cast.leader, operations.close_list, made)


def test_a_matter_known_by_a_code_is_listed_by_it(cast: Cast) -> None:
    made = begun(cast)
    entry = put(cast, made)
    making.act(
        cast.leader, documents.reclassify, entry.finding, level="code_only", code="M-12", because="Có nội dung mật"
    )
    entry.refresh_from_db()
    assert (entry.code, entry.reason, entry.target, entry.shown_title) == ("M-12", "", "", "M-12")


# --- who may ----------------------------------------------------------------------------------------------------

PEOPLE = ("leader", "officer", "verifier", "head", "editor", "doer", "inspector", "other_head", "admin", "stranger")
DRAFT = {
    #              leader officer verifier head editor doer inspector other_head admin stranger
    "hard_list": (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "list_approve": (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "list_take_off": (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "list_finding": (200, 200, 403, 403, 403, 404, 403, 404, 404, 404),
    "list_request": (200, 200, 403, 403, 403, 403, 403, 404, 404, 404),
    "hard_lists": (200,) * 10,
    "list_begin": (200, 200, 403, 403, 403, 403, 403, 403, 403, 403),
    "mine": (200,) * 10,
    "charges": (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
}
APPROVED = {
    "hard_list": (200, 200, 200, 404, 404, 404, 404, 404, 404, 404),
    "list_close": (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "list_take_off": (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
}
"""The office enters an approval for a leader, so it is shown the form. ``charges``: the page of the leader."""


def answers(client: Client, cast: Cast, address: str) -> tuple[int, ...]:
    found = []
    for name in PEOPLE:
        as_user(client, cast.people()[name])
        found.append(client.get(address).status_code)
    return tuple(found)


@pytest.mark.parametrize("act", DRAFT)
def test_who_may_before_it_is_approved(client: Client, cast: Cast, act: str) -> None:
    made = begun(cast)
    if act == "list_request":
        pk: int | None = making.sent(cast).pk
    else:
        entry = put(cast, made)
        keys = {"list_finding": entry.finding_id, "list_take_off": entry.pk, "charges": cast.leader.pk}
        pk = keys.get(act, made.pk) if act not in ("hard_lists", "list_begin", "mine") else None
    assert answers(client, cast, url(act, pk)) == DRAFT[act]


@pytest.mark.parametrize("act", APPROVED)
def test_who_may_once_it_is_approved(client: Client, cast: Cast, act: str) -> None:
    made = approved(cast)
    pk = made.entries.get().pk if act == "list_take_off" else made.pk
    assert answers(client, cast, url(act, pk)) == APPROVED[act]


def test_the_body_learns_who_sponsors_its_matter_once_it_is_approved(client: Client, cast: Cast) -> None:
    made = begun(cast)
    entry = put(cast, made)
    assert entry.finding is not None
    page = entry.finding.get_absolute_url()
    as_user(client, cast.head)
    assert "Giao xong đất dịch vụ" not in client.get(page).content.decode()
    making.act(cast.leader, operations.approve_list, made, document=paper(cast))
    shown = client.get(page).content.decode()
    assert "Giao xong đất dịch vụ" in shown
    assert made.get_absolute_url() not in shown


def test_from_the_finding_to_the_closed_list_by_forms(client: Client, cast: Cast) -> None:
    finding = stated(cast)
    decided = paper(cast)
    as_user(client, cast.officer)
    assert client.post(url("list_begin"), {"unit": cast.superior.pk, "year": "2023"}).status_code == 303
    made = HardList.objects.get()
    form = {"on_list": made.pk, "sponsor": cast.leader.pk, "reason": "Kéo dài nhiều năm", "target": ""}
    refused = client.post(url("list_finding", finding.pk), form)
    assert (refused.status_code, "Kéo dài nhiều năm" in refused.content.decode()) == (422, True)
    assert client.post(url("list_finding", finding.pk), {**form, "target": "Giao xong"}).status_code == 303
    as_user(client, cast.leader)
    assert client.post(url("list_approve", made.pk), {"document": decided.pk}).status_code == 303
    shown = client.get(url("mine")).content.decode()
    assert "Giao xong" in shown
    assert client.post(url("list_close", made.pk), {}).status_code == 303
    assert "chuyển sang năm sau" in client.get(made.get_absolute_url()).content.decode()


def test_my_fields_and_areas(client: Client, cast: Cast) -> None:
    finding = stated(cast)
    as_user(client, cast.leader)
    assert finding.get_absolute_url() not in client.get(url("mine")).content.decode()
    making.act(cast.admin, orgs.charge, cast.leader, board=cast.superior, area=cast.body, since=dt.date(2023, 1, 1))
    assert finding.get_absolute_url() in client.get(url("mine")).content.decode()
    as_user(client, cast.officer)
    assert finding.get_absolute_url() in client.get(url("charges", cast.leader.pk)).content.decode()


@pytest.mark.parametrize("name", ["hard_list", "mine"])
def test_as_many_queries_for_three_as_for_one(client: Client, cast: Cast, name: str) -> None:
    made = approved(cast)
    making.act(cast.admin, orgs.charge, cast.leader, board=cast.superior, area=cast.body, since=dt.date(2023, 1, 1))
    as_user(client, cast.leader)
    address = url(name, made.pk if name == "hard_list" else None)
    client.get(address)
    counts = []
    for more in (0, 2):
        for _one in range(more):
            put(cast, made, stated(cast), document=paper(cast))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
