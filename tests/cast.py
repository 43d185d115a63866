"""The named people and units that tests of every room share, made through the verbs of the organisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from chuyenbien import journal
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level, Role
from chuyenbien.orgs.models import Code, Person, Unit

SINCE = dt.date(2020, 1, 1)
"""Every unit of the cast exists, and every role is held, since this day."""

BACKEND = "chuyenbien.accounts.backends.AccountBackend"


@dataclass
class Cast:
    """Who is who. People are called by what they do; all but ``ministry``'s have accounts."""

    superior: Unit
    body: Unit
    lead_unit: Unit
    other_body: Unit
    ministry: Unit
    elsewhere: Unit
    leader: Person
    officer: Person
    verifier: Person
    head: Person
    editor: Person
    doer: Person
    other_head: Person
    admin: Person
    inspector: Person
    stranger: Person

    def people(self) -> dict[str, Person]:
        """Everybody by the name used here, for matrices."""
        return {name: one for name, one in vars(self).items() if isinstance(one, Person)}


def by(person: Person) -> Actor:
    """The person acting for themselves."""
    return Actor.of(person)


def as_user(client: Client, person: Person) -> Client:
    """Sign the person in, without a password."""
    assert person.user is not None
    client.force_login(person.user, backend=BACKEND)
    return client


def code(list: str, code: str) -> Code:
    """An entry of a code list: ``code(CodeList.FIELD, "dat-dai")``."""
    return Code.objects.get(list=list, code=code)


def make_unit(
    name: str, *, kind: str, level: str, order: int, parent: Unit | None = None, outside: bool = False
) -> Unit:
    return orgs.create_unit(
        name,
        kind=code(CodeList.UNIT_KIND, kind),
        level=level,
        valid_from=SINCE,
        by=None,
        official_order=order,
        is_outside=outside,
        is_illustrative=True,
        parent=parent,
        hierarchy=Hierarchy.PARTY,
    )


def make_person(username: str, full_name: str, office: str, *roles: tuple[Unit, str]) -> Person:
    """A person with an account that has no usable password, and with roles."""
    person = orgs.create_person(full_name, by=None, office=office, is_illustrative=True)
    orgs.open_account(person, username, by=None, email=f"{username}@example.test")
    for unit, role in roles:
        orgs.give_role(person, unit, role, since=SINCE, by=None)
    return person


def build_cast() -> Cast:
    """Make everybody. Runs in one recorded act."""
    orgs.seed_code_lists()
    with journal.recording(by=None):
        return _build()


def _build() -> Cast:
    superior = make_unit("Ban Thường vụ Thành ủy (minh họa)", kind="ban-thuong-vu", level=Level.PROVINCE, order=10)
    body = make_unit("Đơn vị minh họa 01", kind="cap-uy", level=Level.DISTRICT, order=20, parent=superior)
    lead_unit = make_unit("Phòng chuyên môn minh họa 01", kind="phong-ban", level=Level.AGENCY, order=30, parent=body)
    other_body = make_unit("Đơn vị minh họa 02", kind="cap-uy", level=Level.DISTRICT, order=40, parent=superior)
    ministry = make_unit("Bộ minh họa", kind="bo-nganh", level=Level.NATION, order=1, outside=True)
    elsewhere = make_unit("Đơn vị không liên quan (minh họa)", kind="cap-uy", level=Level.PROVINCE, order=90)
    cast = Cast(
        superior=superior,
        body=body,
        lead_unit=lead_unit,
        other_body=other_body,
        ministry=ministry,
        elsewhere=elsewhere,
        leader=make_person("leader", "Nguyễn Văn Lãnh", "Phó Bí thư Thường trực", (superior, Role.BOARD_LEADER)),
        officer=make_person("officer", "Trần Thị Văn", "Chuyên viên văn phòng", (superior, Role.OFFICE_OFFICER)),
        verifier=make_person("verifier", "Lê Văn Xác", "Ủy viên Ủy ban Kiểm tra", (superior, Role.VERIFIER)),
        head=make_person("head", "Phạm Văn Đầu", "Bí thư", (body, Role.HEAD)),
        editor=make_person("editor", "Hoàng Thị Biên", "Chánh Văn phòng", (body, Role.EDITOR)),
        doer=make_person("doer", "Đỗ Thị Làm", "Trưởng phòng", (body, Role.STAFF), (lead_unit, Role.STAFF)),
        other_head=make_person("other_head", "Vũ Văn Khác", "Bí thư", (other_body, Role.HEAD)),
        admin=make_person("admin", "Ngô Thị Quản", "Quản trị hệ thống", (superior, Role.ADMINISTRATOR)),
        inspector=make_person("inspector", "Bùi Văn Thanh", "Thành viên đoàn kiểm tra"),
        stranger=make_person("stranger", "Đặng Văn Lạ", "Bí thư", (elsewhere, Role.HEAD)),
    )
    orgs.grant_inspection(
        cast.inspector,
        body,
        decision="Quyết định số 01-QĐ/KT (minh họa)",
        since=SINCE,
        until=dt.date(2099, 12, 31),
        by=by(cast.admin),
    )
    return cast
