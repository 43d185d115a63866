"""The progress meeting: its agenda comes from the record, its decisions go back into it."""

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
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.escalation import operations as escalation
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup import operations, rules
from chuyenbien.followup.models import Meeting, MeetingItem
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user, by, code
from tests.remediation.making import DUE, active, report

pytestmark = pytest.mark.django_db

LATER = DUE + dt.timedelta(days=12)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def plan(cast: Cast, **facts: Any) -> Meeting:
    with journal.recording(by=by(cast.head)):
        return operations.plan_meeting(
            unit=cast.body,
            title="Họp kiểm điểm tiến độ tháng 7",
            starts_at=clock.moment_of(LATER, 14),
            chair=cast.head,
            by=by(cast.head),
            **facts,
        )


def decide(
    item: MeetingItem, cast: Cast, decision: str, note: str = "Theo ý kiến chủ trì", **details: Any
) -> MeetingItem:
    with journal.recording(by=by(cast.head)):
        return operations.decide(item, by=by(cast.head), decision=decision, note=note, **details)


def obstacle(cast: Cast, action: Action, *, within: bool) -> Any:
    with journal.recording(by=by(cast.doer)):
        return escalation.raise_obstacle(
            action,
            by=by(cast.doer),
            kind=code(CodeList.OBSTACLE_KIND, "thu-tuc"),
            text="Chờ hướng dẫn",
            within_authority=within,
        )


def test_the_agenda_is_what_is_blocked_then_overdue(cast: Cast) -> None:
    overdue = active(cast)
    blocked = active(cast, due_on=DUE + dt.timedelta(days=60))
    active(cast, due_on=DUE + dt.timedelta(days=90))
    obstacle(cast, blocked, within=True)
    meeting = plan(cast)
    assert [(item.action_id, item.reasons) for item in meeting.items.all()] == [
        (blocked.pk, ["blocked"]),
        (overdue.pk, ["overdue"]),
    ]


def test_planning_is_one_event(cast: Cast) -> None:
    before = Event.objects.count()
    plan(cast)
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("decision", ["urge", "remind"])
def test_urging_is_told_in_the_actions_own_timeline(cast: Cast, decision: str) -> None:
    action = active(cast)
    item = plan(cast).items.get()
    decide(item, cast, decision)
    item.refresh_from_db()
    assert (item.decision, item.decided_by) == (decision, cast.head)
    assert journal.timeline(action)[0].type == f"followup.decided_{decision}"


def test_an_item_is_decided_once(cast: Cast) -> None:
    active(cast)
    item = plan(cast).items.get()
    decide(item, cast, "urge")
    with pytest.raises(Refused):
        decide(item, cast, "remind")


def test_an_extension_is_asked_and_keeps_the_original_date(cast: Cast) -> None:
    action = active(cast)
    item = plan(cast).items.get()
    decide(item, cast, "extend", to_date=LATER + dt.timedelta(days=30))
    extension = action.extensions.get()
    assert (extension.to_date, extension.decision) == (LATER + dt.timedelta(days=30), "")
    action.refresh_from_db()
    assert (action.due_on, action.original_due) == (DUE, DUE)


def test_an_extension_decided_by_the_superiors_leader_is_approved_at_once(cast: Cast) -> None:
    action = active(cast)
    with journal.recording(by=by(cast.leader)):
        meeting = operations.plan_meeting(
            unit=cast.superior,
            title="Giao ban",
            starts_at=clock.moment_of(LATER, 8),
            chair=cast.leader,
            by=by(cast.leader),
        )
        operations.decide(
            meeting.items.get(),
            by=by(cast.leader),
            decision="extend",
            note="Đồng ý",
            to_date=LATER + dt.timedelta(days=30),
        )
    action.refresh_from_db()
    assert (action.due_on, action.original_due) == (LATER + dt.timedelta(days=30), DUE)


def test_an_extension_needs_a_date(cast: Cast) -> None:
    active(cast)
    item = plan(cast).items.get()
    with pytest.raises(Refused) as refusal:
        decide(item, cast, "extend")
    assert refusal.value.field == "to_date"
    item.refresh_from_db()
    assert item.decision == "none"


def test_unblocking_resolves_what_is_within_own_authority(cast: Cast) -> None:
    action = active(cast)
    one = obstacle(cast, action, within=True)
    decide(plan(cast).items.get(), cast, "unblock", note="Bố trí thêm hai người")
    one.refresh_from_db()
    assert (one.state, one.resolution) == ("resolved", "Bố trí thêm hai người")


def test_unblocking_nothing_is_refused(cast: Cast) -> None:
    action = active(cast)
    obstacle(cast, action, within=False)
    with pytest.raises(Refused):
        decide(plan(cast).items.get(), cast, "unblock")


def test_asking_upward_drafts_the_petition(cast: Cast) -> None:
    action = active(cast)
    one = obstacle(cast, action, within=False)
    decide(plan(cast).items.get(), cast, "ask_up", authority=cast.ministry, request="Đề nghị hướng dẫn")
    drafted = AuthorityRequest.objects.get(obstacle=one)
    assert (drafted.authority, drafted.request, drafted.state) == (cast.ministry, "Đề nghị hướng dẫn", "draft")


def test_asking_upward_needs_an_obstacle_beyond_authority_and_an_authority(cast: Cast) -> None:
    active(cast)
    item = plan(cast).items.get()
    with pytest.raises(Refused):
        decide(item, cast, "ask_up", authority=cast.ministry)
    with pytest.raises(Refused) as refusal:
        decide(item, cast, "ask_up")
    assert refusal.value.field == "authority"


def test_reassigning_hands_the_work_over(cast: Cast) -> None:
    action = active(cast)
    item = plan(cast).items.get()
    with pytest.raises(Refused):
        decide(item, cast, "reassign")
    decide(item, cast, "reassign", to_person=cast.editor)
    action.refresh_from_db()
    assert action.lead_person == cast.editor


def test_submitting_from_the_meeting(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    decide(plan(cast).items.get(), cast, "submit")
    action.refresh_from_db()
    assert action.state == "submitted"


def test_an_undecided_item_returns_by_itself(cast: Cast) -> None:
    action = active(cast)
    first = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.hold_meeting(first, by=by(cast.head), minutes="Chưa kịp bàn")
    assert plan(cast).items.get().action == action


def test_a_held_meeting_is_closed(cast: Cast) -> None:
    active(cast)
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.hold_meeting(meeting, by=by(cast.head), minutes="Biên bản")
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.refresh_agenda(meeting, by=by(cast.head))
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.hold_meeting(meeting, by=by(cast.head), minutes="Lần nữa")
    assert not rules.can_decide(by(cast.head), meeting)


def test_attendance_and_adding_an_item(cast: Cast) -> None:
    active(cast)
    other = active(cast, due_on=LATER + dt.timedelta(days=90))
    meeting = plan(cast)
    with journal.recording(by=by(cast.head)):
        operations.add_item(meeting, other, by=by(cast.head))
        operations.record_attendance(
            meeting, by=by(cast.head), present=[cast.head, cast.doer], absent={cast.editor: "Đi công tác"}
        )
    assert meeting.items.count() == 2
    assert meeting.attendances.get(person=cast.editor).reason == "Đi công tác"
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.add_item(meeting, other, by=by(cast.head))


MATRIX = {
    "leader": (False, False),
    "officer": (False, False),
    "verifier": (False, False),
    "head": (True, True),
    "editor": (True, False),
    "doer": (False, False),
    "other_head": (False, False),
    "admin": (False, False),
    "inspector": (False, False),
    "stranger": (False, False),
}
"""Who may prepare a meeting of the body, and who may decide in one that the head chairs."""


@pytest.mark.parametrize("who", list(MATRIX))
def test_who_may_do_what(cast: Cast, who: str) -> None:
    meeting = plan(cast)
    actor = by(cast.people()[who])
    assert (bool(rules.can_prepare(actor, meeting)), bool(rules.can_decide(actor, meeting))) == MATRIX[who]
    assert bool(rules.can_plan(actor, cast.body)) is MATRIX[who][0]


def test_reassigning_needs_the_right_of_its_verb(cast: Cast) -> None:
    active(cast)
    meeting = plan(cast)
    Meeting.objects.filter(pk=meeting.pk).update(chair=cast.doer)
    item = MeetingItem.objects.get(meeting=meeting)
    with pytest.raises(Forbidden):
        rules.require_decision(by(cast.doer), item, "reassign")


@pytest.mark.parametrize("who", ["stranger", "other_head", "admin", "verifier", "leader"])
def test_hidden_from_everybody_else(client: Client, cast: Cast, who: str) -> None:
    meeting = plan(cast)
    as_user(client, cast.people()[who])
    assert client.get(reverse("followup:meeting", args=[meeting.pk])).status_code == 404


def test_the_pages_from_planning_to_minutes(client: Client, cast: Cast) -> None:
    action = active(cast)
    as_user(client, cast.head)
    form = {
        "unit": cast.body.pk,
        "title": "Họp tháng 7",
        "starts_at": "2023-07-12T14:00",
        "chair": cast.head.pk,
        "secretary": cast.editor.pk,
    }
    page = client.post(reverse("followup:new"), form)
    assert page.status_code == 303
    meeting = Meeting.objects.get()
    shown = client.get(meeting.get_absolute_url())
    assert action.task in shown.content.decode()
    item = meeting.items.get()
    wrong = client.post(reverse("followup:decide", args=[item.pk]), {"decision": "extend", "note": "Cần thêm"})
    assert wrong.status_code == 422
    assert "Cần thêm" in wrong.content.decode()
    right = {"decision": "extend", "note": "Cần thêm", "to_date": "30/09/2023"}
    assert client.post(reverse("followup:decide", args=[item.pk]), right).status_code == 303
    held = client.post(reverse("followup:hold", args=[meeting.pk]), {"minutes": "Biên bản cuộc họp"})
    assert held.status_code == 303
    minutes = client.get(reverse("followup:print", args=[meeting.pk])).content.decode()
    assert "Biên bản cuộc họp" in minutes
    again = client.get(reverse("followup:decide", args=[item.pk]))
    assert again.status_code == 403


def test_listing_costs_the_same_at_one_and_three(client: Client, cast: Cast) -> None:
    as_user(client, cast.head)
    plan(cast)
    client.get(reverse("followup:list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("followup:list"))
    plan(cast)
    plan(cast)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("followup:list"))
    assert len(one) == len(three)
