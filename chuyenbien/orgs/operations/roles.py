"""Roles of people in units, and decisions that let somebody inspect. Rights follow from these rows alone."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused

from ..acting import Actor
from ..enums import Role
from ..models import InspectionGrant, Membership, Person, Post, Unit


def give_role(
    person: Person,
    unit: Unit,
    role: str,
    *,
    since: dt.date,
    by: Actor | None,
    until: dt.date | None = None,
    post: Post | None = None,
    basis: str = "",
) -> Membership:
    """Give a person a role in a unit from a day, for as long as told or until it is ended."""
    if role not in Role.values:
        raise ValueError(f"no such role: {role}")
    if not person.is_active:
        raise Refused(_("This person has left office."), field="person")
    if not unit.holds(since):
        raise Refused(_("The unit does not exist on that day."), field="since")
    if unit.is_outside and person.user_id is not None:
        raise Refused(_("This unit stands outside the system; people who sign in hold no role in it."), field="unit")
    if until is not None and until < since:
        raise Refused(_("It cannot end before it began."), field="until")
    if post is not None and post.unit_id != unit.pk:
        raise Refused(_("This post belongs to another unit."), field="post")
    last = min((day for day in (until, unit.valid_until) if day), default=None)
    same = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=since), person=person, unit=unit, role=role
    )
    if last is not None:
        same = same.filter(valid_from__lte=last)
    if same.exists():
        raise Refused(_("The person already holds this role in that time."), field="role")
    membership = Membership.objects.create(
        person=person, unit=unit, role=role, post=post, valid_from=since, valid_until=last, basis=nfc(basis)
    )
    data = {
        "person": person,
        "unit": unit,
        "since": since,
        "until": last,
        "post": post and post.title,
        "basis": basis,
    }
    journal.record(f"orgs.role_given.{role}", membership, by=by, data=data, also=[person, unit])
    return membership


def end_role(membership: Membership, *, on: dt.date, by: Actor | None, because: str = "") -> Membership:
    """End a role; ``on`` is its last day."""
    if membership.valid_until is not None and membership.valid_until <= on:
        raise Refused(_("This role has already ended."), field="on")
    if on < membership.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    if membership.role == Role.ADMINISTRATOR and not _other_administrators(membership, on):
        raise Refused(_("This is the last administrator. Give somebody else the role first."))
    membership.valid_until = on
    membership.save(update_fields=["valid_until"])
    person, unit = membership.person, membership.unit
    data = {"person": person, "unit": unit, "on": on}
    journal.record(
        f"orgs.role_ended.{membership.role}",
        membership,
        by=by,
        because=because,
        data=data,
        also=[person, unit],
    )
    return membership


def grant_inspection(
    person: Person, unit: Unit, *, decision: str, until: dt.date, by: Actor, since: dt.date | None = None
) -> InspectionGrant:
    """Let a person read the matters of a unit and of what is below it, by a decision, until a day."""
    first = since or clock.today()
    decision = nfc(decision).strip()
    if not decision:
        raise Refused(_("Name the decision the inspection rests on."), field="decision")
    if until < first:
        raise Refused(_("It cannot end before it began."), field="until")
    if not person.is_active:
        raise Refused(_("This person has left office."), field="person")
    grant = InspectionGrant.objects.create(
        person=person, unit=unit, decision=decision, valid_from=first, valid_until=until, given_by=by.person
    )
    data = {"person": person, "unit": unit, "decision": decision, "until": until}
    # not among what happened to the unit: everybody reads its page
    journal.record("orgs.inspection_granted", grant, by=by, data=data, also=[person])
    return grant


def end_inspection(grant: InspectionGrant, *, on: dt.date, by: Actor, because: str = "") -> InspectionGrant:
    """End a grant before its date; ``on`` is its last day."""
    if grant.valid_until is not None and grant.valid_until <= on:
        raise Refused(_("This grant ends by itself before that day."), field="on")
    if on < grant.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    grant.valid_until = on
    grant.save(update_fields=["valid_until"])
    data = {"person": grant.person, "unit": grant.unit, "on": on}
    journal.record("orgs.inspection_ended", grant, by=by, because=because, data=data, also=[grant.person])
    return grant


def _other_administrators(membership: Membership, on: dt.date) -> bool:
    after = on + dt.timedelta(days=1)
    others = Membership.objects.on(after).filter(role=Role.ADMINISTRATOR, person__user__is_active=True)
    return others.exclude(pk=membership.pk).exists()
