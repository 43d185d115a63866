"""The policy: cast × act → allowed (+), refused with the reason (-), hidden (.); reading the table is reading it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.remediation import rules
from chuyenbien.remediation.models import Action, Plan
from tests.cast import Cast, by

from .making import TODAY, active, add, decision, make_dossier, make_finding, make_plan, make_task, report, submit
from .verbs import ask_extension, done

pytestmark = pytest.mark.django_db

WHO = ("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger")

#                       leader officer verifier head editor doer other admin inspector stranger
DRAFT_PLAN = {
    "can_edit_plan": "    .      .       .      +    +     .    .     .     .         .",
    "can_add_to_plan": "  .      .       .      +    +     .    .     .     .         .",
    "can_issue_plan": "   .      .       .      +    -     .    .     .     .         .",
}
SENT_UP_PLAN = {
    "can_edit_plan": "    -      -       -      -    -     .    .     .     -         .",
    "can_comment_plan": " +      +       -      -    -     .    .     .     -         .",
    "can_ask_plan_more": "+      +       -      -    -     .    .     .     -         .",
    "can_accept_plan": "  +      -       -      -    -     .    .     .     -         .",
    "can_issue_plan": "   -      -       -      -    -     .    .     .     -         .",
}
ACTIVE = {
    "can_edit": "         -      -       -      -    -     -    .     .     -         .",
    "can_issue": "        -      -       -      -    -     -    .     .     -         .",
    "can_report": "       -      -       -      -    +     +    .     .     -         .",
    "can_submit": "       -      -       -      -    -     +    .     .     -         .",
    "can_ask_extension": "-      -       -      +    -     -    .     .     -         .",
    "can_pause": "        +      -       -      -    -     -    .     .     -         .",
    "can_resume": "       -      -       -      -    -     -    .     .     -         .",
    "can_cancel": "       +      -       -      -    -     -    .     .     -         .",
    "can_transfer": "     +      -       -      -    -     -    .     .     -         .",
    "can_await_succession": "+   -       -      -    -     -    .     .     -         .",
    "can_reassign": "     -      -       -      +    -     -    .     .     -         .",
    "can_record_holding": "-     +       -      +    +     -    .     .     -         .",
}
DRAFT = {
    "can_edit": "         .      .       .      +    +     .    .     .     -         .",
    "can_remove": "       .      .       .      +    +     .    .     .     -         .",
    "can_issue": "        .      .       .      -    -     .    .     .     -         .",
    "can_report": "       .      .       .      -    -     .    .     .     -         .",
}
SUBMITTED = {
    "can_report": "       -      -       -      -    -     -    .     .     -         .",
    "can_submit": "       -      -       -      -    -     -    .     .     -         .",
    "can_withdraw_submission": "- -      -      -    -     +    .     .     -         .",
}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def answers(cast: Cast, subject: Any, rule: Callable[[Actor, Any], Verdict], shown: Any = None) -> str:
    """One line of a table, as it is."""
    shown = shown or subject
    line = ""
    for name in WHO:
        person = getattr(cast, name)
        if not type(shown).objects.visible_to(Standing.of(person)).filter(pk=shown.pk).exists():
            line += "."
            continue
        verdict = rule(by(person), subject)
        assert verdict or str(verdict.reason).strip(), (name, rule)
        line += "+" if verdict else "-"
    return line


def assert_policy(cast: Cast, table: dict[str, str], subject: Any) -> None:
    told = {act: answers(cast, subject, getattr(rules, act)) for act in table}
    assert told == {act: line.replace(" ", "") for act, line in table.items()}


def test_a_plan_being_written(cast: Cast) -> None:
    assert_policy(cast, DRAFT_PLAN, make_plan(cast))


def test_a_plan_sent_up(cast: Cast) -> None:
    assert_policy(cast, SENT_UP_PLAN, active(cast).plan)


def test_an_action_under_way(cast: Cast) -> None:
    assert_policy(cast, ACTIVE, active(cast))


def test_an_action_being_written(cast: Cast) -> None:
    dossier = make_dossier(cast)
    assert_policy(cast, DRAFT, add(cast, make_plan(cast, dossier), make_finding(cast, dossier)))


def test_an_action_submitted(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submit(cast, action)
    assert_policy(cast, SUBMITTED, Action.objects.get(pk=action.pk))


def test_an_entry_of_progress(cast: Cast) -> None:
    action = active(cast)
    progress = report(cast, action)
    assert answers(cast, progress, rules.can_correct, action) == "----++..-."
    new = done("correct_progress", cast.doer, progress, text="Đúng")
    assert answers(cast, progress, rules.can_correct, action) == "------..-."
    done("withdraw_progress", cast.doer, new, because="Nhầm")
    assert answers(cast, new, rules.can_correct, action) == "------..-."


def test_a_later_date_that_was_asked_for(cast: Cast) -> None:
    action = active(cast)
    extension = ask_extension(cast, action)
    assert answers(cast, extension, rules.can_decide_extension, action) == "+-----..-."
    assert not rules.can_ask_extension(by(cast.head), action)
    done("decide_extension", cast.leader, extension, decision="refused", because="Không")
    assert answers(cast, extension, rules.can_decide_extension, action) == "------..-."


def test_beginning_a_plan(cast: Cast) -> None:
    dossier = make_dossier(cast)

    def rule(actor: Actor, subject: Any) -> Verdict:
        return rules.can_draft_plan(actor, cast.body, subject)

    assert answers(cast, dossier, rule) == "---++...-."
    make_plan(cast, dossier)
    assert answers(cast, dossier, rule) == "-----...-."
    dossier.state = "closed"
    assert not rules.can_draft_plan(by(cast.head), cast.body, dossier)


def test_adding_to_a_finding_and_to_a_task(cast: Cast) -> None:
    finding, task = make_finding(cast), make_task(cast)
    assert rules.can_add_to_finding(by(cast.editor), finding)
    assert not rules.can_add_to_finding(by(cast.leader), finding)
    finding.state = "closed"
    assert not rules.can_add_to_finding(by(cast.editor), finding)
    assert rules.can_add_to_task(by(cast.head), task)
    assert not rules.can_add_to_task(by(cast.doer), task)


def test_what_only_its_head_decides_where_no_superior_follows(cast: Cast) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, None, track="commitment", promise="Sẽ làm", promise_due=TODAY)
    plan = make_plan(cast, dossier)
    action = add(cast, plan, finding)
    done("issue_plan", cast.head, plan)
    action.refresh_from_db()
    assert rules.can_cancel(by(cast.head), action)
    assert not rules.can_cancel(by(cast.editor), action)


def test_issuing_in_other_states(cast: Cast) -> None:
    head = by(cast.head)
    held = make_dossier(cast, "held")
    plan = make_plan(cast, held)
    assert not rules.can_issue_plan(head, plan)
    held.state = "concluded"
    Plan.objects.filter(pk=plan.pk).update(state="accepted")
    plan.refresh_from_db()
    assert plan.dossier is not None
    plan.dossier.state = "concluded"
    assert rules.can_issue_plan(head, plan)
    plan.dossier.state = "remedying"
    assert not rules.can_issue_plan(head, plan)
    assert not rules.can_accept_plan(by(cast.leader), plan)
    assert not rules.can_ask_plan_more(by(cast.officer), make_draft(plan))


def make_draft(plan: Plan) -> Plan:
    plan.state = "draft"
    return plan


def test_editing_an_issued_action_while_more_is_asked(cast: Cast) -> None:
    action = active(cast)
    done("ask_plan_more", cast.officer, action.plan, because="Bổ sung")
    changed = Action.objects.get(pk=action.pk)
    assert rules.can_edit(by(cast.editor), changed)
    assert not rules.can_remove(by(cast.editor), changed)
    done("pause_action", cast.leader, changed, because="Chờ", document=decision(cast))
    assert rules.can_resume(by(cast.leader), changed)
    assert rules.can_edit(by(cast.editor), changed)
