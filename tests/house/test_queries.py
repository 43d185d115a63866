"""Lists of the desk that span rooms ask as often for three rows as for one; each room proves its own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.orgs.enums import Level
from chuyenbien.reviews import operations as reviews
from tests.cast import Cast, as_user, by, make_person, make_unit
from tests.remediation.making import active

pytestmark = pytest.mark.django_db


def _cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("only", ["", "&kind=action"])
def test_search(client: Client, cast: Cast, only: str) -> None:
    first = active(cast)
    as_user(client, cast.leader)
    address = f"{reverse('desk:search')}?q={first.task.split()[0]}{only}"
    before = _cost(client, address)
    active(cast)
    active(cast)
    assert _cost(client, address) == before


def test_the_page_of_a_delegation_member(client: Client, cast: Cast) -> None:
    officer, leader = by(cast.officer), by(cast.leader)
    with journal.recording(by=None):
        member = make_person("thanhvien", "", "Thành viên đoàn công tác")
    with clock.at(dt.date(2022, 11, 1)), journal.recording(by=officer):
        cycle = reviews.open_cycle(
            cast.superior, "Đợt", dt.date(2022, 1, 1), dt.date(2022, 12, 31), "132-2018", by=officer
        )
        delegation = reviews.form_delegation(cycle, 1, member, None, [], by=leader)
        reviews.assign_delegation(delegation, reviews.add_body(cycle, cast.body, by=officer), by=officer)
    as_user(client, member)
    with clock.at(dt.date(2022, 11, 2)):
        before = _cost(client, reverse("desk:delegation"))
    with clock.at(dt.date(2022, 11, 2)), journal.recording(by=officer):
        for number in (1, 2):
            unit = make_unit(
                f"Đơn vị thêm {number}", kind="cap-uy", level=Level.DISTRICT, order=70 + number, parent=cast.superior
            )
            reviews.assign_delegation(delegation, reviews.add_body(cycle, unit, by=officer), by=officer)
    with clock.at(dt.date(2022, 11, 2)):
        assert _cost(client, reverse("desk:delegation")) == before
