"""Delegations: who sits in them, which bodies they attend, and who therefore sees what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Membership, Person, Unit

from ..enums import CycleState, DelegationRole, DossierState, SuggestionState
from ..models import Delegation, DelegationMember, ReviewCycle, ReviewDossier
from .suggestions import show_letter

Follower = Callable[[ReviewDossier, list[Person]], None]
_followers: list[Follower] = []

BEFORE_HELD = (
    DossierState.PREPARING,
    DossierState.SUBMITTED,
    DossierState.COMMENTED,
    DossierState.SCHEDULED,
)


def when_seats_change(follower: Follower) -> None:
    """Let a higher room adjust who sees its matters of a dossier: called with the dossier, whose delegation is the
    present one, and the people who no longer belong to it."""
    if follower not in _followers:
        _followers.append(follower)


def form_delegation(
    cycle: ReviewCycle,
    number: int,
    head: Person,
    secretary: Person | None,
    members: Iterable[Person],
    *,
    by: Actor,
    decision: Document | None = None,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Delegation:
    """Appoint a delegation of the cycle: one head, one secretary, members."""
    _refuse_closed(cycle)
    seats = _seats(head, secretary, members)
    if number < 1:
        raise Refused(_("Number the delegations from 1."), field="number")
    if cycle.delegations.filter(number=number).exists():
        raise Refused(_("The cycle has a delegation with this number already."), field="number")
    delegation = Delegation.objects.create(
        cycle=cycle,
        number=number,
        decision=decision,
        appointed_on=(decision.issued_on if decision else None) or clock.local_date(at or clock.now()),
        is_illustrative=is_illustrative or cycle.is_illustrative,
    )
    _seat(delegation, seats)
    _show_decision(delegation)
    data = {"number": number, "head": head, "secretary": secretary, "seats": len(seats)}
    journal.record("reviews.delegation_formed", delegation, by=by, at=at, data=data, also=[cycle])
    return delegation


def change_delegation(
    delegation: Delegation,
    head: Person,
    secretary: Person | None,
    members: Iterable[Person],
    *,
    by: Actor,
    decision: Document | None = None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Delegation:
    """Change who sits in a delegation. Newcomers see its dossiers from now on, those who left no longer."""
    _refuse_closed(delegation.cycle)
    seats = _seats(head, secretary, members)
    delegation.take_revision(revision, ())
    dossiers = list(delegation.dossiers.select_related("body", "cycle__superior", "delegation"))
    for dossier in dossiers:
        _refuse_own(seats, dossier.body)
    before = [seat.person for seat in delegation.members.select_related("person")]
    delegation.members.all().delete()
    if decision is not None:
        delegation.decision = decision
        delegation.save(update_fields=["decision"])
    _seat(delegation, seats)
    _show_decision(delegation)
    left = [person for person in before if person not in seats]
    for dossier in dossiers:
        _release(dossier, left)
        _show(dossier, delegation, left)
    for person in left:
        delegation.cycle.release(person=person, capacity=Capacity.DELEGATION)
    data = {"head": head, "secretary": secretary, "old": before, "new": list(seats), "number": delegation.number}
    journal.record("reviews.delegation_changed", delegation, by=by, at=at, data=data, also=[delegation.cycle])
    return delegation


def assign_delegation(
    delegation: Delegation, dossier: ReviewDossier, *, by: Actor, at: dt.datetime | None = None
) -> ReviewDossier:
    """Give a body to a delegation; it leaves the one it had. Nobody is a delegate to their own body."""
    former = _assign(delegation, dossier)
    data = {"body": dossier.body, "number": delegation.number, "former": former.number if former else ""}
    also = [delegation, *([former] if former else [])]
    journal.record("reviews.delegation_assigned", dossier, by=by, at=at, data=data, also=also)
    return dossier


def assign_bodies(
    delegation: Delegation, dossiers: Iterable[ReviewDossier], *, by: Actor, at: dt.datetime | None = None
) -> Delegation:
    """Give several bodies to a delegation in one act."""
    taken = list(dossiers)
    if not taken:
        raise Refused(_("Choose at least one body."), field="dossiers")
    for dossier in taken:
        _assign(delegation, dossier)
    data = {"bodies": [dossier.body for dossier in taken], "number": delegation.number}
    journal.record("reviews.bodies_assigned", delegation, by=by, at=at, data=data, also=taken)
    return delegation


def release_delegation(
    dossier: ReviewDossier, *, by: Actor, because: str = "", at: dt.datetime | None = None
) -> ReviewDossier:
    """Take a body away from its delegation. A suggested body whose conference is scheduled keeps one."""
    former = dossier.delegation
    if former is None:
        raise Refused(_("The body has no delegation."))
    _refuse_held(dossier)
    suggested = dossier.suggestions.filter(state=SuggestionState.ISSUED).exists()
    if dossier.state == DossierState.SCHEDULED and suggested:
        raise Refused(_("The conference is scheduled; give the body to another delegation instead."))
    left = [seat.person for seat in former.members.select_related("person")]
    dossier.delegation = None
    dossier.save(update_fields=["delegation"])
    _release(dossier, left)
    for follower in _followers:
        follower(dossier, left)
    data = {"body": dossier.body, "number": former.number}
    journal.record("reviews.delegation_released", dossier, by=by, at=at, because=because, data=data, also=[former])
    return dossier


Seats = dict[Person, str]


def _assign(delegation: Delegation, dossier: ReviewDossier) -> Delegation | None:
    """Move a dossier to a delegation; returns the one it had."""
    _refuse_closed(dossier.cycle)
    if delegation.cycle_id != dossier.cycle_id:
        raise Refused(_("The delegation belongs to another cycle."), field="dossiers")
    if dossier.delegation_id == delegation.pk:
        raise Refused(
            _("%(body)s belongs to this delegation already.") % {"body": dossier.shown_name}, field="dossiers"
        )
    _refuse_held(dossier)
    seats = {seat.person: seat.role for seat in delegation.members.select_related("person")}
    _refuse_own(seats, dossier.body)
    former = dossier.delegation
    left = [] if former is None else [s.person for s in former.members.select_related("person")]
    left = [person for person in left if person not in seats]
    dossier.delegation = delegation
    dossier.save(update_fields=["delegation"])
    _release(dossier, left)
    _show(dossier, delegation, left)
    return former


def _seats(head: Person, secretary: Person | None, members: Iterable[Person]) -> Seats:
    """Who sits in which role, in order; everybody once."""
    if secretary is not None and secretary.pk == head.pk:
        raise Refused(_("The head cannot be the secretary as well."), field="secretary")
    seats: Seats = {head: DelegationRole.HEAD}
    if secretary is not None:
        seats[secretary] = DelegationRole.SECRETARY
    for person in members:
        seats.setdefault(person, DelegationRole.MEMBER)
    for person in seats:
        if not person.is_active:
            raise Refused(_("%(person)s has left office.") % {"person": person.shown_title}, field="members")
    return seats


def _seat(delegation: Delegation, seats: Seats) -> None:
    DelegationMember.objects.bulk_create(
        DelegationMember(delegation=delegation, person=person, role=role) for person, role in seats.items()
    )
    for person in seats:
        delegation.cycle.involve(person=person, capacity=Capacity.DELEGATION)


def _refuse_own(seats: Iterable[Person], body: Unit) -> None:
    """Refuse a delegate who belongs to the body or to anything below it, in any hierarchy, today."""
    within = Unit.objects.within(body).values("pk")
    own = Membership.objects.on().filter(person__in=list(seats), unit__in=within).select_related("person").first()
    if own is not None:
        raise Refused(
            _("%(person)s belongs to %(body)s and cannot be a delegate to it.")
            % {"person": own.person.shown_title, "body": body.name},
            field="dossiers",
        )


def _show(dossier: ReviewDossier, delegation: Delegation, left: list[Person]) -> None:
    """Let the delegation see the dossier and what was suggested; higher rooms follow."""
    for seat in delegation.members.select_related("person"):
        dossier.involve(person=seat.person, capacity=Capacity.DELEGATION)
    dossier.delegation = delegation
    for suggestion in dossier.suggestions.filter(state=SuggestionState.ISSUED).select_related("letter"):
        suggestion.dossier = dossier
        show_letter(suggestion)
    for follower in _followers:
        follower(dossier, left)


def _release(dossier: ReviewDossier, people: Iterable[Person]) -> None:
    letters = [s.letter for s in dossier.suggestions.select_related("letter") if s.letter is not None]
    for person in people:
        for matter in (dossier, *letters):
            matter.release(person=person, capacity=Capacity.DELEGATION)


def _show_decision(delegation: Delegation) -> None:
    if delegation.decision is not None:
        for seat in delegation.members.select_related("person"):
            delegation.decision.involve(person=seat.person, capacity=Capacity.DELEGATION)


def _refuse_closed(cycle: ReviewCycle) -> None:
    if cycle.state == CycleState.CLOSED:
        raise Refused(_("The cycle is closed."))


def _refuse_held(dossier: ReviewDossier) -> None:
    if dossier.state not in BEFORE_HELD:
        raise Refused(
            _("The conference of %(body)s has been held; its delegation stays.") % {"body": dossier.body.name},
            field="dossiers",
        )
