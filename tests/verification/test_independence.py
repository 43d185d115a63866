"""Who is independent: every excluded case by itself, and the exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Hierarchy, Level, Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Progress, Submission
from chuyenbien.verification import operations, rules
from chuyenbien.verification.independence import independent
from chuyenbien.verification.models import IndependenceException
from tests.cast import SINCE, Cast, by, make_unit
from tests.remediation.making import report

from . import making


def below(cast: Cast, parent: Unit, hierarchy: str = Hierarchy.PARTY) -> Unit:
    with journal.recording(by=None):
        unit = make_unit("Tổ công tác (minh họa)", kind="phong-ban", level=Level.AGENCY, order=60)
        orgs.link_unit(parent, unit, hierarchy=hierarchy, since=SINCE, by=None)
    return unit


def join(person: Person, unit: Unit, *, until: dt.date | None = None) -> None:
    with journal.recording(by=None):
        orgs.give_role(person, unit, Role.STAFF, since=SINCE, by=None)
    if until is not None:
        person.memberships.filter(unit=unit).update(valid_until=until)


def lead_person(cast: Cast, one: Person, submission: Submission) -> None:
    submission.action.lead_person = one
    submission.action.save()


def former_lead(cast: Cast, one: Person, submission: Submission) -> None:
    action = submission.action
    action.reassignments.create(
        from_person=one, to_person=cast.doer, from_unit=cast.lead_unit, to_unit=cast.lead_unit, by=cast.head
    )


def author(cast: Cast, one: Person, submission: Submission) -> None:
    Progress.objects.update(author=one)


def enterer(cast: Cast, one: Person, submission: Submission) -> None:
    Progress.objects.update(entered_by=one)


def author_of_a_withdrawn_entry(cast: Cast, one: Person, submission: Submission) -> None:
    Progress.objects.create(action=submission.action, author=one, text="Nhầm", withdrawn_at=clock.now())


def submitter(cast: Cast, one: Person, submission: Submission) -> None:
    Submission.objects.update(by=one)


def member_of_the_lead_unit(cast: Cast, one: Person, submission: Submission) -> None:
    join(one, cast.lead_unit)


def member_of_the_body(cast: Cast, one: Person, submission: Submission) -> None:
    join(one, cast.body)


def member_below_the_lead_unit(cast: Cast, one: Person, submission: Submission) -> None:
    join(one, below(cast, cast.lead_unit, Hierarchy.STATE))


def member_below_the_body(cast: Cast, one: Person, submission: Submission) -> None:
    join(one, below(cast, cast.body, Hierarchy.OWNER))


EXCLUDED: list[Callable[[Cast, Person, Submission], None]] = [
    lead_person,
    former_lead,
    author,
    enterer,
    author_of_a_withdrawn_entry,
    submitter,
    member_of_the_lead_unit,
    member_of_the_body,
    member_below_the_lead_unit,
    member_below_the_body,
]


@pytest.mark.parametrize("case", EXCLUDED, ids=lambda case: case.__name__)
def test_each_excluded_case(cast: Cast, case: Callable[[Cast, Person, Submission], None]) -> None:
    submission = making.submission(cast)
    assert rules.can_judge(by(cast.verifier), submission)
    case(cast, cast.verifier, submission)
    submission = Submission.objects.get(pk=submission.pk)
    verdict = rules.can_judge(by(cast.verifier), submission)
    assert not verdict
    assert str(verdict.reason)
    with pytest.raises(Forbidden):
        making.act(cast.verifier, operations.accept, submission)
    with pytest.raises(Forbidden):
        making.act(cast.verifier, operations.return_to_doer, submission, reason="Thiếu")


@pytest.mark.parametrize("case", EXCLUDED, ids=lambda case: case.__name__)
def test_an_exception_lets_each_of_them_pass(cast: Cast, case: Callable[[Cast, Person, Submission], None]) -> None:
    submission = making.submission(cast)
    case(cast, cast.verifier, submission)
    submission = Submission.objects.get(pk=submission.pk)
    before = Event.objects.count()
    making.act(
        cast.leader, operations.approve_independence_exception, submission.action, cast.verifier, reason="Không còn ai"
    )
    assert Event.objects.count() == before + 1
    assert making.act(cast.verifier, operations.accept, submission)


def test_membership_counts_on_the_day(cast: Cast) -> None:
    submission = making.submission(cast)
    join(cast.verifier, cast.lead_unit, until=dt.date(2023, 2, 27))
    assert not independent(by(cast.verifier), submission.action, on=dt.date(2023, 2, 27))
    assert independent(by(cast.verifier), submission.action, on=dt.date(2023, 2, 28))


def test_members_of_other_bodies_and_of_the_superior_are_independent(cast: Cast) -> None:
    submission = making.submission(cast)
    join(cast.verifier, cast.other_body)
    assert rules.can_judge(by(cast.verifier), submission)


def test_a_hand_that_enters_for_a_verifier_must_not_have_worked_on_it(cast: Cast) -> None:
    """Entered on behalf: both the verifier and whoever typed it are looked at."""
    submission = making.submission(cast)
    through_officer = Actor(user_id=None, person=cast.verifier, entered_by=cast.officer)
    assert rules.can_judge(through_officer, submission)
    Progress.objects.update(entered_by=cast.officer)
    assert not rules.can_judge(through_officer, submission)
    through_doer = Actor(user_id=None, person=cast.verifier, entered_by=cast.doer)
    with journal.recording(by=through_doer), pytest.raises(Forbidden):
        operations.accept(submission, by=through_doer)


def test_the_superiors_of_other_matters_do_not_verify(cast: Cast) -> None:
    submission = making.submission(cast)
    with journal.recording(by=None):
        orgs.give_role(cast.stranger, cast.elsewhere, Role.VERIFIER, since=SINCE, by=None)
    assert not rules.can_judge(by(cast.stranger), submission)


def test_another_verifier_judges_what_one_worked_on(cast: Cast) -> None:
    submission = making.submission(cast)
    Progress.objects.update(author=cast.verifier)
    assert rules.can_judge(by(making.second_verifier(cast)), submission)


def approve(cast: Cast, approver: Person, verifier: Person, reason: str = "Không còn ai") -> IndependenceException:
    submission = Submission.objects.first() or making.submission(cast)
    made: IndependenceException = making.act(
        approver, operations.approve_independence_exception, submission.action, verifier, reason=reason
    )
    return made


def test_only_a_leader_of_the_superior_approves_and_never_for_themselves(cast: Cast) -> None:
    submission = making.submission(cast)
    Progress.objects.update(author=cast.verifier)
    for name in ("officer", "verifier", "head", "stranger", "admin"):
        with pytest.raises(Forbidden):
            approve(cast, cast.people()[name], cast.verifier)
    with journal.recording(by=None):
        orgs.give_role(cast.leader, cast.superior, Role.VERIFIER, since=SINCE, by=None)
    Progress.objects.update(author=cast.leader)
    with pytest.raises(Forbidden):
        approve(cast, cast.leader, cast.leader)
    assert submission.action.independence_exceptions.count() == 0


def test_an_exception_needs_a_verifier_a_need_and_a_reason_and_passes_once(cast: Cast) -> None:
    making.submission(cast)
    with pytest.raises(Refused) as no_need:
        approve(cast, cast.leader, cast.verifier)
    assert no_need.value.field == "verifier"
    with pytest.raises(Refused) as no_verifier:
        approve(cast, cast.leader, cast.doer)
    assert no_verifier.value.field == "verifier"
    Progress.objects.update(author=cast.verifier)
    with pytest.raises(Refused) as silent:
        approve(cast, cast.leader, cast.verifier, " ")
    assert silent.value.field == "reason"
    approve(cast, cast.leader, cast.verifier)
    with pytest.raises(Refused):
        approve(cast, cast.leader, cast.verifier)


def test_closing_asks_independence_of_every_confirmed_action(cast: Cast) -> None:
    finding = making.ready(cast)
    Progress.objects.update(author=cast.verifier)
    with pytest.raises(Forbidden):
        making.act(cast.verifier, operations.close, finding)
    assert making.act(making.second_verifier(cast), operations.close, finding)


def test_reporting_again_after_a_return_counts(cast: Cast) -> None:
    """A verifier who enters progress for the doer loses their independence from then on."""
    submission = making.submission(cast)
    making.act(cast.verifier, operations.return_to_doer, submission, reason="Thiếu")
    action = submission.action
    action.refresh_from_db()
    on_behalf = Actor(user_id=None, person=cast.doer, entered_by=cast.verifier)
    with journal.recording(by=on_behalf):
        remediation.report_progress(action, by=on_behalf, text="Bổ sung")
    report(cast, action)
    assert not rules.can_verify(by(cast.verifier), action)
