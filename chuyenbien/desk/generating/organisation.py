"""The board, the bodies under it, the units below them, and their people."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from django.contrib.auth.hashers import make_password

from chuyenbien.accounts.models import User
from chuyenbien.core.clock import moment_of
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level, Role
from chuyenbien.orgs.models import Charge, Code, Membership, Person, Unit, UnitLink, UnitName

from . import words
from .sizes import Clock, Sizes
from .writing import Writer

_MARK = "(minh họa)"


@dataclass
class Office:
    """A unit below a body and the people who do the work."""

    unit: Unit
    people: list[Person]


@dataclass
class Body:
    """A body under the board: its units, and who answers, edits, leads and does."""

    unit: Unit
    head: Person
    editor: Person
    deputies: list[Person]
    offices: list[Office] = field(default_factory=list)


@dataclass
class Organisation:
    board: Unit
    ministries: list[Unit]
    bodies: list[Body]
    leader: Person
    officer: Person
    verifier: Person
    delegates: list[Person]
    doer: Person


class Founding:
    """Makes the organisation. Whoever signs in gets the one given password, or none that works."""

    def __init__(self, writer: Writer, dice: Random, sizes: Sizes, clock: Clock, password: str | None) -> None:
        self.writer, self.dice, self.sizes, self.clock = writer, dice, sizes, clock
        self.password = make_password(password)
        self.kinds = {one.code: one for one in Code.objects.of(CodeList.UNIT_KIND)}
        self.fields = [one for one in Code.objects.of(CodeList.FIELD) if one.code in words.MATTERS]

    def found(self) -> Organisation:
        board = self._unit(f"Ban Thường vụ Tỉnh ủy Lam Giang {_MARK}", "ban-thuong-vu", Level.PROVINCE, "BTV Tỉnh ủy")
        ministries = [
            self._unit(f"Bộ quản lý ngành số {number} {_MARK}", "bo-nganh", Level.NATION, outside=True)
            for number in (1, 2)
        ]
        officer = self._person("Chuyên viên Văn phòng Tỉnh ủy", "officer")
        leader = self._person("Phó Bí thư Thường trực Tỉnh ủy", "leader")
        verifier = self._person("Ủy viên Ủy ban Kiểm tra Tỉnh ủy", "verifier")
        keeper = self._person("Quản trị hệ thống", "admin")
        for person, role in (
            (officer, Role.OFFICE_OFFICER),
            (officer, Role.BOARD_LEADER),
            (leader, Role.BOARD_LEADER),
            (verifier, Role.VERIFIER),
            (keeper, Role.ADMINISTRATOR),
        ):
            self._member(person, board, role)
        delegates = [self._person("Ủy viên Ban Thường vụ Tỉnh ủy") for _ in range(self.sizes.delegations * 5)]
        for person in delegates:
            self._member(person, board, Role.MEMBER)
        bodies = self._bodies(board, self.sizes.units - 1 - len(ministries))
        self._charge(board, bodies, (officer, leader))
        doer = bodies[0].offices[0].people[0]
        return Organisation(board, ministries, bodies, leader, officer, verifier, delegates, doer)

    def _bodies(self, board: Unit, units: int) -> list[Body]:
        """The bodies in official order, each directly followed by its units."""
        names, count = words.commune_names(), self.sizes.bodies
        each, extra = divmod(units - count, count)
        made = []
        for place in range(count):
            name = names[place % len(names)] + ("" if place < len(names) else f" {place // len(names) + 1}")
            body = self._body(board, f"phường {name}" if place % 4 == 3 else f"xã {name}", commune=place == 0)
            for turn in range(each + (place < extra)):
                first = "doer" if place == turn == 0 else ""
                body.offices.append(self._office(body.unit, name, turn, username=first))
            made.append(body)
        self._staff([unit for body in made for unit in (body.unit, *(office.unit for office in body.offices))])
        return made

    def _staff(self, units: list[Unit]) -> None:
        for place in range(self.sizes.members):
            self._member(self._person("Đảng viên, cán bộ"), units[place % len(units)], Role.STAFF)

    def _body(self, board: Unit, name: str, *, commune: bool) -> Body:
        unit = self._unit(f"Đảng ủy {name} {_MARK}", "cap-uy", Level.COMMUNE, f"Đảng ủy {name}", parent=board)
        head = self._person(f"Bí thư Đảng ủy {name}", "officer-commune" if commune else "")
        editor = self._person(f"Chánh Văn phòng Đảng ủy {name}")
        deputies = [self._person(f"Phó Bí thư Đảng ủy {name}") for _ in range(2)]
        self._member(head, unit, Role.HEAD)
        self._member(editor, unit, Role.EDITOR)
        if commune:
            self._member(head, unit, Role.EDITOR)
        for person in deputies:
            self._member(person, unit, Role.MEMBER)
        return Body(unit, head, editor, deputies)

    def _office(self, parent: Unit, place: str, turn: int, *, username: str) -> Office:
        """Divisions and services first, then cells of hamlets."""
        known = (*words.OFFICES, *words.SERVICES)
        if turn < len(known):
            title, kind, level = known[turn], "phong-ban", Level.AGENCY
        else:
            title = f"{words.CELLS} {words.place(self.dice)} {turn - len(known) + 1}"
            kind, level = "chi-bo", Level.GRASSROOTS
        unit = self._unit(f"{title} {place} {_MARK}", kind, level, f"{title} {place}", parent=parent)
        people = [self._person(f"Phụ trách {title} {place}", username), self._person(f"Cán bộ {title} {place}")]
        self._member(people[0], unit, Role.HEAD)
        for person in people:
            self._member(person, unit, Role.STAFF)
        return Office(unit, people)

    def _charge(self, board: Unit, bodies: list[Body], people: tuple[Person, ...]) -> None:
        """Each leader is charged with two fields and two areas."""
        for person in people:
            for code in self.dice.sample(self.fields, 2):
                self.writer.add(Charge(person=person, board=board, field=code, valid_from=self.clock.founded))
            for body in self.dice.sample(bodies, 2):
                self.writer.add(Charge(person=person, board=board, area=body.unit, valid_from=self.clock.founded))

    def _unit(
        self,
        name: str,
        kind: str,
        level: str,
        short_name: str = "",
        *,
        parent: Unit | None = None,
        outside: bool = False,
    ) -> Unit:
        unit = self.writer.add(
            Unit(
                name=name,
                short_name=short_name[:80],
                kind=self.kinds[kind],
                level=level,
                official_order=10 * (self.writer.counts[Unit] + 1),
                is_outside=outside,
                is_illustrative=True,
                valid_from=self.clock.founded,
            )
        )
        self.writer.add(UnitName(unit=unit, name=name, short_name=unit.short_name, valid_from=self.clock.founded))
        if parent is not None:
            self.writer.add(
                UnitLink(hierarchy=Hierarchy.PARTY, parent=parent, child=unit, valid_from=self.clock.founded)
            )
        return unit

    def _person(self, office: str, username: str = "") -> Person:
        return self.writer.add(
            Person(
                full_name=words.person_name(self.dice),
                office=office,
                is_illustrative=True,
                user=self._account(username) if username else None,
            )
        )

    def _account(self, username: str) -> User:
        began = moment_of(self.clock.founded)
        return self.writer.add(User(username=username, password=self.password, created_at=began))

    def _member(self, person: Person, unit: Unit, role: str) -> None:
        self.writer.add(Membership(person=person, unit=unit, role=role, valid_from=self.clock.founded))
