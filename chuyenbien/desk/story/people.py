"""Bodies and people of the story. People are called by their office; those of illustrative bodies are illustrations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Code, Person, Unit

SINCE = dt.date(2020, 10, 15)
PASSWORD = "chuyen-bien-2023"  # noqa: S105 - the demo's own, printed at every start

ACCOUNTS: tuple[tuple[str, str], ...] = (
    ("lanhdao", "lãnh đạo Ban Thường vụ Thành ủy: toàn cảnh, việc chờ quyết định"),
    ("vanphong", "chuyên viên văn phòng: điều hành đợt kiểm điểm"),
    ("truongdoan", "trưởng đoàn công tác số 1"),
    ("thukydoan", "thư ký đoàn công tác số 1"),
    ("xacnhan", "người xác nhận kết quả khắc phục"),
    ("dungdau", "người đứng đầu Đơn vị minh họa 01"),
    ("bientap", "người soạn thảo của Đơn vị minh họa 01"),
    ("chutri", "người chủ trì nhiệm vụ của Đơn vị minh họa 01"),
    ("thanhtra", "tài khoản kiểm tra, đọc theo quyết định"),
    ("quantri", "quản trị: đơn vị, nhân sự, vai trò"),
    ("nguoila", "người của một đơn vị không liên quan"),
)


def code(list: str, key: str) -> Code:
    return Code.objects.get(list=list, code=key)


@dataclass
class Body:
    """An illustrative body with the people its story needs."""

    unit: Unit
    office: Unit
    head: Person
    editor: Person
    doer: Person


@dataclass
class World:
    """Everybody and every body of the story."""

    city: Unit
    ministry: Unit
    inspectorate: Unit
    leader: Person
    officer: Person
    verifier: Person
    heads: list[Person] = field(default_factory=list)
    secretaries: list[Person] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)
    real: dict[str, Unit] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)

    def by(self, person: Person) -> Actor:
        return Actor.of(person)

    @property
    def reviewed_before(self) -> list[Body]:
        """The illustrative bodies that stood under review in 2021 too."""
        return [*self.bodies[:3], self.bodies[24]]


def _unit(name: str, kind: str, level: str, order: int, **more: Any) -> Unit:
    return orgs.create_unit(
        name, kind=code(CodeList.UNIT_KIND, kind), level=level, valid_from=SINCE, official_order=order, by=None, **more
    )


def person(office: str, username: str = "", *, illustrative: bool = True, **roles: Unit) -> Person:
    """A person called by their office, with an account when a user name is given, and with roles by unit."""
    made = orgs.create_person("", by=None, office=office, is_illustrative=illustrative)
    if username:
        orgs.open_account(made, username, by=None, password=PASSWORD, email=f"{username}@example.vn")
    for role, unit in roles.items():
        orgs.give_role(made, unit, role, since=SINCE, by=None)
    return made


def make_world() -> World:
    """Units in official order, then the people who act."""
    ministry = _unit("Bộ Tài nguyên và Môi trường", "bo-nganh", Level.NATION, 1, short_name="Bộ TN&MT", is_outside=True)
    sample = _unit("Bộ minh họa", "bo-nganh", Level.NATION, 2, is_outside=True, is_illustrative=True)
    city = _unit("Ban Thường vụ Thành ủy Hà Nội", "ban-thuong-vu", Level.PROVINCE, 10, short_name="BTV Thành ủy Hà Nội")
    world = World(
        city=city,
        ministry=ministry,
        inspectorate=sample,
        leader=person("Lãnh đạo Ban Thường vụ Thành ủy (minh họa)", "lanhdao", board_leader=city),
        officer=person("Chuyên viên Văn phòng Thành ủy (minh họa)", "vanphong", office_officer=city),
        verifier=person("Người xác nhận kết quả khắc phục (minh họa)", "xacnhan", verifier=city),
    )
    _real_bodies(world)
    for number in range(1, 28):
        world.bodies.append(_illustrative_body(city, number))
    _delegates(world)
    _others(world)
    orgs.add_post(world.bodies[0].unit, "Bí thư", since=SINCE, by=None, is_head=True)
    orgs.charge(world.leader, city, by=None, field=code(CodeList.FIELD, "dau-tu-cong"), since=SINCE)
    orgs.charge(world.leader, city, by=None, area=world.bodies[0].unit, since=SINCE)
    return world


def _real_bodies(world: World) -> None:
    rows = (
        ("me-linh", "Ban Thường vụ Huyện ủy Mê Linh", "BTV Huyện ủy Mê Linh", "ban-thuong-vu", Level.DISTRICT, 20),
        (
            "bac-tu-liem",
            "Ban Thường vụ Quận ủy Bắc Từ Liêm",
            "BTV Quận ủy Bắc Từ Liêm",
            "ban-thuong-vu",
            Level.DISTRICT,
            21,
        ),
        ("hoan-kiem", "Ban Thường vụ Quận ủy Hoàn Kiếm", "BTV Quận ủy Hoàn Kiếm", "ban-thuong-vu", Level.DISTRICT, 22),
        (
            "thuong-tin",
            "Ban Thường vụ Huyện ủy Thường Tín",
            "BTV Huyện ủy Thường Tín",
            "ban-thuong-vu",
            Level.DISTRICT,
            23,
        ),
        (
            "tong-cong-ty",
            "Ban Thường vụ Đảng ủy Tổng công ty Đầu tư phát triển hạ tầng đô thị",
            "BTV Đảng ủy Tổng công ty Hạ tầng đô thị",
            "ban-thuong-vu",
            Level.AGENCY,
            24,
        ),
    )
    for key, name, short, kind, level, order in rows:
        world.real[key] = _unit(name, kind, level, order, short_name=short, parent=world.city)
    for key, name, parent, order in (
        ("ubnd-me-linh", "Ủy ban nhân dân huyện Mê Linh", "me-linh", 25),
        ("ubnd-bac-tu-liem", "Ủy ban nhân dân quận Bắc Từ Liêm", "bac-tu-liem", 26),
    ):
        world.real[key] = _unit(
            name,
            "uy-ban-nhan-dan",
            Level.DISTRICT,
            order,
            short_name=name.replace("Ủy ban nhân dân", "UBND"),
            parent=world.real[parent],
        )


def _illustrative_body(city: Unit, number: int) -> Body:
    name = f"Đơn vị minh họa {number:02d}"
    unit = _unit(name, "cap-uy", Level.DISTRICT, 100 + 10 * number, parent=city, is_illustrative=True)
    office = _unit(
        f"Phòng chuyên môn — {name}", "phong-ban", Level.AGENCY, 101 + 10 * number, parent=unit, is_illustrative=True
    )
    first = number == 1
    return Body(
        unit=unit,
        office=office,
        head=person(f"Bí thư {name}", "dungdau" if first else "", head=unit),
        editor=person(f"Chuyên viên tổng hợp {name}", "bientap" if first else "", editor=unit),
        doer=person(f"Trưởng phòng chuyên môn {name}", "chutri" if first else "", staff=office),
    )


def _delegates(world: World) -> None:
    for number in range(1, 10):
        first = number == 1
        world.heads.append(person(f"Trưởng đoàn công tác số {number} (minh họa)", "truongdoan" if first else ""))
        world.secretaries.append(person(f"Thư ký đoàn công tác số {number} (minh họa)", "thukydoan" if first else ""))
        world.members.append(person(f"Thành viên đoàn công tác số {number} (minh họa)"))


def _others(world: World) -> None:
    inspector = person("Cán bộ kiểm tra (minh họa)", "thanhtra")
    orgs.grant_inspection(
        inspector,
        world.bodies[0].unit,
        decision="Quyết định kiểm tra (minh họa)",
        until=dt.date(2023, 6, 30),
        by=Actor.of(world.leader),
        since=dt.date(2023, 1, 3),
    )
    person("Quản trị hệ thống (minh họa)", "quantri", administrator=world.city)
    elsewhere = _unit("Đơn vị minh họa ngoài cuộc", "cap-uy", Level.PROVINCE, 900, is_illustrative=True)
    person("Chuyên viên đơn vị khác (minh họa)", "nguoila", head=elsewhere)


__all__ = ["ACCOUNTS", "PASSWORD", "SINCE", "Body", "World", "code", "make_world", "person"]
