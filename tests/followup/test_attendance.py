"""Who is expected, who came, who stood in for whom, and whether so many are enough."""

from __future__ import annotations

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
from chuyenbien.followup import operations
from chuyenbien.followup.models import Meeting, MeetingAttendance
from chuyenbien.followup.quorum import quorum_of
from chuyenbien.journal.models import Event
from chuyenbien.orgs.models import Person
from tests.cast import Cast, as_user, by
from tests.followup.holding import LATER, hold, plan
from tests.remediation.making import active

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(LATER):
        yield


def expect(meeting: Meeting, cast: Cast, *people: Person) -> None:
    with journal.recording(by=by(cast.head)):
        operations.expect(meeting, people, by=by(cast.head))


def record(meeting: Meeting, cast: Cast, **told: Any) -> None:
    with journal.recording(by=by(cast.head)):
        operations.record_attendance(meeting, by=by(cast.head), **told)


def rows(meeting: Meeting) -> dict[str, tuple[bool, bool | None, str, str]]:
    found = meeting.attendances.select_related("person__user", "substitute__user")
    return {
        str(one.person.user): (
            one.expected,
            one.present,
            one.reason,
            str(one.substitute.user) if one.substitute else "",
        )
        for one in found
    }


def test_chair_and_secretary_are_expected_and_those_who_lead_are_proposed(client: Client, cast: Cast) -> None:
    active(cast)
    meeting = plan(cast, secretary=cast.editor)
    assert set(rows(meeting)) == {"head", "editor"}
    as_user(client, cast.head)
    url = reverse("followup:expect", args=[meeting.pk])
    proposed = client.get(url).context["form"]["people"].value()
    assert set(proposed) == {cast.head.pk, cast.editor.pk, cast.doer.pk}
    assert client.post(url, {"people": proposed}).status_code == 303
    assert set(rows(meeting)) == {"head", "editor", "doer"}
    assert as_user(client, cast.doer).get(meeting.get_absolute_url()).status_code == 200


def test_who_is_no_longer_expected_no_longer_sees_the_meeting(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    expect(meeting, cast, cast.head, cast.stranger)
    assert as_user(client, cast.stranger).get(meeting.get_absolute_url()).status_code == 200
    expect(meeting, cast, cast.head)
    assert as_user(client, cast.stranger).get(meeting.get_absolute_url()).status_code == 404


def test_each_absence_has_its_own_reason_and_its_own_substitute(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    expect(meeting, cast, cast.head, cast.doer, cast.editor)
    as_user(client, cast.head)
    before = Event.objects.count()
    typed = {
        f"there_{cast.head.pk}": "present",
        f"there_{cast.doer.pk}": "absent",
        f"reason_{cast.doer.pk}": "Đi công tác",
        f"instead_{cast.doer.pk}": cast.verifier.pk,
        f"there_{cast.editor.pk}": "absent",
        f"reason_{cast.editor.pk}": "Nghỉ ốm",
        "others": [cast.officer.pk],
    }
    assert client.post(reverse("followup:attendance", args=[meeting.pk]), typed).status_code == 303
    assert rows(meeting) == {
        "head": (True, True, "", ""),
        "doer": (True, False, "Đi công tác", "verifier"),
        "editor": (True, False, "Nghỉ ốm", ""),
        "officer": (False, True, "", ""),
    }
    assert Event.objects.count() == before + 1
    page = client.get(meeting.get_absolute_url()).content.decode()
    for words in ("Đi công tác", "Nghỉ ốm", cast.verifier.full_name):
        assert words in page
    assert as_user(client, cast.verifier).get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"there": "absent"}, "reason"),
        ({"there": "present", "reason": "Đi công tác"}, "there"),
        ({"there": "", "instead": "verifier"}, "there"),
        ({"there": "absent", "reason": "Ốm", "instead": "head"}, "instead"),
        ({"there": "absent", "reason": "Ốm", "instead": "doer"}, "instead"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    client: Client, cast: Cast, typed: dict[str, str], field: str
) -> None:
    meeting = plan(cast)
    expect(meeting, cast, cast.head, cast.doer)
    people = cast.people()
    sent = {f"{name}_{cast.doer.pk}": people[value].pk if name == "instead" else value for name, value in typed.items()}
    answer = as_user(client, cast.head).post(reverse("followup:attendance", args=[meeting.pk]), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"{field}_{cast.doer.pk}"]
    assert typed.get("reason", "") in answer.content.decode()
    assert rows(meeting)["doer"] == (True, None, "", "")


def test_nobody_is_named_twice(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    answer = as_user(client, cast.head).post(
        reverse("followup:attendance", args=[meeting.pk]), {"others": [cast.head.pk]}
    )
    assert answer.context["form"].errors.keys() == {"others"}
    with pytest.raises(Refused):
        record(meeting, cast, present=[cast.head], absent={cast.head: "Ốm"})


def test_recorded_anew_what_was_said_before_gives_way(cast: Cast) -> None:
    meeting = plan(cast)
    expect(meeting, cast, cast.head, cast.doer)
    record(meeting, cast, present=[cast.head, cast.officer], absent={cast.doer: "Ốm"})
    record(meeting, cast, present=[cast.doer])
    assert rows(meeting) == {"head": (True, None, "", ""), "doer": (True, True, "", "")}


def test_who_no_longer_stands_in_no_longer_sees_the_meeting(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    expect(meeting, cast, cast.head, cast.doer)
    url = meeting.get_absolute_url()
    for substitute, other in ((cast.stranger, cast.verifier), (cast.verifier, cast.stranger)):
        record(meeting, cast, present=[], absent={cast.doer: "Ốm"}, substitutes={cast.doer: substitute})
        assert as_user(client, substitute).get(url).status_code == 200
        assert as_user(client, other).get(url).status_code == 404


@pytest.mark.parametrize(
    ("percent", "present", "stood_in", "reached"),
    [
        (None, 0, False, True),
        (50, 2, False, True),
        (50, 1, False, False),
        (50, 1, True, True),
        (67, 2, True, True),
        (100, 3, False, False),
        (100, 4, False, True),
        (1, 0, False, False),
    ],
)
def test_a_share_of_those_expected(
    cast: Cast, percent: int | None, present: int, stood_in: bool, reached: bool
) -> None:
    """A substitute counts for whom they stand; who came without being expected counts for nobody."""
    meeting = plan(cast, quorum_percent=percent)
    expected = [cast.head, cast.editor, cast.officer, cast.doer]
    expect(meeting, cast, *expected)
    away = {cast.doer: "Ốm"} if present < 4 else {}
    instead = {cast.doer: cast.stranger} if stood_in else {}
    record(meeting, cast, present=[*expected[:present], cast.verifier], absent=away, substitutes=instead)
    found = quorum_of(meeting)
    assert (found.expected, found.present, found.is_reached) == (4, present + stood_in, reached)


def test_below_a_quorum_one_is_warned_and_not_held_up(client: Client, cast: Cast) -> None:
    meeting = plan(cast, quorum_percent=80)
    as_user(client, cast.head)
    page = client.get(reverse("followup:hold", args=[meeting.pk]))
    assert "note-warn" in page.content.decode()
    assert "override" not in page.context["form"].fields
    assert client.post(reverse("followup:hold", args=[meeting.pk]), {"minutes": "Biên bản"}).status_code == 303
    assert Event.objects.latest("seq").type == "followup.meeting_held"


def test_a_meeting_that_needs_its_quorum_is_closed_by_it_or_by_a_reason(client: Client, cast: Cast) -> None:
    meeting = plan(cast, quorum_percent=80, quorum_needed=True)
    as_user(client, cast.head)
    url = reverse("followup:hold", args=[meeting.pk])
    refused = client.post(url, {"minutes": "Biên bản đã gõ"})
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"override"}
    assert "Biên bản đã gõ" in refused.content.decode()
    why = "Thành viên vắng đã có ý kiến bằng văn bản."
    assert client.post(url, {"minutes": "Biên bản", "override": why}).status_code == 303
    meeting.refresh_from_db()
    assert (meeting.state, meeting.quorum_override) == ("held", why)
    assert Event.objects.latest("seq").type == "followup.meeting_held_below_quorum"
    assert why in client.get(meeting.get_absolute_url()).content.decode()


def test_with_its_quorum_there_is_nothing_to_explain(client: Client, cast: Cast) -> None:
    meeting = plan(cast, quorum_percent=80, quorum_needed=True)
    record(meeting, cast, present=[cast.head])
    as_user(client, cast.head)
    url = reverse("followup:hold", args=[meeting.pk])
    assert "override" not in client.get(url).context["form"].fields
    assert client.post(url, {"minutes": "Biên bản"}).status_code == 303


def test_minutes_are_typed_or_scanned(client: Client, cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    meeting = plan(cast)
    as_user(client, cast.head)
    url = reverse("followup:hold", args=[meeting.pk])
    empty = client.post(url, {"minutes": ""})
    assert empty.status_code == 422
    assert empty.context["form"].errors.keys() == {"minutes"}
    scan = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    assert client.post(url, {"minutes": "", "scan": scan}).status_code == 303
    meeting.refresh_from_db()
    assert meeting.minutes_scan is not None
    link = reverse("documents:file", args=[meeting.minutes_scan_id])
    assert client.get(link).status_code == 200
    assert as_user(client, cast.stranger).get(link).status_code == 404


KEEPING = {
    "head": 200,
    "editor": 200,
    "doer": 200,
    "verifier": 403,
    "leader": 404,
    "officer": 404,
    "other_head": 404,
    "admin": 404,
    "stranger": 404,
}
"""Who names those expected and records who came: the doer is the secretary, the verifier attends."""


@pytest.mark.parametrize("page", ["expect", "attendance"])
def test_who_keeps_the_attendance(client: Client, cast: Cast, page: str) -> None:
    meeting = plan(cast, secretary=cast.doer)
    expect(meeting, cast, cast.head, cast.doer, cast.verifier)
    url = reverse(f"followup:{page}", args=[meeting.pk])
    assert {who: as_user(client, cast.people()[who]).get(url).status_code for who in KEEPING} == KEEPING
    hold(meeting, cast)
    assert as_user(client, cast.head).get(url).status_code == 403


def test_the_form_costs_the_same_for_one_and_for_three(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    as_user(client, cast.head)
    url = reverse("followup:attendance", args=[meeting.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    expect(meeting, cast, cast.head, cast.editor, cast.doer)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert MeetingAttendance.objects.count() == 3
    assert len(three) == len(one)
