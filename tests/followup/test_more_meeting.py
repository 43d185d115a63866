"""The agenda before the meeting, and who keeps it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.followup import operations, rules
from chuyenbien.followup.enums import MeetingState
from chuyenbien.followup.models import Meeting
from chuyenbien.journal.models import Event
from tests.cast import Cast, by
from tests.followup.test_meeting import LATER, plan
from tests.remediation.making import active

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def refresh(meeting: Meeting, cast: Cast) -> int:
    with journal.recording(by=by(cast.head)):
        return operations.refresh_agenda(meeting, by=by(cast.head))


def test_the_agenda_is_brought_up_to_date_until_the_meeting(cast: Cast) -> None:
    first = active(cast)
    meeting = plan(cast)
    assert [item.action for item in meeting.items.all()] == [first]
    second = active(cast, task="Việc phát sinh sau khi lập chương trình")
    before = Event.objects.count()
    assert refresh(meeting, cast) == 1
    assert {item.action for item in meeting.items.all()} == {first, second}
    assert Event.objects.count() == before + 1
    assert refresh(meeting, cast) == 0
    meeting.state = MeetingState.HELD
    with pytest.raises(Refused):
        refresh(meeting, cast)


def test_the_secretary_keeps_the_agenda_and_decides_nothing(cast: Cast) -> None:
    meeting = plan(cast, secretary=cast.doer)
    assert rules.can_prepare(by(cast.doer), meeting)
    assert rules.can_hold(by(cast.doer), meeting)
    assert not rules.can_decide(by(cast.doer), meeting)
    assert not rules.can_plan(by(cast.doer), cast.body)
    for person in (cast.other_head, cast.stranger, cast.verifier, cast.admin):
        assert not rules.can_prepare(by(person), meeting), person
        assert not rules.can_hold(by(person), meeting), person
    meeting.state = MeetingState.HELD
    for person in (cast.doer, cast.head, cast.editor):
        assert not rules.can_prepare(by(person), meeting), person
        assert not rules.can_decide(by(person), meeting), person
        assert not rules.can_hold(by(person), meeting), person
