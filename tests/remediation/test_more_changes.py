"""What an issued action, a plan, a change of people refuse; what is left of sight and time afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event, EventPayload
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person
from chuyenbien.remediation import operations
from chuyenbien.remediation.enums import ActionState, PlanState
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews.enums import DossierState
from tests.cast import Cast, by

from .making import (
    DUE,
    TODAY,
    active,
    add,
    decision,
    issue,
    make_dossier,
    make_finding,
    make_plan,
    make_task,
    report,
    submit,
)
from .verbs import ask_extension, done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def fresh(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def sees(person: Person, action: Action) -> tuple[bool, bool]:
    standing = Standing.of(person)
    assert action.finding is not None
    return (
        Action.objects.visible_to(standing).filter(pk=action.pk).exists(),
        Finding.objects.visible_to(standing).filter(pk=action.finding.pk).exists(),
    )


def more_asked(cast: Cast) -> Action:
    """An issued action whose plan the superior asked more of."""
    action = active(cast)
    assert action.plan is not None
    done("ask_plan_more", cast.officer, action.plan, because="Chưa rõ kết quả")
    return fresh(action)


def edit(cast: Cast, action: Action, **facts: Any) -> Action:
    changed: Action = done("edit_action", cast.editor, action, **facts)
    return changed


@pytest.mark.parametrize("state", [ActionState.SUBMITTED, ActionState.DONE, ActionState.CANCELLED])
def test_what_is_not_under_way_is_not_edited(cast: Cast, state: str) -> None:
    action = more_asked(cast)
    action.state = state
    with pytest.raises(Refused):
        edit(cast, action, deliverable="Khác")


def test_an_issued_action_is_edited_only_while_more_is_asked(cast: Cast) -> None:
    with pytest.raises(Refused):
        edit(cast, active(cast), deliverable="Khác")


def test_of_an_issued_action_people_and_rhythm_do_not_change_by_editing(cast: Cast) -> None:
    action = more_asked(cast)
    for name, value in (("lead_person", cast.editor), ("lead_unit", cast.body), ("rhythm", "monthly")):
        with pytest.raises(Refused) as refused:
            edit(cast, fresh(action), **{name: value})
        assert refused.value.field == name
    for due in (None, DUE + dt.timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            edit(cast, fresh(action), due_on=due)
        assert refused.value.field == "due_on"
    edit(cast, fresh(action), due_on=DUE - dt.timedelta(days=30), lead_person=cast.doer)
    assert fresh(action).due_on == DUE - dt.timedelta(days=30)
    assert fresh(action).original_due == DUE


def test_an_issued_action_does_not_become_unclear(cast: Cast) -> None:
    action = more_asked(cast)
    with pytest.raises(Refused):
        edit(cast, action, acceptance_criterion="")
    assert fresh(action).acceptance_criterion == "Có văn bản tiếp nhận"


def test_coordinating_units_change_and_are_told(cast: Cast) -> None:
    action = more_asked(cast)
    edit(cast, action, co_units=[cast.other_body])
    assert list(fresh(action).co_units.all()) == [cast.other_body]
    assert cast.other_body.pk in action.involved_units(Capacity.COORDINATE)
    told = Event.objects.order_by("-seq").first()
    assert told is not None
    assert told.type == "remediation.action_edited"
    assert "co_units" in EventPayload.objects.get(seq=told.seq).data
    before = Event.objects.count()
    edit(cast, fresh(action), co_units=[cast.other_body])
    assert Event.objects.count() == before
    with pytest.raises(Refused) as refused:
        edit(cast, fresh(action), co_units=[cast.lead_unit])
    assert refused.value.field == "co_units"


def test_only_known_facts_are_edited(cast: Cast) -> None:
    action = active(cast)
    assert action.plan is not None
    with pytest.raises(ValueError, match="cannot change"):
        edit(cast, action, state="done")
    with pytest.raises(ValueError, match="cannot change"):
        done("edit_plan", cast.editor, action.plan, state="accepted")
    with pytest.raises(ValueError, match="of a dossier or of a body"):
        done("draft_plan", cast.editor, None, title="Không của ai")


@pytest.mark.parametrize("end", ["closed", "withdrawn", "draft"])
def test_only_an_open_finding_gets_actions(cast: Cast, end: str) -> None:
    finding = make_finding(cast, make_dossier(cast))
    finding.state = end
    with pytest.raises(Refused) as refused:
        add(cast, None, finding)
    assert refused.value.field == "finding"


def test_a_draft_that_has_been_issued_is_not_taken_out(cast: Cast) -> None:
    action = active(cast)
    with pytest.raises(Refused):
        done("remove_action", cast.editor, action)
    assert Action.objects.filter(pk=action.pk).exists()


def test_the_coordinating_unit_that_takes_over_coordinates_no_longer(cast: Cast) -> None:
    action = active(cast, co_units=[cast.body])
    done("reassign", cast.head, action, to_person=cast.editor, to_unit=cast.body, because="Chuyển việc")
    assert not fresh(action).co_units.exists()
    assert cast.body.pk not in action.involved_units(Capacity.COORDINATE)
    assert action.involved_units(Capacity.LEAD) == {cast.body.pk}


def test_who_leads_another_action_of_the_finding_goes_on_seeing_it(cast: Cast) -> None:
    first = active(cast)
    second = active(cast, task="Việc thứ hai của cùng hạn chế")
    assert first.finding == second.finding
    done("reassign", cast.head, first, to_person=cast.editor, to_unit=cast.body, because="Chuyển công tác")
    assert sees(cast.doer, first) == (False, True)
    assert sees(cast.doer, second) == (True, True)
    done("cancel_action", cast.leader, second, because="Thôi", document=decision(cast))
    assert sees(cast.doer, second) == (True, True), "what one worked on, one may go on reading"


def test_the_same_person_in_another_unit(cast: Cast) -> None:
    action = active(cast)
    done("reassign", cast.head, action, to_person=cast.doer, to_unit=cast.body, because="Chuyển về cấp ủy")
    assert (fresh(action).lead_person, fresh(action).lead_unit) == (cast.doer, cast.body)
    assert sees(cast.doer, action) == (True, True)
    assert action.involved_units(Capacity.LEAD) == {cast.body.pk}


def test_ending_closes_a_pause_on_the_day(cast: Cast) -> None:
    action = active(cast)
    paper = decision(cast)
    done("pause_action", cast.leader, action, because="Chờ quy hoạch", document=paper)
    later = TODAY + dt.timedelta(days=5)
    with clock.at(later):
        done("cancel_action", cast.leader, fresh(action), because="Không còn cần", document=paper)
    assert action.pauses.get().until == later
    assert not action.holdings.filter(until=None).exists()


def test_a_pause_does_not_begin_tomorrow_and_ends_the_same_day_without_moving_the_date(cast: Cast) -> None:
    action = active(cast)
    paper = decision(cast)
    with pytest.raises(Refused) as refused:
        done("pause_action", cast.leader, action, because="Chờ", document=paper, since=TODAY + dt.timedelta(days=1))
    assert refused.value.field == "since"
    with pytest.raises(Refused) as refused:
        done("pause_action", cast.leader, action, because=" ", document=paper)
    assert refused.value.field == "because"
    done("pause_action", cast.leader, action, because="Chờ", document=paper)
    with pytest.raises(Refused) as refused:
        done("resume_action", cast.leader, fresh(action), on=TODAY + dt.timedelta(days=1))
    assert refused.value.field == "on"
    done("resume_action", cast.leader, fresh(action), on=TODAY)
    assert fresh(action).due_on == DUE


def test_an_extension_is_not_asked_for_what_has_been_submitted(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submit(cast, action)
    with pytest.raises(Refused):
        ask_extension(cast, fresh(action))


def test_of_tasks_of_directives_alone_nothing_goes_up(cast: Cast) -> None:
    with clock.at(TODAY):
        plan = done("draft_plan", cast.editor, None, body=cast.body, title="Kế hoạch thực hiện chương trình")
        add(cast, plan, directive_task=make_task(cast))
        issue(cast, plan)
    for verb, facts in (("accept_plan", {}), ("ask_plan_more", {"because": "Thêm"}), ("comment_plan", {"text": "Ý"})):
        with pytest.raises(Refused):
            done(verb, cast.leader, plan, **facts)
    assert Plan.objects.get().state == PlanState.ISSUED
    assert not plan.reviews.exists()


def test_a_plan_is_commented_on_from_its_issue_to_its_acceptance(cast: Cast) -> None:
    plan = make_plan(cast)
    with pytest.raises(Refused):
        done("comment_plan", cast.leader, plan, text="Sớm quá")
    with pytest.raises(Refused) as refused:
        done("edit_plan", cast.editor, plan, title=" ")
    assert refused.value.field == "title"
    action = active(cast)
    assert action.plan is not None
    before = Event.objects.count()
    done("edit_plan", cast.editor, more_of(cast, action.plan), title="Kế hoạch khắc phục hạn chế, khuyết điểm")
    assert Event.objects.count() == before + 1, "asking for more was told, an edit that changes nothing was not"


def more_of(cast: Cast, plan: Plan) -> Plan:
    done("ask_plan_more", cast.officer, plan, because="Thêm chỉ tiêu")
    return Plan.objects.get(pk=plan.pk)


def test_accepting_a_plan_of_a_review_already_being_remedied_moves_nothing(cast: Cast) -> None:
    action = active(cast)
    plan = action.plan
    assert plan is not None
    assert plan.dossier is not None
    type(plan.dossier).objects.filter(pk=plan.dossier.pk).update(state=DossierState.REMEDYING)
    plan = Plan.objects.get(pk=plan.pk)
    accepted = done("accept_plan", cast.leader, plan)
    assert accepted.state == PlanState.ACCEPTED
    assert plan.dossier is not None
    assert type(plan.dossier).objects.get(pk=plan.dossier.pk).state == DossierState.REMEDYING
    with pytest.raises(Refused):
        done("accept_plan", cast.leader, plan)


def test_a_plan_is_issued_with_its_document(cast: Cast) -> None:
    plan = make_plan(cast)
    assert plan.dossier is not None
    add(cast, plan, make_finding(cast, plan.dossier))
    paper = decision(cast)
    done("issue_plan", cast.head, plan, document=paper)
    assert Plan.objects.get().document == paper
    with pytest.raises(Refused):
        operations.issue_plan(plan, by=by(cast.head))
