"""The pages of the ladders and of the leader's week: who opens them, drafting without JavaScript, what they show."""

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
from chuyenbien.followup import digest, previewing
from chuyenbien.followup.models import Ladder
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation import operations as remediation
from tests.cast import Cast, as_user, by
from tests.remediation.making import DUE, active

from .laddering import a_paper, adopted, climb, drafted

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 6, 20)
EVERYBODY = (
    "leader",
    "officer",
    "verifier",
    "head",
    "editor",
    "doer",
    "other_head",
    "admin",
    "inspector",
    "stranger",
)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def matrix(**by_name: int) -> dict[str, int]:
    return {name: by_name.get(name, by_name["others"]) for name in EVERYBODY}


WHO: dict[str, dict[str, int]] = {
    "draft: ladder": matrix(leader=200, officer=200, others=404),
    "draft: ladder_edit": matrix(leader=200, officer=200, others=404),
    "draft: ladder_adopt": matrix(leader=200, officer=200, others=404),
    "draft: ladder_retire": matrix(leader=403, officer=403, others=404),
    "draft: ladder_preview": matrix(leader=200, officer=200, others=404),
    "adopted: ladder": matrix(stranger=404, others=200),
    "adopted: ladder_edit": matrix(stranger=404, others=403),
    "adopted: ladder_adopt": matrix(stranger=404, others=403),
    "adopted: ladder_retire": matrix(leader=200, officer=200, stranger=404, others=403),
    "adopted: ladder_preview": matrix(leader=200, officer=200, stranger=404, others=403),
    "unit: digest": matrix(leader=200, officer=200, others=404),
    "none: ladders": matrix(others=200),
    "none: ladder_example": matrix(others=200),
    "none: digests": matrix(others=200),
    "none: drafts": matrix(others=200),
    "none: ladder_new": matrix(leader=200, officer=200, head=200, editor=200, other_head=200, stranger=200, others=403),
}
"""Of a ladder of the superior: may, sees but may not, does not see."""


def test_who_opens_what(client: Client, cast: Cast) -> None:
    keys: dict[str, list[int]] = {"none": [], "unit": [cast.superior.pk]}
    keys["adopted"] = [adopted(cast).pk]
    keys["draft"] = [drafted(cast).pk]
    wrong = []
    for name in EVERYBODY:
        as_user(client, cast.people()[name])
        for key, expected in WHO.items():
            which, page = key.split(": ")
            status = client.get(reverse(f"followup:{page}", args=keys[which])).status_code
            if status != expected[name]:
                wrong.append((name, key, status))
    assert wrong == []


def typed(steps: list[tuple[str, str, str, tuple[str, ...]]], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"name": "Lộ trình đôn đốc", "revision": "1", **more}
    for number, (days, side, form, roles) in enumerate(steps):
        found |= {f"days_{number}": days, f"side_{number}": side, f"form_{number}": form, f"roles_{number}": roles}
    return found


def test_a_ladder_is_drafted_edited_and_adopted_by_forms(client: Client, cast: Cast) -> None:
    as_user(client, cast.officer)
    made = client.post(
        reverse("followup:ladder_new"),
        {"unit": cast.superior.pk, "matter": "action", "name": "Lộ trình đôn đốc", "begin_with": "example"},
    )
    ladder = Ladder.objects.get()
    edit = reverse("followup:ladder_edit", args=[ladder.pk])
    assert (made.status_code, made["Location"], ladder.steps.count()) == (303, edit, 6)
    refused = client.post(edit, typed([("", "after", "reminder", ("lead_person",))]))
    assert (refused.status_code, "Nêu số ngày làm việc" in refused.content.decode()) == (422, True)
    refused = client.post(edit, typed([("5", "before", "urging", ("superior_office",))]))
    assert (refused.status_code, 'value="5"' in refused.content.decode()) == (422, True)
    done = client.post(
        edit, typed([("3", "before", "reminder", ("lead_person",)), ("9", "after", "urging", ("superior_office",))])
    )
    assert done.status_code == 303
    assert [(one.offset, one.roles) for one in ladder.steps.all()] == [
        (-3, ["lead_person"]),
        (9, ["superior_office"]),
    ]
    stale = client.post(edit, typed([]))
    assert stale.status_code == 409

    adopt = reverse("followup:ladder_adopt", args=[ladder.pk])
    given = {"valid_from": "20/06/2023", "document": a_paper(cast).pk, "reason": "Thống nhất cách làm"}
    assert client.post(adopt, given).status_code == 422  # the officer only enters it for the leader
    as_user(client, cast.leader)
    assert client.post(adopt, given).status_code == 303
    ladder.refresh_from_db()
    assert (ladder.state, ladder.valid_from, ladder.adopted_by, ladder.covers_running) == (
        "adopted",
        DAY,
        cast.leader,
        False,
    )
    retire = reverse("followup:ladder_retire", args=[ladder.pk])
    assert client.post(retire, {"because": ""}).status_code == 422
    assert client.post(retire, {"because": "Thay đổi cách làm", "stop_running": "on"}).status_code == 303
    ladder.refresh_from_db()
    assert (ladder.state, ladder.stopped_from) == ("retired", DAY)


def test_a_new_version_begins_with_the_present_one(client: Client, cast: Cast) -> None:
    adopted(cast)
    as_user(client, cast.officer)
    client.post(
        reverse("followup:ladder_new"),
        {"unit": cast.superior.pk, "matter": "action", "name": "Bản sau", "begin_with": "present"},
    )
    made = Ladder.objects.get(state="draft")
    assert (made.number, made.steps.count()) == (2, 6)


def test_the_preview_says_who_would_be_told(client: Client, cast: Cast) -> None:
    action = active(cast)
    ladder = drafted(cast)
    rows = previewing.of_unit(cast.superior, Standing.of(cast.leader), days=30, ladder=ladder)
    assert [(one.day, one.step.form, list(one.people), one.desk) for one in rows] == [
        (dt.date(2023, 6, 21), "reminder", [cast.doer], None),
        (DUE, "reminder", [cast.doer, cast.head], None),
        (dt.date(2023, 7, 7), "urging", [], cast.superior),
    ]
    as_user(client, cast.leader)
    page = client.get(f"{reverse('followup:ladder_preview', args=[ladder.pk])}?days=30").content.decode()
    assert (action.task in page, "30/06/2023" in page) == (True, True)
    assert not previewing.of_unit(cast.superior, Standing.of(cast.leader), days=30)


def test_the_action_says_which_ladder_it_keeps_to(client: Client, cast: Cast) -> None:
    action = active(cast)
    ladder = adopted(cast, on=DAY)
    climb(dt.date(2023, 6, 21))
    as_user(client, cast.head)
    page = client.get(action.get_absolute_url()).content.decode()
    assert ladder.get_absolute_url() in page
    assert "Đã nhắc" in page
    assert "07/07/2023" in page


def test_the_week_shows_four_parts_in_official_order(client: Client, cast: Cast) -> None:
    action = active(cast)
    with journal.recording(by=by(cast.leader)):
        remediation.ask_extension(action, by=by(cast.leader), to_date=dt.date(2023, 9, 1), because="Mưa lũ")
    with clock.at(dt.date(2023, 7, 4)):
        parts = digest.parts_of(cast.superior, Standing.of(cast.leader), clock.today())
        assert {one.key: one.count for one in parts} == {"overdue": 1, "blocked": 0, "decide": 1, "long": 0}
        as_user(client, cast.officer)
        url = reverse("followup:digest", args=[cast.superior.pk])
        page = client.get(url).content.decode()
        assert "03/07/2023" in page
        assert client.get(f"{url}?part=overdue").content.decode().count(action.task) == 1
        assert client.get(f"{url}?part=other").status_code == 404


def test_the_lists_ask_as_often_for_three(client: Client, cast: Cast) -> None:
    adopted(cast)
    active(cast)
    as_user(client, cast.leader)
    week = reverse("followup:digest", args=[cast.superior.pk])

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    with clock.at(DUE + dt.timedelta(days=4)):
        before = cost(week), cost(reverse("followup:ladders"))
        for number in (2, 3):
            active(cast, task=f"Nhiệm vụ {number}")
        adopted(cast, cast.body)
        adopted(cast, cast.other_body)
        assert (cost(week), cost(reverse("followup:ladders"))) == before
