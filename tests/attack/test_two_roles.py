"""Whoever has two roles does not confirm with one hand what the other has done, not even by entering it for others."""

from __future__ import annotations

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.verification import operations, rules
from tests.cast import SINCE, Cast, by
from tests.remediation import making
from tests.verification.making import SUBMITTED, act

pytestmark = pytest.mark.django_db


def entering(typist: Person, person: Person) -> Actor:
    """The typist entering for the person."""
    return Actor(user_id=typist.user_id, person=person, entered_by=typist)


def also(person: Person, unit: Unit, role: str) -> None:
    with journal.recording(by=None):
        orgs.give_role(person, unit, role, since=SINCE, by=None)


def test_who_entered_the_submission_does_not_judge_it(cast: Cast) -> None:
    also(cast.officer, cast.superior, Role.VERIFIER)
    action = making.active(cast)
    with clock.at(SUBMITTED):
        making.report(cast, action)
        actor = entering(cast.officer, cast.doer)
        with journal.recording(by=actor):
            pending = remediation.submit(action, by=actor)
    assert not rules.can_judge(by(cast.officer), pending)
    with pytest.raises(Forbidden):
        act(cast.officer, operations.accept, pending)
    assert rules.can_judge(by(cast.verifier), pending)
    assert not rules.can_judge(entering(cast.officer, cast.verifier), pending)


def test_who_entered_the_wish_for_an_exception_does_not_decide_on_it(cast: Cast) -> None:
    also(cast.officer, cast.superior, Role.BOARD_LEADER)
    with clock.at(making.TODAY):
        finding = making.make_finding(cast, making.make_dossier(cast))
        actor = entering(cast.officer, cast.verifier)
        with journal.recording(by=actor):
            exception = operations.ask_closure_exception(finding, by=actor, reason="Không có số đo")
    assert not rules.can_decide_closure_exception(by(cast.officer), exception)
    assert not rules.can_decide_closure_exception(entering(cast.officer, cast.leader), exception)
    with pytest.raises(Forbidden):
        act(cast.officer, operations.accept_closure_exception, exception)
    assert rules.can_decide_closure_exception(by(cast.leader), exception)


def test_a_leader_does_not_let_an_exception_pass_for_themselves(cast: Cast) -> None:
    also(cast.leader, cast.superior, Role.VERIFIER)
    action = making.active(cast)
    assert not rules.can_approve_independence_exception(by(cast.leader), action, cast.leader)
    assert not rules.can_approve_independence_exception(entering(cast.verifier, cast.leader), action, cast.verifier)


def test_a_former_lead_person_does_not_confirm(cast: Cast) -> None:
    also(cast.doer, cast.superior, Role.VERIFIER)
    action = making.active(cast)
    with clock.at(making.TODAY), journal.recording(by=by(cast.head)):
        remediation.reassign(action, by=by(cast.head), to_person=cast.editor, because="Chuyển công tác")
    for role in cast.doer.memberships.exclude(unit=cast.superior):
        role.delete()
    assert not rules.can_verify(by(cast.doer), action)
