"""Reading what happened: in the reader's language, with what is missing or redacted said so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.journal import redaction, sentences
from chuyenbien.journal.models import Event
from tests.journal.parts import Hand, Matter, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> User:
    return User.objects.create_user("someone")


def test_the_latest_comes_first_and_only_what_concerns_the_subject(subject: User) -> None:
    state("one", subject=subject)
    state("elsewhere", subject=Matter(subject.pk + 1))
    state("two", subject=subject)
    assert [entry.sentence for entry in journal.timeline(subject)] == [
        '“<span lang="vi">two</span>” happened',
        '“<span lang="vi">one</span>” happened',
    ]


def test_days_moments_lists_and_gaps_are_told_as_a_reader_writes_them(subject: User) -> None:
    data = {"old": ["a", "b"], "on": dt.date(2023, 1, 31)}
    with journal.recording(by=None):
        journal.record("test.moved", subject, by=None, data=data)
    assert journal.timeline(subject)[0].sentence == ('moved from <span lang="vi">a, b</span> to … on 31/01/2023')
    assert sentences.shown("2023-01-31T08:30:00+00:00") == "31/01/2023 15:30"


def test_a_redacted_entry_says_that_it_was(subject: User) -> None:
    state("pasted by mistake", subject=subject)
    with journal.recording(by=None):
        order = redaction.ask(Event.objects.get(), by=Hand(1), because="nhầm")
    with journal.recording(by=None):
        redaction.carry_out(order, by=Hand(2))
    entry = journal.timeline(subject)[0]
    assert entry.redacted
    with translation.override("en"):
        assert journal.timeline(subject)[0].sentence == "(content redacted)"


def test_names_are_those_the_organisation_gives(subject: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "_names", [lambda ids: {pk: f"person {pk}" for pk in ids}])
    hand = Hand(1, person_id=6, entered_by_id=7)
    with journal.recording(by=hand):
        journal.record("test.happened", subject, by=hand, because="có lý do", data={"name": "x"})
    entry = journal.timeline(subject)[0]
    assert (entry.actor_name, entry.on_behalf_name, entry.because) == ("person 6", "person 7", "có lý do")


def test_a_longer_timeline_asks_no_more_queries(subject: User) -> None:
    counts = []
    for _round in range(2):
        state("a", "b", "c", subject=subject)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert journal.timeline(subject)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_type_that_is_gone_still_shows(subject: User) -> None:
    assert sentences.sentence_of("gone.for_good", {}) == "gone.for_good"
