"""Who may manage the organisation, and who may enter on somebody's behalf."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict

from .access import Standing
from .acting import Actor
from .enums import Role
from .models import Membership, Person, Unit

ENTERING = (Role.OFFICE_OFFICER, Role.EDITOR)
"""Roles that enter for people of their own unit."""


def is_administrator(standing: Standing) -> bool:
    """Whether the person holds the administrator's role in any unit today."""
    return bool(standing.units_with(Role.ADMINISTRATOR))


def can_manage_units(by: Actor) -> Verdict:
    return _administers(by)


def can_manage_people(by: Actor) -> Verdict:
    return _administers(by)


def can_manage_roles(by: Actor) -> Verdict:
    return _administers(by)


def can_manage_codes(by: Actor) -> Verdict:
    return _administers(by)


def can_manage_calendar(by: Actor) -> Verdict:
    """The table of holidays is kept by administrators, and by offices, which reckon deadlines with it."""
    if is_administrator(by.standing) or by.standing.units_with(Role.OFFICE_OFFICER):
        return Verdict.yes()
    return Verdict.no(_("Only an administrator or an office keeps the table of holidays."))


def can_see_contact(standing: Standing, person: Person) -> bool:
    """Contact is for those who share a unit with the person, the person themselves, and administrators."""
    if person.pk == standing.person_id or is_administrator(standing):
        return True
    return Membership.objects.on().filter(person=person, unit_id__in=list(standing.roles)).exists()


def may_enter_for(standing: Standing, person: Person) -> Verdict:
    """Whether somebody may enter acts for a person, on the basis of a paper.

    The office or the editor of a unit enters for its people; the office of a superior enters for people of the
    units below. Nobody enters for themselves: they simply act.
    """
    if standing.person_id is None:
        return Verdict.no(_("Only people of the organisation enter for others."))
    if person.pk == standing.person_id:
        return Verdict.no(_("You act for yourself; leave “entered for” empty."))
    if not person.is_active:
        return Verdict.no(_("This person has left office."))
    own = standing.units_with(*ENTERING)
    offices = standing.units_with(Role.OFFICE_OFFICER)
    theirs = list(Membership.objects.on().filter(person=person).values_list("unit_id", flat=True))
    if set(own) & set(theirs):
        return Verdict.yes()
    if offices and Unit.objects.above_any(theirs).filter(pk__in=offices).exists():
        return Verdict.yes()
    return Verdict.no(
        _("Only the office or editor of this person’s unit, or the office of its superior, enters for them.")
    )


def _administers(by: Actor) -> Verdict:
    if is_administrator(by.standing):
        return Verdict.yes()
    return Verdict.no(_("Only an administrator keeps units, people, roles and code lists."))
