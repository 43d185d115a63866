"""The chain: whole after acts, and every way of changing it afterwards is found and named."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from chuyenbien.journal import chain, heads
from chuyenbien.journal.models import Event, EventPayload
from tests.journal.parts import Hand, attack, breaks, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def five() -> None:
    state("one", by=Hand(1))
    state("two", "three", by=Hand(2))
    state("four")
    state("five")


def test_an_empty_journal_is_whole() -> None:
    assert breaks() == []
    assert chain.head() == heads.Head(0, chain.GENESIS)


def test_the_chain_is_whole_after_acts(five: None) -> None:
    assert breaks() == []
    assert list(Event.objects.values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    first, second = Event.objects.order_by("seq")[:2]
    assert first.previous == chain.GENESIS
    assert second.previous == first.digest


def test_more_entries_than_one_page_are_followed(monkeypatch: pytest.MonkeyPatch, five: None) -> None:
    monkeypatch.setattr(chain, "_PAGE", 2)
    assert breaks() == []
    attack("UPDATE journal_eventpayload SET data = '{}' WHERE seq = 5")
    assert breaks() == [(5, "payload")]


def test_the_same_text_twice_has_another_digest_each_time() -> None:
    state("same", "same")
    one, two = (json.loads(body)["payload"] for body in Event.objects.values_list("body", flat=True))
    assert one != two


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE journal_event SET body = replace(body, 'test.happened', 'test.happen_d') WHERE seq = 3", "body"),
        ("UPDATE journal_event SET digest = 'f' WHERE seq = 3", "body"),
        ("UPDATE journal_event SET type = 'test.moved' WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET actor_id = 1 WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET recorded_at = '2020-01-01 00:00:00+00:00' WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET person_id = 9 WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET entered_by_id = 9 WHERE seq = 3", "columns"),
        ("UPDATE journal_event SET unit_id = 9 WHERE seq = 3", "columns"),
        ('UPDATE journal_eventpayload SET data = \'{"name":"other"}\' WHERE seq = 3', "payload"),
        ("UPDATE journal_eventpayload SET salt = 'x' WHERE seq = 3", "payload"),
        ("UPDATE journal_eventpayload SET data = '', salt = '' WHERE seq = 3", "emptied"),
        ("DELETE FROM journal_eventpayload WHERE seq = 3", "no_payload"),
        ("DELETE FROM journal_eventsubject WHERE seq = 3", "subjects"),
        ("UPDATE journal_eventsubject SET subject_id = 77 WHERE seq = 3", "subjects"),
        ("INSERT INTO journal_eventsubject (seq, kind, subject_id) VALUES (3, 'a.b', 1)", "subjects"),
        ("DELETE FROM journal_event WHERE seq = 3", "missing"),
        ("DELETE FROM journal_event WHERE seq = 1", "missing"),
    ],
)
def test_a_changed_entry_is_named(five: None, statement: str, fault: str) -> None:
    attack(statement)
    first = breaks()[0]
    assert first == (1 if "seq = 1" in statement else 3, fault)


def test_an_entry_sealed_anew_no_longer_fits_the_next(five: None) -> None:
    event = Event.objects.get(seq=3)
    body = event.body.replace('"actor":2', '"actor":1')
    attack(
        "UPDATE journal_event SET body = %s, digest = %s, actor_id = 1 WHERE seq = 3",
        body,
        chain._sha(event.previous + body),
    )
    assert breaks() == [(4, "order")]


def test_a_redaction_row_alone_excuses_nothing(five: None) -> None:
    attack("UPDATE journal_eventpayload SET data = '', salt = '' WHERE seq = 3")
    attack(
        "INSERT INTO journal_redaction (seq, reason, asked_by_id, asked_at, done_by_id, done_at) "
        "VALUES (3, 'x', 1, '2023-01-01 00:00:00+00:00', 2, '2023-01-01 00:00:00+00:00')"
    )
    assert breaks() == [(3, "emptied")]


def keep_head() -> None:
    assert settings.JOURNAL_HEAD_FILE is not None
    heads.write(chain.head(), settings.JOURNAL_HEAD_FILE)


def cut(seq: int) -> None:
    for table in ("journal_eventsubject", "journal_eventpayload", "journal_event"):
        attack(f"DELETE FROM {table} WHERE seq >= {seq}")


def test_a_cut_tail_is_found_by_the_kept_head(five: None) -> None:
    keep_head()
    cut(4)
    assert breaks() == [(4, "cut")]


def test_a_cut_tail_is_found_by_a_head_exported_elsewhere(five: None) -> None:
    exported = chain.head()
    cut(4)
    assert breaks() == []
    assert [(one.seq, one.what) for one in chain.breaks(against=[exported])] == [(4, "cut")]


def test_a_journal_emptied_altogether_is_found(five: None) -> None:
    keep_head()
    cut(1)
    assert breaks() == [(1, "cut")]


def test_a_rewritten_journal_is_found_by_the_head(five: None) -> None:
    keep_head()
    cut(5)
    state("another five", "six")
    assert breaks() == [(5, "head")]


def test_an_older_head_is_no_fault(five: None) -> None:
    keep_head()
    state("six")
    assert breaks() == []


def test_a_file_that_is_no_head_is_refused() -> None:
    keep_head()
    heads._path().write_text("{}")  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="no head"):
        heads.last()


def test_a_payload_is_not_in_the_sealed_text(five: None) -> None:
    assert "four" not in Event.objects.get(seq=4).body
    assert "four" in EventPayload.objects.get(seq=4).data
