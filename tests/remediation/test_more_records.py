"""What is told, what is kept, and who has it, after each change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.models import Action, Plan, Submission
from tests.cast import Cast

from .making import TODAY, active, decision, issue, make_plan, report, submit
from .verbs import done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_editing_a_plan_is_told_once_and_only_if_something_changed(cast: Cast) -> None:
    plan = make_plan(cast)
    before = Event.objects.count()
    done("edit_plan", cast.editor, plan, purpose="Khắc phục dứt điểm trong năm")
    assert Event.objects.count() == before + 1
    assert Event.objects.order_by("-seq").values_list("type", flat=True).first() == "remediation.plan_edited"
    done("edit_plan", cast.editor, plan, purpose="Khắc phục dứt điểm trong năm")
    assert Event.objects.count() == before + 1


def test_a_refusal_names_the_state_the_plan_is_in_now(cast: Cast) -> None:
    active(cast)
    stale = Plan.objects.get()
    done("accept_plan", cast.leader, Plan.objects.get())
    with override("en"), pytest.raises(Refused, match="ccepted"):
        done("ask_plan_more", cast.officer, stale, because="Thêm chỉ tiêu")
    with pytest.raises(Refused):
        issue(cast, stale)


def test_an_accepted_submission_is_marked_so(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submission = submit(cast, action)
    done("complete", cast.verifier, action, submission)
    assert Submission.objects.get().accepted_at is not None
    assert Submission.objects.get().returned_at is None
    with pytest.raises(Refused):
        done("return_submission", cast.verifier, action, Submission.objects.get())


def test_a_returned_submission_is_marked_so(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submission = submit(cast, action)
    done("return_submission", cast.verifier, action, submission)
    assert Submission.objects.get().returned_at is not None
    assert Submission.objects.get().accepted_at is None
    again = submit(cast, Action.objects.get())
    assert again.pk != submission.pk


def test_who_has_it_keeps_it_while_it_rests_and_after(cast: Cast) -> None:
    action = active(cast)
    done("take_over", cast.officer, action=action, unit=cast.body, person=cast.editor, on=TODAY)
    assert action.lead_person == cast.doer
    done("pause_action", cast.leader, action, because="Chờ quy hoạch", document=decision(cast))
    resting = action.holdings.get(until=None)
    assert (resting.kind, resting.unit, resting.person) == ("pause", cast.body, cast.editor)
    done("resume_action", cast.leader, Action.objects.get())
    working = action.holdings.get(until=None)
    assert (working.kind, working.unit, working.person) == ("work", cast.body, cast.editor)


def test_whom_the_work_passes_to_sees_where_it_comes_from(cast: Cast) -> None:
    action = active(cast)
    finding = action.finding
    assert finding is not None
    done("reassign", cast.head, action, to_person=cast.other_head, to_unit=cast.other_body, because="Chuyển giao")
    standing = Standing.of(cast.other_head)
    assert Action.objects.visible_to(standing).exists()
    assert type(finding).objects.visible_to(standing).exists()
    assert cast.other_body.pk in finding.involved_units("lead")
    assert cast.lead_unit.pk not in finding.involved_units("lead")
