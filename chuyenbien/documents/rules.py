"""Who may register documents, change them, say what they assign, and act for somebody else."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Unit
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_one_may_enter_for

from .models import DirectiveTask, Document

REGISTERING = (Role.OFFICE_OFFICER, Role.BOARD_LEADER, Role.HEAD, Role.EDITOR)
"""Roles that keep the register of their unit."""

_DECIDING = (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD)


def can_register(by: Actor, unit: Unit | None = None) -> Verdict:
    """Keep the register of a unit, or of any when none is named."""
    units = by.standing.units_with(*REGISTERING)
    if (unit.pk in units) if unit is not None else bool(units):
        return Verdict.yes()
    return Verdict.no(_("The register is kept by the leaders, the office and the editors of a unit."))


def can_change(by: Actor, document: Document) -> Verdict:
    """Correct an entry, attach files."""
    if set(by.standing.units_with(*REGISTERING)) & document.involved_units(Capacity.ADDRESS):
        return Verdict.yes()
    if document.registered_by_id == by.person_id:
        return Verdict.yes()
    return Verdict.no(_("Only the unit in whose register the document stands changes its entry."))


def can_assign(by: Actor, directive: Document) -> Verdict:
    """Enter the tasks that a directive assigns."""
    if set(by.standing.units_with(*REGISTERING)) & directive.involved_units(Capacity.ADDRESS):
        return Verdict.yes()
    return Verdict.no(_("Only the unit in whose register the directive stands enters what it assigns."))


def can_reclassify(by: Actor, document: Document) -> Verdict:
    return _decides(by, document)


def can_reclassify_task(by: Actor, task: DirectiveTask) -> Verdict:
    return _decides(by, task.directive)


def directly_or_for(by: Actor, rule: Callable[[Actor], Verdict], *, people: PersonQuerySet | None = None) -> Verdict:
    """What the rule answers to somebody, or yes when they may enter for somebody whom the rule allows.

    ``people`` are those whom the rule might allow (the heads of the body, say); without it, at most fifty are asked.
    The form asks the rule again about the one who is chosen.
    """
    own = rule(by)
    if own:
        return own
    candidates = people_one_may_enter_for(by.standing)
    if people is not None:
        candidates = candidates.filter(pk__in=people.order_by().values("pk"))
    return next((Verdict.yes() for person in candidates[:50] if rule(Actor.of(person))), own)


def _decides(by: Actor, document: Document) -> Verdict:
    if set(by.standing.units_with(*_DECIDING)) & document.involved_units(Capacity.ADDRESS):
        return Verdict.yes()
    return Verdict.no(_("Only the head, the leaders or the office of the unit decide how confidential this is."))
