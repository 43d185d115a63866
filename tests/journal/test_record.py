"""Stating events: only inside an act, only of known types, plain data, nothing of what is secret."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.journal.batch import plain
from chuyenbien.journal.models import Event, EventPayload, EventSubject
from tests.journal.parts import Hand, Matter, breaks, state

pytestmark = pytest.mark.django_db


def payload(seq: int) -> dict[str, object]:
    told: dict[str, object] = json.loads(EventPayload.objects.get(seq=seq).data)
    return told


def test_an_event_outside_an_act_fails_loudly() -> None:
    with pytest.raises(RuntimeError, match="outside"):
        journal.record("test.happened", Matter(1), by=None)


def test_an_unknown_type_fails_loudly_and_nothing_is_written() -> None:
    def act() -> None:
        with journal.recording(by=None):
            journal.record("test.happened", Matter(1), by=None)
            journal.record("test.unheard_of", Matter(1), by=None)

    with pytest.raises(RuntimeError, match="no room registered"):
        act()
    assert not Event.objects.exists()


def test_an_act_that_fails_leaves_no_event() -> None:
    def act() -> None:
        with journal.recording(by=None):
            journal.record("test.happened", Matter(1), by=None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    state("after")
    assert list(Event.objects.values_list("seq", flat=True)) == [1]


def test_acts_within_an_act_join_it() -> None:
    with journal.recording(by=None):
        state("inner")
        assert not Event.objects.exists()
        journal.record("test.happened", Matter(1), by=None, data={"name": "outer"})
    assert [payload(seq)["name"] for seq in (1, 2)] == ["inner", "outer"]


def test_the_columns_say_who_acted_for_whom_and_when() -> None:
    told = dt.datetime(2023, 1, 31, 8, 30, tzinfo=dt.UTC)
    hand = Hand(user_id=5, person_id=6, entered_by_id=7, unit_id=8, basis_id=9)
    with journal.recording(by=hand), clock.at(told):
        journal.record("test.happened", Matter(1), by=hand, because="vì vậy", data={"name": "x"}, also=[Matter(2)])
    event = Event.objects.get()
    assert (event.actor_id, event.person_id, event.entered_by_id, event.unit_id) == (5, 6, 7, 8)
    assert json.loads(event.body)["basis"] == 9
    assert event.at == told
    assert abs(event.recorded_at - clock.real_now()) < dt.timedelta(minutes=1)
    assert payload(1) == {"name": "x", "because": "vì vậy"}
    assert set(EventSubject.objects.values_list("kind", "subject_id")) == {("accounts.user", 1), ("accounts.user", 2)}
    assert breaks() == []


def test_a_subject_named_twice_is_one_subject() -> None:
    with journal.recording(by=None):
        journal.record("test.happened", Matter(1), by=None, also=[Matter(1), Matter(1)])
    assert EventSubject.objects.count() == 1
    assert breaks() == []


@pytest.mark.parametrize("which", ["subject", "also"])
def test_of_a_code_only_matter_no_text_is_kept(which: str) -> None:
    secret, other = Matter(1, is_code_only=True, code="M-07"), Matter(2)
    first, second = (secret, other) if which == "subject" else (other, secret)
    with journal.recording(by=None):
        journal.record("test.happened", first, by=None, because="lý do mật", data={"name": "mật"}, also=[second])
    assert "mật" not in EventPayload.objects.get().data
    assert set(payload(1)) == {"code"}
    assert "mật" not in Event.objects.get().body


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("chữ", "chữ"),
        (dt.date(2023, 1, 31), "2023-01-31"),
        (dt.datetime(2023, 1, 31, 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=7))), "2023-01-31T08:00:00+00:00"),
        (Decimal("98.50"), "98.50"),
        (1.5, "1.5"),
        ([dt.date(2023, 1, 1), "a"], ["2023-01-01", "a"]),
        ({"day": dt.date(2023, 1, 1)}, {"day": "2023-01-01"}),
    ],
)
def test_data_are_kept_as_plain_json(value: object, kept: object) -> None:
    assert plain(value) == kept


def test_a_row_is_kept_by_its_shown_title() -> None:
    class Row:
        shown_title = "M-07"

        def __str__(self) -> str:
            return "the secret title"

    assert plain(Row()) == "M-07"
