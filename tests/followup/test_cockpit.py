"""One item before the whole room: what it shows, to whom, and the decisions taken right there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup import operations
from chuyenbien.followup.models import Meeting, MeetingItem
from chuyenbien.journal.models import Event
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.models import Person
from chuyenbien.remediation import operations as remediation
from tests.cast import Cast, as_user, by
from tests.followup.holding import LATER, decide, hold, obstacle, petition, plan
from tests.remediation.making import DUE, active, report

pytestmark = pytest.mark.django_db

PAPER = {"basis_number": "12-BB/ĐU", "basis_date": LATER.isoformat()}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def url(item: MeetingItem) -> str:
    return reverse("followup:run_item", args=[item.meeting_id, item.pk])


def shown(client: Client, item: MeetingItem) -> str:
    answer = client.get(url(item))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_where_the_matter_stands(client: Client, cast: Cast) -> None:
    action = active(cast)
    report(cast, action, "Đã gửi hồ sơ lần hai", percent=40)
    petition(cast, action, LATER + dt.timedelta(days=5))
    meeting = plan(cast, reply_days=7)
    page = shown(as_user(client, cast.head), meeting.items.get())
    for words in (
        action.task,
        "Đã gửi hồ sơ lần hai",
        "Chờ hướng dẫn",
        "Đề nghị hướng dẫn",
        cast.ministry.name,
        'class="course"',
        "30/06/2023",
        "17/07/2023",
        cast.doer.full_name,
    ):
        assert words in page, words


def test_one_goes_from_item_to_item(client: Client, cast: Cast) -> None:
    for _number in range(3):
        active(cast)
    meeting = plan(cast)
    first, second, third = meeting.items.all()
    as_user(client, cast.head)
    assert client.get(reverse("followup:run", args=[meeting.pk])).headers["Location"] == url(first)
    decide(first, cast, "urge")
    assert client.get(reverse("followup:run", args=[meeting.pk])).headers["Location"] == url(second)
    context = client.get(url(second)).context
    found = [context[name] for name in ("place", "count", "before", "after", "open_after", "decided")]
    assert found == [2, 3, first.pk, third.pk, third.pk, 1]
    context = client.get(url(third)).context
    assert (context["after"], context["open_after"]) == (None, second.pk)


def test_a_meeting_without_items_leads_back_to_its_agenda(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    answer = as_user(client, cast.head).get(reverse("followup:run", args=[meeting.pk]))
    assert answer.headers["Location"] == meeting.get_absolute_url()


def test_an_item_of_another_meeting_is_not_there(client: Client, cast: Cast) -> None:
    active(cast)
    one, other = plan(cast), plan(cast)
    as_user(client, cast.head)
    assert client.get(reverse("followup:run_item", args=[one.pk, other.items.get().pk])).status_code == 404


def _urge(cast: Cast, item: MeetingItem) -> dict[str, Any]:
    return {"due_by": "20/07/2023"}


def _extend(cast: Cast, item: MeetingItem) -> dict[str, Any]:
    return {"to_date": "30/09/2023"}


def _ask_up(cast: Cast, item: MeetingItem) -> dict[str, Any]:
    return {"authority": cast.ministry.pk, "request": "Đề nghị hướng dẫn", "answer_due": "30/08/2023"}


def _reassign(cast: Cast, item: MeetingItem) -> dict[str, Any]:
    return {"to_person": cast.editor.pk, "due_by": "01/08/2023"}


def _nothing(cast: Cast, item: MeetingItem) -> dict[str, Any]:
    return {}


@pytest.mark.parametrize(
    ("decision", "typed", "told"),
    [
        ("urge", _urge, "followup.decided_urge_until"),
        ("remind", _nothing, "followup.decided_remind"),
        ("unblock", _nothing, "followup.decided_unblock"),
        ("extend", _extend, "followup.decided_extend"),
        ("ask_up", _ask_up, "followup.decided_ask_up"),
        ("reassign", _reassign, "followup.decided_reassign_until"),
    ],
)
def test_a_decision_writes_itself_back_at_once(
    client: Client, cast: Cast, decision: str, typed: Any, told: str
) -> None:
    action = active(cast)
    within, beyond = obstacle(cast, action, within=True), obstacle(cast, action, within=False)
    item = plan(cast).items.get()
    as_user(client, cast.head)
    sent = {"decision": decision, "note": "Theo kết luận", **typed(cast, item)}
    answer = client.post(url(item), sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, url(item))
    item.refresh_from_db()
    action.refresh_from_db()
    within.refresh_from_db()
    assert (item.decision, item.decided_by) == (decision, cast.head)
    wrote = {
        "unblock": within.state == "resolved",
        "extend": action.extensions.filter(to_date=dt.date(2023, 9, 30)).exists(),
        "ask_up": AuthorityRequest.objects.filter(obstacle=beyond, state="draft").exists(),
        "reassign": action.lead_person == cast.editor,
    }
    assert {name for name, done in wrote.items() if done} == {decision} & set(wrote)
    event = Event.objects.latest("seq")
    assert event.type == told
    assert journal.timeline(action)[0].type == told
    assert any(one.type == told for one in journal.timeline(item.meeting)), "the event names the meeting"
    assert "Theo kết luận" in shown(client, item)


def test_submitting_is_the_lead_persons_own_right(client: Client, cast: Cast) -> None:
    """The chair who leads the action submits it; to another chair it is not offered, with the reason."""
    action = active(cast)
    item = plan(cast).items.get()
    as_user(client, cast.head)
    page = client.get(url(item))
    assert 'value="submit"' not in page.content.decode()
    assert page.context["not_now"]
    assert client.post(url(item), {"decision": "submit", "note": "Xong"}).status_code == 403
    own = active(cast, lead_person=cast.head, lead_unit=cast.body)
    with journal.recording(by=by(cast.head)):
        remediation.report_progress(own, by=by(cast.head), text="Đã xong")
    second = plan(cast).items.get(action=own)
    assert client.post(url(second), {"decision": "submit", "note": "Đã có văn bản"}).status_code == 303
    own.refresh_from_db()
    assert (own.state, action.state) == ("submitted", "active")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"decision": "extend"}, "to_date"),
        ({"decision": "extend", "to_date": "01/06/2023"}, "to_date"),
        ({"decision": "urge", "due_by": "01/07/2023"}, "due_by"),
        ({"decision": "reassign"}, "to_person"),
        ({"decision": "unblock"}, "decision"),
        ({"decision": "ask_up", "authority": ""}, "authority"),
        ({}, "decision"),
        ({"decision": "urge", "note": ""}, "note"),
    ],
)
def test_a_refused_decision_says_why_beside_its_field_and_keeps_what_was_typed(
    client: Client, cast: Cast, typed: dict[str, str], field: str
) -> None:
    active(cast)
    item = plan(cast).items.get()
    before = Event.objects.count()
    as_user(client, cast.head)
    answer = client.post(url(item), {"note": "Chữ đã gõ", **typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert typed.get("note", "Chữ đã gõ") in answer.content.decode()
    item.refresh_from_db()
    assert (item.is_open, Event.objects.count()) == (True, before)


def test_the_leader_grants_what_the_body_asked_for_and_no_other_day(client: Client, cast: Cast) -> None:
    action = active(cast)
    with journal.recording(by=by(cast.head)):
        remediation.ask_extension(action, by=by(cast.head), to_date=dt.date(2023, 9, 1), because="Chờ đo đạc")
    with journal.recording(by=by(cast.leader)):
        meeting = operations.plan_meeting(
            unit=cast.superior,
            title="Giao ban",
            starts_at=clock.moment_of(LATER, 8),
            chair=cast.leader,
            by=by(cast.leader),
        )
    item = meeting.items.get()
    as_user(client, cast.leader)
    sent = {"decision": "extend", "note": "Đồng ý", "to_date": "30/09/2023"}
    refused = client.post(url(item), sent)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"to_date"}
    assert client.post(url(item), {**sent, "to_date": "01/09/2023"}).status_code == 303
    action.refresh_from_db()
    assert (action.due_on, action.original_due) == (dt.date(2023, 9, 1), DUE)


READING = {
    "head": (200, True, 303),
    "editor": (200, True, 422),
    "doer": (200, False, 403),
    "stranger": (200, False, 403),
    "leader": (404, False, 404),
    "officer": (404, False, 404),
    "verifier": (404, False, 404),
    "other_head": (404, False, 404),
    "admin": (404, False, 404),
}
"""On the page of an item: what is answered, whether it offers the decisions, what a decision of one's own gets.

The doer and the stranger attend; the editor may enter for the chair and not decide."""


@pytest.mark.parametrize("who", READING)
def test_who_reads_and_who_decides(client: Client, cast: Cast, who: str) -> None:
    active(cast)
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.record_attendance(meeting, by=by(cast.head), present=[cast.doer, cast.stranger])
    item = meeting.items.get()
    as_user(client, cast.people()[who])
    page = client.get(url(item))
    offers = page.status_code == 200 and 'name="decision"' in page.content.decode()
    sent = {"decision": "remind", "note": "Nhắc", "on_behalf_person": ""}
    assert (page.status_code, offers, client.post(url(item), sent).status_code) == READING[who]


def test_what_attending_does_not_open(client: Client, cast: Cast) -> None:
    """Who attends without having to do with the action sees no more of it than the agenda says."""
    action = active(cast)
    report(cast, action, "Nội dung nội bộ")
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.record_attendance(meeting, by=by(cast.head), present=[cast.stranger])
    page = shown(as_user(client, cast.stranger), meeting.items.get())
    assert action.task in page
    for hidden in ("Nội dung nội bộ", action.deliverable, 'class="course"', action.get_absolute_url()):
        assert hidden not in page, hidden


def test_the_office_enters_what_the_chair_decided(client: Client, cast: Cast) -> None:
    active(cast)
    item = plan(cast, secretary=cast.editor).items.get()
    as_user(client, cast.editor)
    assert client.get(url(item)).context["form"]["on_behalf_person"].value() == cast.head.pk
    sent = {"decision": "urge", "note": "Đôn đốc", "on_behalf_person": cast.head.pk}
    assert client.post(url(item), sent).status_code == 422, "without the paper"
    assert client.post(url(item), {**sent, **PAPER}).status_code == 303
    item.refresh_from_db()
    event = Event.objects.latest("seq")
    assert (item.decided_by, event.person_id, event.entered_by_id) == (cast.head, cast.head.pk, cast.editor.pk)


def test_nothing_is_entered_for_somebody_who_does_not_chair(client: Client, cast: Cast) -> None:
    active(cast)
    item = plan(cast, secretary=cast.editor).items.get()
    as_user(client, cast.editor)
    sent = {"decision": "urge", "note": "Đôn đốc", "on_behalf_person": cast.doer.pk, **PAPER}
    answer = client.post(url(item), sent)
    assert answer.status_code == 422
    assert "on_behalf_person" in answer.context["form"].errors
    item.refresh_from_db()
    assert item.is_open


def test_an_item_is_decided_once_and_a_held_meeting_is_closed(client: Client, cast: Cast) -> None:
    active(cast)
    active(cast)
    meeting = plan(cast)
    first, second = meeting.items.all()
    as_user(client, cast.head)
    sent = {"decision": "urge", "note": "Đôn đốc"}
    assert client.post(url(first), sent).status_code == 303
    assert client.post(url(first), sent).status_code == 422
    hold(meeting, cast)
    assert client.post(url(second), sent).status_code == 403
    assert 'name="decision"' not in shown(client, second)


def test_a_matter_known_by_a_code_is_decided_without_words(client: Client, cast: Cast) -> None:
    action = active(cast)
    with journal.recording(by=by(cast.head)):
        documents.reclassify(action, level="code_only", code="M-07", by=by(cast.head), because="Theo quy định")
    item = plan(cast).items.get()
    as_user(client, cast.head)
    page = client.get(url(item))
    assert "M-07" in page.content.decode()
    assert "note" not in page.context["form"].fields
    assert client.post(url(item), {"decision": "extend", "to_date": "30/09/2023"}).status_code == 303
    item.refresh_from_db()
    assert (item.decision, item.note) == ("extend", "")


def told(person: Person) -> list[tuple[str, dt.date | None, bool]]:
    rows = Notice.objects.filter(person=person, kind="followup.decided").order_by("pk")
    return [(one.kind, one.due_on, one.withdrawn_at is None) for one in rows]


def test_who_leads_the_work_is_told_and_no_longer_once_it_is_somebody_elses(cast: Cast) -> None:
    action = active(cast)
    meeting = plan(cast)
    decide(meeting.items.get(), cast, "urge", due_by=LATER + dt.timedelta(days=5))
    assert told(cast.doer) == [("followup.decided", LATER + dt.timedelta(days=5), True)]
    hold(meeting, cast)
    decide(plan(cast).items.get(), cast, "reassign", to_person=cast.editor)
    assert told(cast.doer)[0][2] is False
    assert told(cast.editor) == [("followup.decided", DUE, True)]
    assert told(cast.head) == []
    assert Notice.objects.filter(kind="followup.decided", code__contains=action.task).count() == 0


def test_the_page_costs_the_same_whatever_the_agenda_holds(client: Client, cast: Cast) -> None:
    action = active(cast)
    obstacle(cast, action, within=True)
    meeting = plan(cast)
    item = meeting.items.get()
    as_user(client, cast.head)
    client.get(url(item))
    with CaptureQueriesContext(connection) as one:
        client.get(url(item))
    for _number in range(2):
        active(cast)
        obstacle(cast, action, within=True)
    operations.fill_agenda(meeting)
    with CaptureQueriesContext(connection) as three:
        assert client.get(url(item)).status_code == 200
    assert Meeting.objects.get().items.count() == 3
    assert len(three) == len(one)
