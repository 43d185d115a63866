"""Emptying what should not have been written: by two people, recorded, with the chain whole."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal import redaction
from chuyenbien.journal.models import Event, EventPayload, Redaction
from tests.journal.parts import Hand, Matter, attack, breaks, state

pytestmark = pytest.mark.django_db

ONE, OTHER = Hand(1), Hand(2)


def asked(seq: int = 2) -> Redaction:
    state("one", "a secret pasted by mistake", "three")
    with journal.recording(by=ONE):
        return redaction.ask(Event.objects.get(seq=seq), by=ONE, because="dán nhầm")


def test_two_people_empty_an_entry_and_the_chain_stays_whole() -> None:
    order = asked()
    assert EventPayload.objects.get(seq=2).data != ""
    with journal.recording(by=OTHER):
        redaction.carry_out(order, by=OTHER)
    assert EventPayload.objects.get(seq=2).data == ""
    assert (order.asked_by_id, order.done_by_id) == (1, 2)
    assert breaks() == []
    assert list(Event.objects.values_list("type", flat=True))[3:] == ["journal.redaction_asked", "journal.redacted"]


def test_the_one_who_asked_may_not_carry_it_out() -> None:
    order = asked()
    with pytest.raises(Refused), journal.recording(by=ONE):
        redaction.carry_out(order, by=ONE)
    assert EventPayload.objects.get(seq=2).data != ""
    assert breaks() == []


def test_the_database_refuses_one_person_for_both() -> None:
    order = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.filter(pk=order.pk).update(done_by_id=1, done_at=clock.real_now())


def test_an_entry_is_asked_for_and_emptied_only_once() -> None:
    order = asked()
    with pytest.raises(Refused), journal.recording(by=OTHER):
        redaction.ask(Event.objects.get(seq=2), by=OTHER, because="lại")
    with journal.recording(by=OTHER):
        redaction.carry_out(order, by=OTHER)
    with pytest.raises(Refused), journal.recording(by=OTHER):
        redaction.carry_out(order, by=OTHER)
    assert Event.objects.count() == 5


def test_a_redacted_entry_cannot_be_filled_again() -> None:
    order = asked()
    with journal.recording(by=OTHER):
        redaction.carry_out(order, by=OTHER)
    attack("UPDATE journal_eventpayload SET data = '{}', salt = 'x' WHERE seq = 2")
    assert breaks() == [(2, "payload")]


def test_a_matter_that_becomes_code_only_is_emptied_everywhere() -> None:
    matter = Matter(7)
    state("about it", "about it again", subject=matter)
    state("about something else", subject=Matter(8))
    matter.is_code_only, matter.code = True, "M-07"
    with journal.recording(by=ONE):
        redaction.empty_for(matter, by=ONE, because="chuyển chế độ mật")
    assert [bool(one.data) for one in EventPayload.objects.order_by("seq")[:3]] == [False, False, True]
    assert breaks() == []
    assert "M-07" in EventPayload.objects.get(seq=4).data


def test_a_matter_without_entries_has_nothing_to_empty() -> None:
    with journal.recording(by=ONE):
        redaction.empty_for(Matter(7), by=ONE, because="x")
    assert not Event.objects.exists()
