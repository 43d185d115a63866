"""The inbox: one's own notices by matter, taken note of, put off, and nothing of what one may not see."""

from __future__ import annotations

import datetime as dt
import re
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
from chuyenbien.journal.models import Event
from chuyenbien.notices import operations, queries
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.enums import Capacity
from tests.cast import Cast, as_user, by

from .making import DAY, OTHER_KIND, document, tell

pytestmark = pytest.mark.django_db

INBOX = "/notices/"


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def seen(client: Client, person: Any, query: str = "") -> str:
    answer = as_user(client, person).get(INBOX + query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, name: str, *args: int, **sent: Any) -> Any:
    return client.post(reverse(f"notices:{name}", args=args), {"command_id": str(uuid.uuid4()), **sent})


def test_everybody_sees_their_own_and_nobody_elses(client: Client, cast: Cast) -> None:
    """A row is a person; whoever was told sees it, the others neither see nor touch it."""
    subject = document(cast.body, *cast.people().values())
    told = tell(cast.doer, subject)
    for name, person in cast.people().items():
        own = name == "doer"
        assert (told.code in seen(client, person)) is own, name
        assert client.get(reverse("notices:snooze", args=[told.pk])).status_code == (200 if own else 404), name
        if not own:
            assert post(client, "acknowledge", told.pk).status_code == 404, name
            assert post(client, "acknowledge_all", newest=told.pk).status_code == 303
            told.refresh_from_db()
            assert told.acknowledged_at is None, name


def test_notices_stand_under_their_matter(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer, abstract="Rà soát quy hoạch")
    tell(cast.doer, subject)
    tell(cast.doer, subject, kind=OTHER_KIND)
    page = seen(client, cast.doer)
    assert page.count("Rà soát quy hoạch") == 1
    assert page.count("Có việc đến hạn <span") == 2
    assert subject.get_absolute_url() in page


def test_of_a_matter_one_no_longer_sees_only_the_code_is_shown(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer, abstract="Rà soát quy hoạch")
    told = tell(cast.doer, subject)
    subject.release(capacity=Capacity.RESPONSIBLE, person=cast.doer)
    page = seen(client, cast.doer)
    assert told.code in page
    assert "Rà soát" not in page
    assert subject.get_absolute_url() not in page


def test_of_a_code_only_matter_only_the_code_is_shown(client: Client, cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer, code="M-07"))
    assert "M-07" in seen(client, cast.doer)


def test_the_menu_and_the_first_page_count_what_waits(client: Client, cast: Cast) -> None:
    assert 'class="nav-count"' not in seen(client, cast.doer)
    for _number in range(2):
        tell(cast.doer, document(cast.body, cast.doer))
    told = re.search(r'class="nav-count">(.*?)</a>', seen(client, cast.doer))
    assert told
    assert re.sub("<.*?>", "", told[1]) == ": 2"
    assert "Có 2 lời báo đang chờ" in client.get("/my-work/").content.decode()


def test_taking_note_removes_it_until_it_expires(client: Client, cast: Cast, settings: Any) -> None:
    settings.NOTICE_ACKNOWLEDGED_DAYS = 14
    told = tell(cast.doer, document(cast.body, cast.doer))
    as_user(client, cast.doer)
    assert post(client, "acknowledge", told.pk).status_code == 303
    assert told.code not in seen(client, cast.doer)
    assert told.code in seen(client, cast.doer, "?show=acknowledged")
    assert Event.objects.filter(type="notices.acknowledged").count() == 1
    with clock.at(DAY + dt.timedelta(days=13)):
        assert not queries.waiting_count(cast.doer.pk)
    with clock.at(DAY + dt.timedelta(days=15)):
        assert queries.waiting_count(cast.doer.pk) == 1


def test_what_only_informs_does_not_come_back(cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer), kind=OTHER_KIND)
    with journal.recording(by=by(cast.doer)):
        operations.acknowledge(told, by=by(cast.doer))
    with clock.at(DAY + dt.timedelta(days=400)):
        assert not queries.waiting_count(cast.doer.pk)


def test_taking_note_of_all_leaves_what_came_after_the_page(client: Client, cast: Cast) -> None:
    first = tell(cast.doer, document(cast.body, cast.doer))
    second = tell(cast.doer, document(cast.body, cast.doer))
    later = tell(cast.doer, document(cast.body, cast.doer))
    as_user(client, cast.doer)
    assert post(client, "acknowledge_all", newest=second.pk).status_code == 303
    waiting = set(queries.told_to(cast.doer.pk).values_list("pk", flat=True))
    assert waiting == {later.pk}
    assert first.pk not in waiting
    assert Event.objects.filter(type="notices.acknowledged_all").count() == 1


def test_taking_note_of_one_matter_leaves_the_others(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    one = tell(cast.doer, subject)
    other = tell(cast.doer, document(cast.body, cast.doer))
    as_user(client, cast.doer)
    post(client, "acknowledge_all", newest=other.pk, kind=one.subject_kind, matter=one.subject_id)
    assert set(queries.told_to(cast.doer.pk).values_list("pk", flat=True)) == {other.pk}


def test_nothing_to_take_note_of_is_no_event(client: Client, cast: Cast) -> None:
    as_user(client, cast.doer)
    post(client, "acknowledge_all", newest=0)
    assert not Event.objects.filter(type="notices.acknowledged_all").exists()


def test_what_is_put_off_returns_on_its_day(client: Client, cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer))
    until = DAY + dt.timedelta(days=5)
    as_user(client, cast.doer)
    assert post(client, "snooze", told.pk, until=until.isoformat()).status_code == 303
    assert told.code not in seen(client, cast.doer)
    assert told.code in seen(client, cast.doer, "?show=snoozed")
    with clock.at(until):
        assert queries.waiting_count(cast.doer.pk) == 1


@pytest.mark.parametrize("days", [0, -1, 31])
def test_it_cannot_be_put_off_to_the_past_or_for_ever(client: Client, cast: Cast, days: int) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer))
    as_user(client, cast.doer)
    answer = post(client, "snooze", told.pk, until=(DAY + dt.timedelta(days=days)).isoformat())
    assert answer.status_code == 422
    assert "trong vòng 30 ngày" in answer.content.decode()


def test_what_was_taken_back_is_listed_and_can_no_longer_be_answered(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    told = tell(cast.doer, subject)
    operations.withdraw(subject=subject, because="done")
    told.refresh_from_db()
    assert told.code not in seen(client, cast.doer)
    assert "đã thôi báo" in seen(client, cast.doer, "?show=all")
    assert post(client, "acknowledge", told.pk).status_code == 422
    with pytest.raises(Refused):
        operations.snooze(told, DAY + dt.timedelta(days=1), by=by(cast.doer))


def test_a_notice_of_a_later_day_waits_for_it(cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer), on=DAY + dt.timedelta(days=1))
    assert not queries.waiting_count(cast.doer.pk)


def test_a_repeated_click_takes_note_once(client: Client, cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer))
    as_user(client, cast.doer)
    command = str(uuid.uuid4())
    for _time in range(2):
        assert post(client, "acknowledge", told.pk, command_id=command).status_code == 303
    assert Event.objects.filter(type="notices.acknowledged").count() == 1


def test_the_list_asks_the_same_number_of_questions_at_one_and_at_three(client: Client, cast: Cast) -> None:
    numbers = []
    as_user(client, cast.doer)
    for _row in range(3):
        for _twice in range(2):
            tell(cast.doer, document(cast.body, cast.doer))
        client.get(INBOX)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(INBOX)
        numbers.append(len(asked))
    assert numbers[0] == numbers[2]


def test_pages(client: Client, cast: Cast) -> None:
    for _number in range(25):
        tell(cast.doer, document(cast.body, cast.doer))
    first, second = seen(client, cast.doer), seen(client, cast.doer, "?page=2")
    codes = set(Notice.objects.values_list("code", flat=True))
    assert sum(f">{code}<" in first for code in codes) == 20
    assert sum(f">{code}<" in second for code in codes) == 5


def test_the_reminder_to_copy_is_neutral_and_opens_for_whoever_sees_the_matter(client: Client, cast: Cast) -> None:
    subject = document(cast.body, cast.doer, abstract="Rà soát quy hoạch")
    tell(cast.doer, subject)
    hidden = tell(cast.doer, document(cast.body, cast.doer, code="M-07"))
    page = seen(client, cast.doer)
    lines = re.findall(r'<input id="line-\d+"[^>]* value="([^"]*)"', page)
    due = f"{DAY + dt.timedelta(days=3):%d/%m/%Y}"
    assert lines == [
        f"Có việc đến hạn: VB-{subject.pk} · hạn {due} · http://localhost:8000/notices/matters/VB-{subject.pk}/"
    ]
    assert hidden.code in page


def test_the_address_in_a_mail_leads_on_to_the_matter(client: Client, cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer))
    assert as_user(client, cast.doer).get(told.get_absolute_url()).headers["Location"] == told.url
    assert as_user(client, cast.head).get(told.get_absolute_url()).status_code == 404
