"""Who reads what of the desk beyond what the matters themselves let see."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Person, UnitClosure
from chuyenbien.orgs.models.dated import holds_on

_OWN_HEAD = (Role.HEAD, Role.BOARD_LEADER)
_COMPETENT = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)


def can_read_personal_figures(standing: Standing, person: Person) -> Verdict:
    """Figures of one person: for oneself, the head of one's own unit, and the body directly above it with its office.

    An inspection account, a verifier and an administrator do not read them by being that.
    """
    if standing.person_id == person.pk:
        return Verdict.yes()
    today = clock.today()
    own = set(Membership.objects.on(today).filter(person=person).values_list("unit_id", flat=True))
    if own.intersection(standing.units_with(*_OWN_HEAD)):
        return Verdict.yes()
    above = UnitClosure.objects.filter(holds_on(today), descendant_id__in=own, depth=1)
    if above.filter(ancestor_id__in=standing.units_with(*_COMPETENT)).exists():
        return Verdict.yes()
    return Verdict.no(
        _("Figures of one person are read by that person, the head of their unit and the competent body above it.")
    )
