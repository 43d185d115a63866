"""Calendars for other programs: whose, by which token, in which words, and written as RFC 5545 says."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.notices import calendar, feeds, matters, operations, rules
from chuyenbien.notices.models import Feed
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Membership
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user, by
from tests.remediation.making import DUE, active

db = pytest.mark.django_db


@pytest.fixture
def action(cast: Cast) -> Iterator[Action]:
    with clock.at(DUE - dt.timedelta(days=20)):
        yield active(cast)


def feed_of(person: Any, **facts: Any) -> tuple[Feed, str]:
    with journal.recording(by=by(person)):
        return operations.make_feed(by=by(person), **facts)


def read(token: str) -> Any:
    return Client().get(reverse("notices:calendar", args=[token]))


@db
def test_it_shows_what_the_person_leads_without_a_word_of_it(cast: Cast, action: Action) -> None:
    _feed, token = feed_of(cast.doer)
    answer = read(token)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    body = answer.content.decode()
    assert f"SUMMARY:Có việc đến hạn: NV-{action.pk}\r\n" in body
    assert f"DTSTART;VALUE=DATE:{action.due_on:%Y%m%d}\r\n" in body
    assert f"/notices/matters/NV-{action.pk}/" in body.replace("\r\n ", "")
    for word in (action.task, action.deliverable, cast.body.name, cast.doer.full_name, "remediation"):
        assert word not in body, word


@db
def test_a_code_only_matter_is_not_in_it(cast: Cast, action: Action) -> None:
    action.empty_secret_fields("M-11")
    action.save()
    _feed, token = feed_of(cast.doer)
    body = read(token).content.decode()
    assert "VEVENT" not in body
    assert "M-11" not in body


@db
def test_what_is_ended_leaves_it(cast: Cast, action: Action) -> None:
    _feed, token = feed_of(cast.doer)
    Action.objects.filter(pk=action.pk).update(state="cancelled")
    assert "VEVENT" not in read(token).content.decode()


@db
def test_only_the_hash_of_the_token_is_kept(cast: Cast) -> None:
    feed, token = feed_of(cast.doer)
    kept = " ".join(str(getattr(feed, one.attname)) for one in Feed._meta.concrete_fields)
    assert token not in kept
    assert len(token) >= 43


@db
def test_a_wrong_and_a_revoked_token_answer_alike(client: Client, cast: Cast) -> None:
    feed, token = feed_of(cast.doer)
    assert read("x" * 43).status_code == 404
    as_user(client, cast.head)
    again = reverse("notices:revoke_feed", args=[feed.pk])
    assert client.post(again, {"command_id": str(uuid.uuid4())}).status_code == 404
    as_user(client, cast.doer)
    assert client.post(again, {"command_id": str(uuid.uuid4())}).status_code == 303
    assert read(token).status_code == 404


@db
def test_it_dies_with_the_account(cast: Cast) -> None:
    _feed, token = feed_of(cast.doer)
    assert cast.doer.user
    cast.doer.user.is_active = False
    cast.doer.user.save()
    assert read(token).status_code == 404


@db
def test_a_units_calendar_lives_as_long_as_the_post_of_who_made_it(cast: Cast, action: Action) -> None:
    _feed, token = feed_of(cast.head, unit=cast.body)
    assert read(token).status_code == 200
    Membership.objects.filter(person=cast.head).update(valid_until=clock.today() - dt.timedelta(days=1))
    assert read(token).status_code == 404


@db
def test_a_units_calendar_shows_what_the_unit_leads(cast: Cast, action: Action) -> None:
    assert action.lead_unit
    feed = Feed(unit=action.lead_unit, made_by=cast.head)
    assert f"NV-{action.pk}" in feeds.written(feed)
    assert f"NV-{action.pk}" not in feeds.written(Feed(unit=cast.other_body, made_by=cast.head))


MAY_MAKE = {"head", "editor"}


@db
def test_who_may_make_the_calendar_of_a_body(cast: Cast) -> None:
    """A row is a person: of the body's own people those who see all of its work."""
    for name, person in cast.people().items():
        assert bool(rules.may_make_unit_feed(Standing.of(person), cast.body)) is (name in MAY_MAKE), name


@db
def test_the_form_makes_one_and_shows_its_address_once(client: Client, cast: Cast) -> None:
    as_user(client, cast.head)
    url = reverse("notices:feed")
    assert cast.body.name in client.get(url).content.decode()
    sent = {"command_id": str(uuid.uuid4()), "unit": str(cast.body.pk)}
    assert client.post(url, sent).status_code == 303
    shown = re.search(r'value="(http[^"]*/notices/calendars/[^"]*\.ics)"', page(client))
    assert shown
    assert Client().get(shown[1].partition("testserver")[2]).status_code == 200
    assert "/notices/calendars/" not in page(client)


def page(client: Client) -> str:
    return client.get(reverse("notices:settings")).content.decode()


@db
def test_another_units_calendar_cannot_be_asked_for(client: Client, cast: Cast) -> None:
    as_user(client, cast.head)
    sent = {"command_id": str(uuid.uuid4()), "unit": str(cast.other_body.pk)}
    assert client.post(reverse("notices:feed"), sent).status_code == 422
    assert not Feed.objects.exists()


@db
def test_the_neutral_address_opens_the_matter_for_those_who_see_it(client: Client, cast: Cast, action: Action) -> None:
    url = reverse("notices:matter", args=[f"NV-{action.pk}"])
    assert as_user(client, cast.doer).get(url).headers["Location"] == action.get_absolute_url()
    assert as_user(client, cast.stranger).get(url).status_code == 404
    for nonsense in ("NV-", "NV-x", "XX-1", "NV-999999999999999999999", "NV-²"):
        assert matters.find(nonsense) is None, nonsense
        assert client.get(reverse("notices:matter", args=[nonsense])).status_code == 404


@db
def test_each_matter_is_given_once(cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_sources", [*feeds._sources, *feeds._sources])
    assert feeds.written(Feed(person=cast.doer, made_by=cast.doer)).count("BEGIN:VEVENT") == 1


STAMP = dt.datetime(2026, 3, 2, 1, 2, 3, tzinfo=dt.UTC)


def test_the_file_as_a_whole() -> None:
    one = calendar.Event("NV-1@x.example", dt.date(2026, 2, 28), "Hạn, việc; 1", "https://x.example/notices/1/")
    assert calendar.write("Việc đến hạn", [one], stamp=STAMP).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chuyen Bien//Due dates//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Việc đến hạn",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "BEGIN:VEVENT",
        "UID:NV-1@x.example",
        "DTSTAMP:20260302T010203Z",
        "DTSTART;VALUE=DATE:20260228",
        "DTEND;VALUE=DATE:20260301",
        "SUMMARY:Hạn\\, việc\\; 1",
        "URL:https://x.example/notices/1/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=400))
def test_folding_loses_nothing_and_cuts_no_character(line: str) -> None:
    parts = list(calendar.folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@given(st.text(alphabet="ab\\;,\n", max_size=60))
def test_what_is_escaped_can_be_read_again(text: str) -> None:
    escaped = calendar.escaped(text)
    assert "\n" not in escaped
    read = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], escaped)
    assert read == text
