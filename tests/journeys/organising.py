"""Chapter one: the administrator makes the office."""

from __future__ import annotations

import re
from datetime import date

from chuyenbien.orgs.enums import CodeList

from .cast import ADMIN, BOARD, BODY, DIVISION, ELSEWHERE, MINISTRY, ROLES, YEAR
from .driver import Desk, Office, Somebody
from .hands import as_typed
from .words import Label, Own, kind_of


def organise(office: Office) -> None:
    """Units, people, accounts and roles; everybody then chooses a password and signs in."""
    desk = office.desk(ADMIN)
    unit(desk, BODY, "cap-uy", "Commune, ward or special zone", 20, below=BOARD)
    unit(desk, DIVISION, "phong-ban", "Agency or enterprise", 30, below=BODY)
    unit(desk, ELSEWHERE, "cap-uy", "Commune, ward or special zone", 40)
    unit(desk, MINISTRY, "bo-nganh", "Central level", 1, outside=True)
    for somebody, roles in ROLES:
        link = person(desk, somebody, roles)
        choose_password(office, somebody, link)


def unit(
    desk: Desk, name: Own, kind: str, level: Label, order: int, *, below: Own | None = None, outside: bool = False
) -> None:
    desk.go("/orgs/units/")
    desk.press("Enter a unit")
    desk.write("Name", name)
    desk.choose("Kind", kind_of(CodeList.UNIT_KIND, kind))
    desk.choose("Level", level)
    desk.write("Exists since", date(YEAR, 1, 1))
    if below:
        desk.choose("Directly below", below)
    desk.write("Official order", order)
    if outside:
        desk.tick("Outside the system")
    desk.press("Save")
    desk.sees(Own(as_typed(date(YEAR, 1, 1))))
    if below:
        desk.sees(below)


def person(desk: Desk, somebody: Somebody, roles: tuple[tuple[Own, str], ...]) -> str:
    """Enter a person with account and roles; give the link by which they choose a password."""
    desk.go("/orgs/people/")
    desk.press("Enter a person")
    desk.write("Full name", somebody.name)
    desk.write("Office", somebody.office)
    desk.press("Save")
    desk.press("Open an account")
    desk.write("User name", somebody.username)
    desk.press("Save")
    for place, role in roles:
        desk.press("Give a role")
        desk.choose("Unit", place)
        desk.choose("Role", role)
        desk.press("Save")
        desk.sees(place, role)
    desk.press("Make a password link")
    found = re.search(r"https?://\S+/accounts/reset/\S+", desk.page.get_by_role("status").inner_text())
    assert found, desk.page.get_by_role("status").inner_text()
    return found.group()


def choose_password(office: Office, somebody: Somebody, link: str) -> None:
    desk = office.guest(somebody)
    desk.go(link)
    desk.speak()
    desk.write("New password", somebody.password)
    desk.write("The new password once more", somebody.password)
    desk.press("Set the password")
    desk.sees("The new password is set. Sign in with it.")
    office.admit(desk)
