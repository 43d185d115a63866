"""Who may make the calendar of a unit, and who sees how the mail is going."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit

FEEDING = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD, Role.EDITOR)
"""Roles that see all of a unit's work, and so may take its due dates outside."""

WATCHING = (Role.OFFICE_OFFICER, Role.ADMINISTRATOR)


def may_make_unit_feed(standing: Standing, unit: Unit) -> Verdict:
    if standing.holds_any(FEEDING, unit.pk):
        return Verdict.yes()
    return Verdict.no(_("The calendar of a unit is made by its leaders, its office and its editors."))


def may_watch_mail(standing: Standing) -> Verdict:
    """See how many mails wait or failed, and whose address is missing."""
    if standing.units_with(*WATCHING):
        return Verdict.yes()
    return Verdict.no(_("How the mail is going is seen by the office and the administrators."))


def is_somebody(standing: Standing) -> Verdict:
    """Being told is for people of the organisation, not for bare accounts."""
    if standing.person is not None:
        return Verdict.yes()
    return Verdict.no(_("This account belongs to nobody of the organisation. An administrator can link it."))
