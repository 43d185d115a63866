"""How one wants to be told, deputies for absences, and how the office sees that the mail is going."""

from __future__ import annotations

import datetime as dt
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
from chuyenbien.core.verdict import Refused
from chuyenbien.notices import operations, planning, queries, routing, rules
from chuyenbien.notices.models import Absence, Delivery, Notice, Preference
from chuyenbien.orgs.access import Standing
from tests.cast import Cast, as_user, by

from .making import DAY, document, tell

pytestmark = pytest.mark.django_db

NOW = clock.moment_of(DAY, 8)
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(NOW):
        yield


def post(client: Client, name: str, *args: int, **sent: Any) -> Any:
    return client.post(reverse(f"notices:{name}", args=args), {"command_id": str(uuid.uuid4()), **sent})


def away(cast: Cast, first: dt.date = DAY, last: dt.date = DAY + WEEK) -> Absence:
    with journal.recording(by=by(cast.doer)):
        return operations.declare_absence(by=by(cast.doer), deputy=cast.head, first_on=first, last_on=last)


def test_a_preference_is_kept_and_shown(client: Client, cast: Cast) -> None:
    as_user(client, cast.doer)
    sent = {"mail": "weekly", "weekday": "4", "quiet_from": "18:30", "quiet_to": "08:00", "language": "en"}
    assert post(client, "preference", **sent).status_code == 303
    kept = Preference.objects.get(person=cast.doer)
    assert (kept.mail, kept.weekday, kept.quiet_from, kept.language) == ("weekly", 4, dt.time(18, 30), "en")
    page = client.get(reverse("notices:settings")).content.decode()
    assert "Mỗi tuần một lần: Thứ Năm" in page
    assert "18:30 – 08:00" in page


def test_a_wrong_preference_is_refused_with_what_was_typed(client: Client, cast: Cast) -> None:
    as_user(client, cast.doer)
    sent = {"mail": "hourly", "weekday": "4", "quiet_from": "25:00", "quiet_to": "08:00"}
    answer = post(client, "preference", **sent)
    assert answer.status_code == 422
    assert "25:00" in answer.content.decode()
    assert not Preference.objects.exists()


def test_the_deputy_is_told_what_waits_for_the_one_who_is_away(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    told = tell(cast.doer, subject)
    tell(cast.doer, document(cast.body, cast.doer), on=DAY + dt.timedelta(days=3))
    away(cast)
    assert routing.tell_deputies(NOW) == 1
    assert routing.tell_deputies(NOW) == 0
    copy = Notice.objects.get(person=cast.head)
    assert (copy.subject_id, copy.due_on, copy.kind) == (told.subject_id, told.due_on, told.kind)
    assert routing.tell_deputies(NOW + dt.timedelta(days=3)) == 1


def test_what_the_deputy_does_not_see_is_told_by_its_code_only(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer, abstract="Rà soát quy hoạch")
    told = tell(cast.doer, subject)
    away(cast)
    routing.tell_deputies(NOW)
    page = as_user(client, cast.head).get("/notices/").content.decode()
    assert told.code in page
    assert "Rà soát" not in page
    assert cast.doer.full_name in page
    copy = Notice.objects.get(person=cast.head)
    answer = client.get(reverse("notices:open", args=[copy.pk]))
    assert answer.headers["Location"] == "/notices/"


def test_before_and_after_the_absence_the_deputy_is_not_told(cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    away(cast, DAY + WEEK, DAY + 2 * WEEK)
    assert routing.tell_deputies(NOW) == 0
    assert routing.tell_deputies(NOW + WEEK) == 1
    routing.tell_deputies(NOW + 3 * WEEK)
    copy = Notice.objects.get(person=cast.head)
    assert copy.withdrawn_at is not None
    assert Notice.objects.get(person=cast.doer).withdrawn_at is None


def test_coming_back_earlier_takes_the_copies_back(client: Client, cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    absence = away(cast)
    routing.tell_deputies(NOW)
    as_user(client, cast.head)
    assert post(client, "end_absence", absence.pk).status_code == 404
    as_user(client, cast.doer)
    assert post(client, "end_absence", absence.pk).status_code == 303
    routing.tell_deputies(NOW)
    assert not queries.waiting_count(cast.head.pk)
    assert post(client, "end_absence", absence.pk).status_code == 422


def test_whoever_deputises_is_not_deputised_for(cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    away(cast)
    with journal.recording(by=by(cast.head)):
        operations.declare_absence(by=by(cast.head), deputy=cast.editor, first_on=DAY, last_on=DAY)
    routing.tell_deputies(NOW)
    routing.tell_deputies(NOW)
    assert not Notice.objects.filter(person=cast.editor).exists()


def test_what_is_done_leaves_the_deputys_inbox_too(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    tell(cast.doer, subject)
    away(cast)
    routing.tell_deputies(NOW)
    assert operations.withdraw(subject=subject, because="done") == 2


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(3, 2, "last_on"), (-9, -1, "last_on"), (5, 9, "first_on")],
)
def test_days_that_make_no_sense_are_refused(cast: Cast, first: int, last: int, field: str) -> None:
    away(cast)
    with pytest.raises(Refused) as refused:
        away(cast, DAY + dt.timedelta(days=first), DAY + dt.timedelta(days=last))
    assert refused.value.field == field


def test_nobody_is_their_own_deputy(cast: Cast) -> None:
    with pytest.raises(Refused):
        operations.declare_absence(by=by(cast.doer), deputy=cast.doer, first_on=DAY, last_on=DAY)


def test_the_form_offers_colleagues(client: Client, cast: Cast) -> None:
    as_user(client, cast.editor)
    page = client.get(reverse("notices:absence")).content.decode()
    assert cast.head.full_name in page
    assert cast.stranger.full_name not in page
    sent = {"deputy": str(cast.head.pk), "first_on": DAY.isoformat(), "last_on": (DAY + WEEK).isoformat()}
    assert post(client, "absence", **sent).status_code == 303
    assert cast.head.full_name in client.get(reverse("notices:settings")).content.decode()
    assert post(client, "absence", **sent).status_code == 422


MAY_WATCH = {"officer", "admin"}


def test_who_sees_how_the_mail_is_going(client: Client, cast: Cast) -> None:
    """A row is a person: the office and the administrators see it, everybody else is told why not."""
    for name, person in cast.people().items():
        answer = as_user(client, person).get(reverse("notices:mail"))
        assert answer.status_code == (200 if name in MAY_WATCH else 403), name
        assert bool(rules.may_watch_mail(Standing.of(person))) is (name in MAY_WATCH), name


def test_the_office_sees_who_cannot_be_reached(client: Client, cast: Cast) -> None:
    assert cast.doer.user
    cast.doer.user.email = ""
    cast.doer.user.save()
    tell(cast.head, document(cast.body, cast.head))
    planning.plan(NOW)
    page = as_user(client, cast.officer).get(reverse("notices:mail")).content.decode()
    unreached = reverse("orgs:person", args=[cast.doer.pk])
    assert unreached in page
    for other in (cast.head, cast.stranger):
        assert f'"{reverse("orgs:person", args=[other.pk])}"' not in page
    states = {
        state: count
        for state, _label, count in queries.mail_states(Standing.of(cast.officer).units_with("office_officer"))
    }
    assert states["due"] == Delivery.objects.count() == 1


def test_the_pages_ask_the_same_number_of_questions_at_one_and_at_three(client: Client, cast: Cast) -> None:
    numbers = []
    as_user(client, cast.doer)
    for row in range(3):
        away(cast, DAY + row * WEEK, DAY + row * WEEK)
        with journal.recording(by=by(cast.doer)):
            operations.make_feed(by=by(cast.doer))
        client.get(reverse("notices:settings"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("notices:settings"))
        numbers.append(len(asked))
    assert numbers[0] == numbers[2]


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    noon = Preference(quiet_from=dt.time(11), quiet_to=dt.time(13))
    assert noon.is_quiet(dt.time(12))
    assert not noon.is_quiet(dt.time(13))
    never = Preference(quiet_from=dt.time(7), quiet_to=dt.time(7))
    assert not never.is_quiet(dt.time(7))
