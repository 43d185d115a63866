"""A meeting that was held on paper and is entered afterwards: dated by its day, resting on its minutes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.followup import operations
from chuyenbien.followup.models import Meeting
from chuyenbien.journal.models import Event
from tests.cast import Cast, as_user, by
from tests.followup.holding import LATER
from tests.remediation.making import DUE, active

pytestmark = pytest.mark.django_db

HELD = DUE + dt.timedelta(days=3)
"""The day of the meeting on paper; it is entered nine days later."""


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def typed(cast: Cast, **facts: Any) -> dict[str, Any]:
    return {
        "unit": cast.body.pk,
        "title": "Họp kiểm điểm tiến độ tháng 7",
        "starts_at": f"{HELD.isoformat()}T08:00",
        "chair": cast.head.pk,
        "secretary": cast.editor.pk,
        "number": "07-BB/ĐU",
        "issued_on": HELD.isoformat(),
        **facts,
    }


def enter(cast: Cast) -> Meeting:
    with journal.recording(by=by(cast.editor)):
        return operations.enter_meeting(
            unit=cast.body,
            title="Họp trên giấy",
            starts_at=clock.moment_of(HELD, 8),
            chair=cast.head,
            by=by(cast.editor),
            number="07-BB/ĐU",
            issued_on=HELD,
        )


def test_from_the_minutes_on_paper_to_the_record(client: Client, cast: Cast) -> None:
    action = active(cast)
    as_user(client, cast.editor)
    assert client.post(reverse("followup:on_paper"), typed(cast)).status_code == 303
    meeting = Meeting.objects.get()
    paper = Document.objects.get(number="07-BB/ĐU")
    assert (meeting.on_paper, meeting.paper, meeting.items.count()) == (True, paper, 0)

    assert client.post(reverse("followup:add", args=[meeting.pk]), {"action": action.pk}).status_code == 303
    item = meeting.items.get()
    url = reverse("followup:run_item", args=[meeting.pk, item.pk])
    fields = client.get(url).context["form"].fields
    assert "on_behalf_person" in fields
    assert "basis_number" not in fields, "the minutes are the paper it rests on"
    sent = {"decision": "extend", "note": "Theo biên bản", "to_date": "30/09/2023", "on_behalf_person": cast.head.pk}
    assert client.post(url, sent).status_code == 303

    item.refresh_from_db()
    extension = action.extensions.get()
    assert clock.local_date(item.decided_at) == HELD  # type: ignore[arg-type]
    assert (clock.local_date(extension.asked_at), extension.asked_by) == (HELD, cast.head)
    event = Event.objects.latest("seq")
    assert (event.type, clock.local_date(event.at), clock.local_date(event.recorded_at) != HELD) == (
        "followup.decided_extend",
        HELD,
        True,
    )
    assert (event.person_id, event.entered_by_id) == (cast.head.pk, cast.editor.pk)
    assert json.loads(event.body)["basis"] == paper.pk

    there = {f"there_{cast.head.pk}": "present", f"there_{cast.editor.pk}": "present"}
    assert client.post(reverse("followup:attendance", args=[meeting.pk]), there).status_code == 303
    assert client.post(reverse("followup:hold", args=[meeting.pk]), {"minutes": ""}).status_code == 303
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_at) == ("held", meeting.starts_at)
    assert paper.number in client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"starts_at": f"{(LATER + dt.timedelta(days=1)).isoformat()}T08:00"}, "starts_at"),
        ({"number": ""}, "number"),
        ({"issued_on": ""}, "number"),
        ({"issued_on": (LATER + dt.timedelta(days=2)).isoformat()}, "issued_on"),
        ({"chair": ""}, "chair"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(
    client: Client, cast: Cast, facts: dict[str, str], field: str
) -> None:
    answer = as_user(client, cast.editor).post(reverse("followup:on_paper"), typed(cast, **facts))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert "Họp kiểm điểm tiến độ tháng 7" in answer.content.decode()
    assert (Meeting.objects.count(), Document.objects.count()) == (0, 0)


def test_its_agenda_is_what_the_paper_says(client: Client, cast: Cast) -> None:
    """The record of today says nothing of that day; what was issued afterwards was not spoken of."""
    active(cast)
    meeting = enter(cast)
    assert meeting.items.count() == 0
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.refresh_agenda(meeting, by=by(cast.head))
    later = active(cast)
    type(later).objects.filter(pk=later.pk).update(issued_at=clock.moment_of(HELD + dt.timedelta(days=1), 8))
    as_user(client, cast.editor)
    form = client.get(reverse("followup:add", args=[meeting.pk])).context["form"]
    assert later not in form.fields["action"].queryset
    assert form.fields["action"].queryset.count() == 1


def test_only_for_the_chair_and_only_by_who_may_enter_for_them(client: Client, cast: Cast) -> None:
    action = active(cast)
    meeting = enter(cast)
    with journal.recording(by=by(cast.editor)):
        item = operations.add_item(meeting, action, by=by(cast.editor))
        operations.expect(meeting, [cast.head, cast.doer], by=by(cast.editor))
    url = reverse("followup:run_item", args=[meeting.pk, item.pk])
    sent = {"decision": "urge", "note": "Theo biên bản"}
    as_user(client, cast.editor)
    assert client.post(url, {**sent, "on_behalf_person": cast.doer.pk}).status_code == 422
    assert client.post(url, sent).status_code == 422
    assert as_user(client, cast.doer).post(url, {**sent, "on_behalf_person": cast.head.pk}).status_code == 403
    item.refresh_from_db()
    assert item.is_open


ENTERING = {
    "head": 200,
    "editor": 200,
    "leader": 200,
    "officer": 200,
    "other_head": 200,
    "stranger": 200,
    "doer": 403,
    "verifier": 403,
    "admin": 403,
    "inspector": 403,
}
"""Who enters a meeting at all, each for their own unit."""


def test_who_enters(client: Client, cast: Cast) -> None:
    url = reverse("followup:on_paper")
    assert {who: as_user(client, cast.people()[who]).get(url).status_code for who in ENTERING} == ENTERING
    answer = as_user(client, cast.other_head).post(url, typed(cast))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"unit"}


def test_a_promise_is_not_older_than_the_meeting(cast: Cast) -> None:
    action = active(cast)
    meeting = enter(cast)
    with journal.recording(by=by(cast.editor)):
        item = operations.add_item(meeting, action, by=by(cast.editor))
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.decide(item, by=by(cast.head), decision="urge", due_by=HELD - dt.timedelta(days=1))
    with journal.recording(by=by(cast.head)):
        operations.decide(item, by=by(cast.head), decision="urge", due_by=HELD + dt.timedelta(days=2))
    with journal.recording(by=by(cast.head)):
        operations.hold_meeting(meeting, by=by(cast.head), minutes="")
        following = operations.plan_meeting(
            unit=cast.body, title="Họp sau", starts_at=clock.now(), chair=cast.head, by=by(cast.head)
        )
    assert following.items.get().reasons == ["promise", "overdue"]
