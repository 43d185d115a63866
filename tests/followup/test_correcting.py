"""A planned meeting is changed; what is recorded of a decision is corrected, the former words staying visible."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.followup import operations, rules
from chuyenbien.followup.models import Meeting, MeetingItem
from chuyenbien.journal.models import Event, EventPayload
from chuyenbien.notices.models import Notice
from tests.cast import Cast, as_user, by
from tests.followup.holding import LATER, decide, hold, plan
from tests.remediation.making import active

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


@pytest.fixture
def item(cast: Cast) -> MeetingItem:
    """Urged, to be done within ten days."""
    active(cast)
    one = plan(cast).items.get()
    return decide(one, cast, "urge", note="Đẩy nhanh", due_by=LATER + dt.timedelta(days=10))


def correct(item: MeetingItem, cast: Cast, **facts: object) -> MeetingItem:
    with journal.recording(by=by(cast.head)):
        facts = {"because": "Thư ký ghi nhầm", "promised_on": item.promised_on, **facts}
        return operations.correct_decision(item, by=by(cast.head), **facts)  # type: ignore[arg-type]


def told(type: str) -> dict[str, object]:
    """What the journal keeps of the last event of a type."""
    seq = Event.objects.filter(type=type).latest("seq").seq
    data: dict[str, object] = json.loads(EventPayload.objects.get(seq=seq).data)
    return data


# --- a planned meeting -------------------------------------------------------------------------------


def test_hour_place_and_chair_of_a_planned_meeting_are_changed(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    as_user(client, cast.head)
    url = reverse("followup:change", args=[meeting.pk])
    asked = client.get(url)
    assert asked.status_code == 200
    answer = client.post(
        url,
        {
            "revision": meeting.revision,
            "title": "Họp kiểm điểm tiến độ, buổi hai",
            "starts_at": "2027-08-02T08:30",
            "place": "Phòng họp tầng 2",
            "chair": cast.editor.pk,
            "secretary": "",
        },
    )
    assert answer.status_code in (302, 303), answer.content.decode()
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.title, meeting.place, meeting.chair) == (
        "Họp kiểm điểm tiến độ, buổi hai",
        "Phòng họp tầng 2",
        cast.editor,
    )
    assert clock.local_date(meeting.starts_at) == dt.date(2027, 8, 2)
    assert meeting.attendances.filter(person=cast.editor, expected=True).exists()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Họp kiểm điểm tiến độ</span>" in page, "the former title is told"
    assert "Họp kiểm điểm tiến độ, buổi hai" in page


def test_whoever_becomes_secretary_sees_the_meeting(cast: Cast) -> None:
    meeting = plan(cast)
    assert not Meeting.objects.visible_to(by(cast.stranger).standing).filter(pk=meeting.pk).exists()
    with journal.recording(by=by(cast.head)):
        operations.change_meeting(meeting, by=by(cast.head), secretary=cast.stranger)
    assert Meeting.objects.visible_to(by(cast.stranger).standing).filter(pk=meeting.pk).exists()


def test_a_meeting_that_was_held_is_not_changed(cast: Cast) -> None:
    meeting = hold(plan(cast), cast)
    assert not rules.can_prepare(by(cast.head), meeting)
    with pytest.raises(Refused):
        operations.change_meeting(meeting, by=by(cast.head), place="Phòng khác")


def test_two_who_change_a_meeting_do_not_overwrite_each_other(cast: Cast) -> None:
    meeting = plan(cast)
    opened = meeting.revision
    with journal.recording(by=by(cast.head)):
        operations.change_meeting(meeting, by=by(cast.head), revision=opened, place="Phòng A")
    with pytest.raises(Stale), journal.recording(by=by(cast.head)):
        operations.change_meeting(meeting, by=by(cast.head), revision=opened, place="Phòng B")
    assert Meeting.objects.get(pk=meeting.pk).place == "Phòng A"


def test_a_change_that_changes_nothing_is_refused(cast: Cast) -> None:
    meeting = plan(cast)
    with pytest.raises(Refused), journal.recording(by=by(cast.head)):
        operations.change_meeting(meeting, by=by(cast.head), title=meeting.title)


# --- the record of a decision ------------------------------------------------------------------------


def test_words_and_day_are_corrected_and_the_former_ones_stay_visible(
    item: MeetingItem, cast: Cast, client: Client
) -> None:
    hold(item.meeting, cast)
    as_user(client, cast.head)
    url = reverse("followup:correct", args=[item.pk])
    form = client.get(url).content.decode()
    assert "Đẩy nhanh" in form
    later = LATER + dt.timedelta(days=12)
    answer = client.post(
        url, {"note": "Đẩy nhanh hồ sơ", "promised_on": later.isoformat(), "because": "Thư ký ghi nhầm"}
    )
    assert answer.status_code in (302, 303), answer.content.decode()
    item.refresh_from_db()
    assert (item.note, item.promised_on, item.decision) == ("Đẩy nhanh hồ sơ", later, "urge")
    for page in (item.meeting.get_absolute_url(), item.action.get_absolute_url()):
        told = client.get(page).content.decode()
        assert "Đẩy nhanh</span>" in told
        assert "Thư ký ghi nhầm" in told


def test_only_what_was_corrected_is_told(item: MeetingItem, cast: Cast) -> None:
    correct(item, cast, note="Đẩy nhanh hồ sơ")
    assert "old_until" not in told("followup.decision_corrected_words")
    correct(item, cast, promised_on=None)
    assert told("followup.decision_corrected_day")["until"] == "—"
    assert MeetingItem.objects.get(pk=item.pk).note == "Đẩy nhanh hồ sơ"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"note": "Khác", "because": " "}, "because"),
        ({"note": "Đẩy nhanh"}, None),
        ({"promised_on": LATER - dt.timedelta(days=1)}, "promised_on"),
    ],
)
def test_a_correction_needs_a_reason_a_change_and_a_day_after_the_meeting(
    item: MeetingItem, cast: Cast, facts: dict[str, object], field: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        correct(item, cast, **facts)
    assert refused.value.field == field


def test_what_is_not_decided_is_not_corrected(cast: Cast) -> None:
    active(cast)
    open_item = plan(cast).items.get()
    assert not rules.can_correct(by(cast.head), open_item)
    with pytest.raises(Refused):
        correct(open_item, cast, note="Khác")


def test_a_correction_undoes_nothing_and_tells_nobody_twice(item: MeetingItem, cast: Cast) -> None:
    before = Notice.objects.count()
    correct(item, cast, note="Đẩy nhanh hồ sơ")
    assert Notice.objects.count() == before
    assert item.action.due_on != item.promised_on


@pytest.mark.parametrize(("who", "may"), [("head", True), ("editor", True), ("doer", False), ("verifier", False)])
def test_who_corrects(item: MeetingItem, cast: Cast, who: str, may: bool) -> None:
    assert bool(rules.can_correct(by(getattr(cast, who)), item)) is may


def test_a_stranger_finds_neither_page(item: MeetingItem, cast: Cast, client: Client) -> None:
    as_user(client, cast.stranger)
    assert client.get(reverse("followup:correct", args=[item.pk])).status_code == 404
    assert client.get(reverse("followup:change", args=[item.meeting_id])).status_code == 404
