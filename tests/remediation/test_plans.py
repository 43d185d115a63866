"""A plan: begun, edited, issued, commented, sent back, accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.findings.models import Finding
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.remediation import queries, rules
from chuyenbien.remediation.enums import ActionState, PlanState
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews.enums import DossierState
from tests.cast import Cast, by

from .making import DUE, TODAY, active, add, clear, decision, issue, make_dossier, make_finding, make_plan, make_task
from .verbs import done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_begun_once_per_review(cast: Cast) -> None:
    dossier = make_dossier(cast)
    before = Event.objects.count()
    plan = make_plan(cast, dossier)
    assert (plan.state, plan.body, plan.issuer) == (PlanState.DRAFT, cast.body, cast.body)
    assert Event.objects.count() == before + 1
    with pytest.raises(Refused):
        make_plan(cast, dossier)
    plan.delete()
    with pytest.raises(Refused) as refused:
        make_plan(cast, dossier, title=" ")
    assert refused.value.field == "title"


def test_nothing_is_begun_in_a_closed_review(cast: Cast) -> None:
    with pytest.raises(Refused):
        make_plan(cast, make_dossier(cast, DossierState.CLOSED))


def test_edited_with_its_revision(cast: Cast) -> None:
    plan = make_plan(cast)
    opened = plan.revision
    done("edit_plan", cast.editor, plan, title="Tên mới", purpose="Mục đích", revision=opened)
    assert Plan.objects.get().title == "Tên mới"
    with pytest.raises(Stale):
        done("edit_plan", cast.editor, plan, title="Tên khác", revision=opened)


def test_issuing_freezes_the_dates_and_lets_people_see(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier)
    plan = make_plan(cast, dossier)
    action = add(cast, plan, finding, co_units=[cast.other_body], supervising_leader=cast.head)
    assert not Action.objects.visible_to(Standing.of(cast.doer)).exists()
    assert not Plan.objects.visible_to(Standing.of(cast.officer)).exists()
    before = Event.objects.count()
    issue(cast, plan)
    assert Event.objects.count() == before + 1
    action.refresh_from_db()
    assert (action.state, action.original_due) == (ActionState.ACTIVE, DUE)
    assert plan.state == PlanState.ISSUED
    for person in (cast.doer, cast.other_head, cast.leader, cast.officer, cast.verifier, cast.inspector):
        assert Action.objects.visible_to(Standing.of(person)).exists(), person
    assert not Action.objects.visible_to(Standing.of(cast.stranger)).exists()
    assert Finding.objects.visible_to(Standing.of(cast.doer)).exists()
    assert Plan.objects.visible_to(Standing.of(cast.officer)).exists()
    holding = action.holdings.get()
    assert (holding.unit, holding.person, holding.since) == (cast.lead_unit, cast.doer, TODAY)
    assert finding.holdings.get().unit == cast.body
    with pytest.raises(Refused):
        issue(cast, plan)


def test_a_commitment_stays_with_the_body(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier, track="commitment", promise="Sẽ khắc phục", promise_due=DUE)
    plan = make_plan(cast, dossier)
    action = add(cast, plan, finding)
    issue(cast, plan)
    assert not action.involved_units(Capacity.SUPERIOR)


def test_an_empty_plan_is_not_issued(cast: Cast) -> None:
    with pytest.raises(Refused):
        issue(cast, make_plan(cast))


def test_issued_only_after_the_conclusion(cast: Cast) -> None:
    dossier = make_dossier(cast, DossierState.HELD)
    plan = make_plan(cast, dossier)
    add(cast, plan, make_finding(cast, dossier))
    with pytest.raises(Refused):
        issue(cast, plan)


def test_work_already_begun_may_be_entered(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding, plan = make_finding(cast, dossier), make_plan(cast, dossier)
    begun = add(cast, plan, finding, start_on=dt.date(2022, 10, 1), due_on=dt.date(2022, 12, 31))
    issue(cast, plan)
    assert begun.holdings.get().since == dt.date(2022, 10, 1)
    done("ask_plan_more", cast.officer, plan, because="Bổ sung")
    add(cast, plan, finding, due_on=dt.date(2022, 12, 31))
    with pytest.raises(Refused) as refused:
        issue(cast, plan)
    assert refused.value.field == "due_on"


def test_more_is_asked_and_the_body_issues_again(cast: Cast) -> None:
    action = active(cast)
    plan = action.plan
    assert plan is not None
    with pytest.raises(Refused):
        add(cast, plan, action.finding)
    done("comment_plan", cast.officer, plan, text="Cần rõ hơn")
    done("ask_plan_more", cast.officer, plan, because="Bổ sung nhiệm vụ")
    assert plan.state == PlanState.MORE_ASKED
    done("edit_action", cast.editor, Action.objects.get(pk=action.pk), task="Hoàn thành hồ sơ và gửi trước 30/6")
    with pytest.raises(Refused) as refused:
        done("edit_action", cast.editor, Action.objects.get(pk=action.pk), due_on=dt.date(2024, 1, 1))
    assert refused.value.field == "due_on"
    with pytest.raises(Refused) as refused:
        done("edit_action", cast.editor, Action.objects.get(pk=action.pk), lead_person=cast.head)
    assert refused.value.field == "lead_person"
    done("edit_action", cast.editor, Action.objects.get(pk=action.pk), due_on=dt.date(2023, 5, 31))
    add(cast, plan, action.finding)
    issue(cast, plan)
    changed = Action.objects.get(pk=action.pk)
    assert (changed.due_on, changed.original_due) == (dt.date(2023, 5, 31), DUE)
    assert plan.actions.filter(state=ActionState.ACTIVE).count() == 2


def test_accepting_moves_the_review(cast: Cast) -> None:
    plan = active(cast).plan
    assert plan is not None
    before = Event.objects.count()
    done("accept_plan", cast.leader, plan)
    assert Event.objects.count() == before + 1
    assert plan.state == PlanState.ACCEPTED
    assert plan.dossier is not None
    plan.dossier.refresh_from_db()
    assert plan.dossier.state == DossierState.REMEDYING
    for verb in ("accept_plan", "comment_plan", "ask_plan_more"):
        facts = {"comment_plan": {"text": "x"}, "ask_plan_more": {"because": "x"}}.get(verb, {})
        with pytest.raises(Refused):
            done(verb, cast.leader, plan, **facts)
    with pytest.raises(Refused):
        done("edit_plan", cast.editor, plan, title="Khác")


def test_a_reason_is_asked_for(cast: Cast) -> None:
    plan = active(cast).plan
    with pytest.raises(Refused) as refused:
        done("ask_plan_more", cast.officer, plan, because=" ")
    assert refused.value.field == "because"


def test_an_accepted_plan_takes_a_further_action(cast: Cast) -> None:
    first = active(cast)
    done("accept_plan", cast.leader, first.plan)
    action = add(cast, first.plan, first.finding)
    before = Event.objects.count()
    done("issue_action", cast.head, action)
    assert Event.objects.count() == before + 1
    assert action.state == ActionState.ACTIVE


def test_a_plan_that_was_accepted_without_it_is_accepted_once_more(cast: Cast) -> None:
    first = active(cast)
    done("accept_plan", cast.leader, first.plan)
    further = [add(cast, first.plan, first.finding) for _number in range(2)]
    for one in further:
        action = Action.objects.get(pk=one.pk)
        assert rules.can_issue(by(cast.head), action)
        done("issue_action", cast.head, action)
    plan = Plan.objects.get(actions=first)
    assert (plan.state, plan.accepted_at) == (PlanState.ISSUED, None)
    assert plan.dossier is not None
    assert plan.dossier.state == DossierState.REMEDYING
    assert rules.can_accept_plan(by(cast.leader), plan)
    done("accept_plan", cast.leader, plan)
    assert Plan.objects.get(pk=plan.pk).state == PlanState.ACCEPTED


def test_what_a_superior_concluded_is_not_answered_by_a_plan_of_no_review(cast: Cast) -> None:
    finding = active(cast).finding
    assert finding is not None
    plan = done("draft_plan", cast.editor, None, cast.body, title="Kế hoạch thực hiện nhiệm vụ được giao")
    assert finding not in queries.findings_of(plan)
    with pytest.raises(Refused) as refused:
        done("add_action", cast.editor, plan, finding=finding, **clear(cast))
    assert refused.value.field == "finding"


def test_actions_of_a_directive_need_no_acceptance(cast: Cast) -> None:
    task = make_task(cast)
    plan = done("draft_plan", cast.editor, None, cast.body, title="Kế hoạch thực hiện nhiệm vụ được giao")
    action = done("add_action", cast.editor, plan, directive_task=task, **clear(cast))
    done("issue_plan", cast.head, plan)
    action.refresh_from_db()
    assert action.state == ActionState.ACTIVE
    with pytest.raises(Refused):
        done("accept_plan", cast.leader, plan)
    later = done("add_action", cast.editor, plan, directive_task=task, **clear(cast))
    done("issue_action", cast.head, later)
    alone = done("add_action", cast.editor, None, directive_task=task, **clear(cast))
    done("issue_action", cast.head, alone)
    assert alone.involved_units(Capacity.SUPERIOR) == {cast.superior.pk}


def test_an_action_has_one_origin_of_the_plans_body(cast: Cast) -> None:
    dossier = make_dossier(cast)
    plan, finding = make_plan(cast, dossier), make_finding(cast, dossier)
    task = make_task(cast)
    with pytest.raises(Refused):
        done("add_action", cast.editor, plan, **clear(cast))
    with pytest.raises(Refused):
        done("add_action", cast.editor, plan, finding=finding, directive_task=task, **clear(cast))
    other = make_finding(cast)
    Finding.objects.filter(pk=other.pk).update(address=cast.other_body)
    other.refresh_from_db()
    with pytest.raises(Refused) as refused:
        add(cast, plan, other)
    assert refused.value.field == "finding"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"rhythm": "monthly", "due_on": None}, "due_on"),
        ({"start_on": dt.date(2023, 7, 1)}, "due_on"),
        ({"rhythm": "weekly", "due_on": dt.date(2053, 1, 1)}, "due_on"),
    ],
)
def test_what_no_draft_may_say(cast: Cast, facts: dict[str, object], field: str) -> None:
    dossier = make_dossier(cast)
    with pytest.raises(Refused) as refused:
        add(cast, make_plan(cast, dossier), make_finding(cast, dossier), **facts)
    assert refused.value.field == field


def test_the_lead_does_not_coordinate(cast: Cast) -> None:
    dossier = make_dossier(cast)
    with pytest.raises(Refused) as refused:
        add(cast, make_plan(cast, dossier), make_finding(cast, dossier), co_units=[cast.lead_unit])
    assert refused.value.field == "co_units"


def test_a_draft_is_taken_out(cast: Cast) -> None:
    dossier = make_dossier(cast)
    plan = make_plan(cast, dossier)
    draft = add(cast, plan, make_finding(cast, dossier))
    done("remove_action", cast.editor, draft)
    assert not plan.actions.exists()
    with pytest.raises(Refused):
        done("remove_action", cast.editor, active(cast))


def test_of_a_code_only_matter_no_text_is_kept(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier, statement="", classification="code_only", code="M-01")
    plan = make_plan(cast, dossier)
    with pytest.raises(Refused):
        add(cast, plan, finding)
    texts = {"task": "", "deliverable": "", "acceptance_criterion": ""}
    action = add(cast, plan, finding, **texts)
    issue(cast, plan)
    action.refresh_from_db()
    assert (action.shown_title, action.state) == ("M-01", ActionState.ACTIVE)
    with pytest.raises(Refused) as refused:
        done("report_progress", cast.doer, action, text="Nội dung")
    assert refused.value.field == "text"
    done("report_progress", cast.doer, action, percent=50)
    assert action.percent == 50


def test_a_plan_issued_on_paper_is_seen_from_above_while_it_is_entered(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier)
    paper = decision(cast)
    plan = done("draft_plan", cast.editor, dossier, title="Kế hoạch khắc phục", document=paper)
    action = done(
        "add_action", cast.editor, plan, finding=finding, task="Họp kiểm điểm tiến độ", lead_unit=cast.lead_unit
    )
    leader = Standing.of(cast.leader)
    assert Plan.objects.visible_to(leader).filter(pk=plan.pk).exists()
    assert Action.objects.visible_to(leader).filter(pk=action.pk).exists()
    assert not Plan.objects.visible_to(Standing.of(cast.stranger)).filter(pk=plan.pk).exists()
    with pytest.raises(Refused):
        done("issue_plan", cast.head, plan)
    Plan.objects.filter(pk=plan.pk).update(document=None)
    assert not Plan.objects.visible_to(leader).filter(pk=plan.pk).exists()
