"""The first unit and the first administrator of an office; everything else they enter themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import CodeList, Role
from chuyenbien.orgs.models import Code, Unit


@dataclass(frozen=True, slots=True)
class Beginning:
    """What has to be known to begin."""

    unit: str
    kind: str
    level: str
    since: dt.date
    name: str
    office: str
    username: str
    email: str
    password: str
    password_is_made: bool


def has_begun() -> bool:
    return User.objects.exists() or Unit.objects.exists()


def begin(told: Beginning) -> None:
    """Enter the unit and its administrator, once. Nobody acts yet, so the record names nobody.

    Raises ``Refused`` when the office has begun already or something told does not do.
    """
    with journal.recording(by=None):
        if has_begun():
            raise Refused(_("This office has already begun."))
        kind = Code.objects.filter(list=CodeList.UNIT_KIND, code=told.kind).first()
        if kind is None:
            raise Refused(_("There is no kind of unit “%(kind)s”.") % {"kind": told.kind})
        unit = orgs.create_unit(told.unit, kind=kind, level=told.level, valid_from=told.since, by=None)
        person = orgs.create_person(told.name, office=told.office, by=None)
        orgs.open_account(
            person,
            told.username,
            password=told.password,
            email=told.email,
            must_change_password=told.password_is_made,
            by=None,
        )
        orgs.give_role(person, unit, Role.ADMINISTRATOR, since=told.since, by=None)
