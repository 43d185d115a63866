"""Later dates, pauses, other people, decisions that take an action off the desk, and who has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.enums import ActionState, Decision
from chuyenbien.remediation.models import Action, Extension
from tests.cast import Cast

from .making import DUE, TODAY, active, add, decision, issue, make_dossier, make_finding, make_plan, report, submit
from .verbs import LATER, ask_extension, done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def fresh(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def test_an_approved_extension_moves_the_date_but_not_the_original(cast: Cast) -> None:
    action = active(cast, rhythm="monthly", due_on=dt.date(2023, 3, 15))
    report(cast, action, occurrence=action.occurrences.first())
    before = Event.objects.count()
    extension = ask_extension(cast, action, dt.date(2023, 5, 31))
    with pytest.raises(Refused):
        ask_extension(cast, action)
    facts = {"decision": Decision.APPROVED, "because": "Đồng ý"}
    done("decide_extension", cast.leader, extension, **facts)
    assert Event.objects.count() == before + 2
    with pytest.raises(Refused):
        done("decide_extension", cast.leader, extension, **facts)
    changed = fresh(action)
    assert (changed.due_on, changed.original_due) == (dt.date(2023, 5, 31), dt.date(2023, 3, 15))
    dues = [turn.due_on for turn in changed.occurrences.order_by("due_on")]
    assert dues == [dt.date(2023, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31))]
    assert changed.occurrences.exclude(done_at=None).count() == 1


def test_a_refused_extension_changes_nothing(cast: Cast) -> None:
    action = active(cast)
    extension = ask_extension(cast, action)
    done("decide_extension", cast.leader, extension, decision=Decision.REFUSED, because="Đã gia hạn đủ")
    assert fresh(action).due_on == DUE
    assert ask_extension(cast, action).pk != extension.pk


@pytest.mark.parametrize(
    ("facts", "field"), [({"decision": "perhaps"}, "decision"), ({"decision": "approved", "because": ""}, "because")]
)
def test_a_decision_says_what_and_why(cast: Cast, facts: dict[str, str], field: str) -> None:
    extension = ask_extension(cast, active(cast))
    with pytest.raises(Refused) as refused:
        done("decide_extension", cast.leader, extension, **{"because": "Lý do", **facts})
    assert refused.value.field == field


def test_an_extension_is_later(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        ask_extension(cast, active(cast), DUE)
    assert refused.value.field == "to_date"
    assert not Extension.objects.exists()


def test_asking_sends_a_commitment_up(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, None, track="commitment", promise="Sẽ làm", promise_due=DUE)
    action = add(cast, make_plan(cast, dossier), finding)
    assert action.plan is not None
    issue(cast, action.plan)
    assert not Action.objects.visible_to(Standing.of(cast.leader)).exists()
    ask_extension(cast, fresh(action))
    assert Action.objects.visible_to(Standing.of(cast.leader)).exists()


def test_a_pause_needs_its_decision_and_moves_the_date(cast: Cast) -> None:
    action = active(cast)
    with pytest.raises(Refused) as refused:
        done("pause_action", cast.leader, action, because="Chờ", document=None)
    assert refused.value.field == "document"
    done("pause_action", cast.leader, action, because="Chờ quy hoạch", document=decision(cast))
    assert [(one.kind, one.unit) for one in action.holdings.filter(until=None)] == [("pause", cast.lead_unit)]
    with pytest.raises(Refused):
        done("pause_action", cast.leader, action, because="Lần nữa", document=decision_of(cast))
    with pytest.raises(Refused):
        report(cast, action)
    with clock.at(TODAY + dt.timedelta(days=10)):
        with pytest.raises(Refused):
            done("resume_action", cast.leader, action, on=TODAY - dt.timedelta(days=1))
        done("resume_action", cast.leader, action)
    changed = fresh(action)
    assert (changed.state, changed.due_on) == (ActionState.ACTIVE, DUE + dt.timedelta(days=10))
    assert changed.original_due == DUE
    assert [one.kind for one in changed.holdings.order_by("id")] == ["work", "pause", "work"]
    with pytest.raises(Refused):
        done("resume_action", cast.leader, action)


def decision_of(cast: Cast) -> object:
    from chuyenbien.documents.models import Document

    return Document.objects.first()


def test_reassigned_with_its_history(cast: Cast) -> None:
    action = active(cast)
    before = Event.objects.count()
    done("reassign", cast.head, action, to_person=cast.editor, to_unit=cast.body, because="Chuyển công tác")
    assert Event.objects.count() == before + 1
    assert (action.lead_person, action.lead_unit) == (cast.editor, cast.body)
    assert not Action.objects.visible_to(Standing.of(cast.doer)).exists()
    assert not Finding.objects.visible_to(Standing.of(cast.doer)).exists()
    history = action.reassignments.get()
    assert (history.from_person, history.to_person, history.by) == (cast.doer, cast.editor, cast.head)
    assert action.holdings.get(until=None).person == cast.editor
    assert action.involvements.filter(person=cast.doer).exclude(until=None).exists()


@pytest.mark.parametrize("wrong", ["same", "left", "unsaid"])
def test_who_cannot_take_over(cast: Cast, wrong: str) -> None:
    action = active(cast)
    if wrong == "left":
        Person.objects.filter(pk=cast.editor.pk).update(is_active=False)
    to = cast.doer if wrong == "same" else Person.objects.get(pk=cast.editor.pk)
    with pytest.raises(Refused) as refused:
        done("reassign", cast.head, action, to_person=to, because="" if wrong == "unsaid" else "Lý do")
    assert refused.value.field == ("because" if wrong == "unsaid" else "to_person")


@pytest.mark.parametrize(
    ("verb", "state", "more"),
    [
        ("cancel_action", ActionState.CANCELLED, {}),
        ("transfer_action", ActionState.TRANSFERRED, {"to_unit": "other_body"}),
        ("await_succession", ActionState.AWAITING_SUCCESSION, {}),
    ],
)
def test_taken_off_the_desk_by_decision(cast: Cast, verb: str, state: str, more: dict[str, str]) -> None:
    action = active(cast)
    facts = {name: getattr(cast, who) for name, who in more.items()}
    with pytest.raises(Refused):
        done(verb, cast.leader, action, because="", document=decision(cast), **facts)
    if verb != "await_succession":
        with pytest.raises(Refused) as refused:
            done(verb, cast.leader, action, because="Lý do", document=None, **facts)
        assert refused.value.field == "document"
    before = Event.objects.count()
    done(verb, cast.leader, action, because="Theo quyết định", document=decision_of(cast), **facts)
    assert Event.objects.count() == before + 1
    assert fresh(action).state == state
    assert not action.holdings.filter(until=None).exists()
    assert action.rulings.get().decided_by == cast.leader
    with pytest.raises(Refused):
        done("pause_action", cast.leader, action, because="x", document=decision_of(cast))


def test_a_successor_lets_the_work_go_on(cast: Cast) -> None:
    action = active(cast)
    done("await_succession", cast.leader, action, because="Giải thể đơn vị")
    done("reassign", cast.head, action, to_person=cast.editor, because="Kế thừa")
    assert fresh(action).state == ActionState.ACTIVE
    assert action.holdings.get(until=None).person == cast.editor


def test_cancelling_ends_a_pending_submission(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submission = submit(cast, action)
    done("cancel_action", cast.leader, action, because="Theo quyết định", document=decision(cast))
    submission.refresh_from_db()
    assert submission.was_withdrawn


def test_one_holder_at_a_time(cast: Cast) -> None:
    action = active(cast)
    with pytest.raises(Refused) as refused:
        done("record_receipt", cast.editor, action, unit=cast.ministry, on=TODAY + dt.timedelta(days=1))
    assert refused.value.field == "on"
    with pytest.raises(Refused) as refused:
        done("record_receipt", cast.editor, action, unit=cast.ministry, on=TODAY - dt.timedelta(days=1))
    assert refused.value.field == "on"
    done("record_receipt", cast.editor, action, unit=cast.ministry, on=TODAY)
    assert [one.unit for one in action.holdings.filter(until=None)] == [cast.ministry]
    holding = done("take_over", cast.editor, finding=action.finding, action=action, unit=cast.superior, on=TODAY)
    assert holding.action == action
    assert action.finding is not None
    assert action.finding.holdings.get(until=None).unit == cast.superior
    with pytest.raises(ValueError, match="finding or of an action"):
        done("take_over", cast.editor, unit=cast.superior)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (dt.date(2020, 1, 1), dt.date(2019, 1, 1)),
        (dt.date(2003, 1, 1), TODAY + dt.timedelta(days=5)),
    ],
)
def test_unrecorded_time_is_honest(cast: Cast, since: dt.date, until: dt.date) -> None:
    finding = make_finding(cast)
    with pytest.raises(Refused):
        done("record_unknown_holding", cast.editor, finding, since=since, until=until)
    done("record_unknown_holding", cast.editor, finding, since=None, until=TODAY)
    with pytest.raises(Refused):
        done("record_unknown_holding", cast.editor, finding, since=None, until=TODAY)


def test_unrecorded_time_does_not_overlap_a_holder(cast: Cast) -> None:
    finding = make_finding(cast)
    done("record_receipt", cast.editor, finding, unit=cast.body, on=dt.date(2022, 1, 1))
    with pytest.raises(Refused):
        done("record_unknown_holding", cast.editor, finding, since=dt.date(2003, 1, 1), until=dt.date(2022, 6, 1))
    done("record_unknown_holding", cast.editor, finding, since=dt.date(2003, 1, 1), until=dt.date(2022, 1, 1))


def test_without_a_superior_nothing_is_sent_up(cast: Cast) -> None:
    from chuyenbien.orgs.models import UnitLink

    dossier = make_dossier(cast)
    finding = make_finding(cast, None, track="commitment", promise="Sẽ làm", promise_due=DUE)
    plan = make_plan(cast, dossier)
    action = add(cast, plan, finding)
    issue(cast, plan)
    Action.objects.filter(pk=action.pk).update(plan=None)
    UnitLink.objects.filter(child=cast.body).delete()
    with pytest.raises(Refused):
        ask_extension(cast, fresh(action), LATER)
    assert not fresh(action).involved_units(Capacity.SUPERIOR)
