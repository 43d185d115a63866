"""Search shows only what one may see; the journal is read in scope; redaction takes an administrator and a leader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.desk.course import steps_of
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event, EventPayload, EventSubject, Redaction
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user
from tests.remediation.making import TODAY, active

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def find(client: Client, words: str, **more: str) -> str:
    return client.get(reverse("desk:search"), {"q": words, **more}).content.decode()


@pytest.mark.parametrize("words", ["đất dịch vụ", "dat dich vu", "DAT", "hồ sơ hỗ trợ", "ho so"])
def test_finds_with_and_without_diacritics(client: Client, cast: Cast, words: str) -> None:
    action = active(cast)
    as_user(client, cast.leader)
    assert action.task in find(client, words)


def test_hides_what_one_may_not_see(client: Client, cast: Cast) -> None:
    action = active(cast)
    as_user(client, cast.stranger)
    assert action.task not in find(client, "dat dich vu")
    assert "Đất dịch vụ chậm được giao" not in find(client, "dat dich vu")


def test_one_kind_pages_on(client: Client, cast: Cast) -> None:
    active(cast)
    as_user(client, cast.leader)
    assert "kind-actions" in find(client, "dat", kind="actions", page="1")
    assert "kind-findings" not in find(client, "dat", kind="actions")


def test_code_only_is_found_by_its_code_only(client: Client, cast: Cast) -> None:
    action = active(cast)
    Action.objects.filter(pk=action.pk).update(
        classification="code_only", code="M-07", task="", deliverable="", acceptance_criterion="", authority_basis=""
    )
    Action.objects.get(pk=action.pk).save()
    as_user(client, cast.leader)
    assert "M-07" in find(client, "m-07", kind="actions")
    assert "kind-actions" not in find(client, "ho so ho tro", kind="actions")


def _entry(action: Action) -> Event:
    seq = EventSubject.objects.filter(kind="remediation.action", subject_id=action.pk).latest("seq").seq
    return Event.objects.get(pk=seq)


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader", 200), ("head", 200), ("inspector", 200), ("stranger", 404), ("other_head", 404)],
)
def test_an_entry_is_read_in_scope(client: Client, cast: Cast, who: str, status: int) -> None:
    entry = _entry(active(cast))
    as_user(client, cast.people()[who])
    assert client.get(reverse("desk:event", args=[entry.seq])).status_code == status


def test_an_administrator_reads_no_dossier_by_being_one(client: Client, cast: Cast) -> None:
    action = active(cast)
    entry = _entry(action)
    as_user(client, cast.admin)
    page = client.get(reverse("desk:event", args=[entry.seq]))
    assert page.status_code == 200
    assert action.task not in page.content.decode()
    assert action.task not in client.get(reverse("desk:journal")).content.decode()


def test_redaction_takes_an_administrator_and_a_leader(client: Client, cast: Cast) -> None:
    entry = _entry(active(cast))
    as_user(client, cast.admin)
    asked = client.post(reverse("desk:ask_redaction", args=[entry.seq]), {"reason": "Dán nhầm số điện thoại"})
    assert asked.status_code == 303
    order = Redaction.objects.get(seq=entry.seq)
    alone = client.post(reverse("desk:carry_out_redaction", args=[order.pk]), {})
    assert alone.status_code == 403
    assert EventPayload.objects.get(pk=entry.seq).data
    as_user(client, cast.leader)
    assert client.post(reverse("desk:carry_out_redaction", args=[order.pk]), {}).status_code == 303
    assert EventPayload.objects.get(pk=entry.seq).data == ""


@pytest.mark.parametrize("who", ["officer", "head", "stranger"])
def test_nobody_else_orders_redaction(client: Client, cast: Cast, who: str) -> None:
    entry = _entry(active(cast))
    as_user(client, cast.people()[who])
    answer = client.post(reverse("desk:ask_redaction", args=[entry.seq]), {"reason": "x"})
    assert answer.status_code in (403, 404)
    assert not Redaction.objects.exists()


def test_the_course_says_where_a_finding_stands(cast: Cast) -> None:
    action = active(cast)
    finding = Finding.objects.get(actions=action)
    states = {step.key: step.state for step in steps_of(finding, Standing.of(cast.leader))}
    assert states == {
        "suggested": "skipped",
        "stated": "done",
        "planned": "done",
        "acted": "current",
        "confirmed": "todo",
        "changed": "todo",
    }
