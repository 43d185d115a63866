"""``chuyenbien init``: the first unit and administrator, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.operations.conftest import UNIT, Place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operations")]


def test_an_office_begins_with_a_unit_an_administrator_and_a_whole_journal(office: Place) -> None:
    assert office.execute("SELECT name FROM orgs_unit") == [(UNIT,)]
    assert office.execute("SELECT username, email FROM accounts_user") == [("quantri", "qt@example.test")]
    assert office.execute("SELECT role FROM orgs_membership") == [("administrator",)]
    assert office.execute("SELECT count(*) > 20 FROM orgs_code")[0][0]
    assert "Nhật ký nguyên vẹn: 4 mục" in office.run("journal", "verify")


def test_it_begins_once(office: Place) -> None:
    told = office.run("init", "--no-input", "--unit", "Đơn vị khác", fails=True)
    assert "đã được thiết lập" in told
    assert office.execute("SELECT name FROM orgs_unit") == [(UNIT,)]


def test_what_is_missing_or_wrong_is_said_and_nothing_begins(new_place: Callable[[], Place]) -> None:
    place = new_place()
    assert "--unit" in place.run("init", "--no-input", fails=True)
    assert "--kind" in place.run("init", "--no-input", "--unit", UNIT, "--kind", "x", fails=True)
    assert "--since" in place.run("init", "--no-input", "--unit", UNIT, "--since", "hôm qua", fails=True)
    assert place.execute("SELECT count(*) FROM accounts_user") == [(0,)]
    assert "Chưa có ai đăng nhập được" in place.run("serve", fails=True)
    told = place.run(
        *("init", "--no-input", "--unit", UNIT, "--name", "Ngô Thị Quản", "--since", "01/07/2025"),
        without="CHUYENBIEN_INIT_PASSWORD",
    )
    assert "Mật khẩu, chỉ hiện một lần này: " in told
    assert "admin" in told
    assert place.execute("SELECT must_change_password FROM accounts_user") in ([(1,)], [(True,)])
    assert str(place.execute("SELECT valid_from FROM orgs_unit")[0][0]) == "2025-07-01"
