"""What a decision leaves on record: its kind, the state it found, the event it is told by, the mark minh họa."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.remediation.enums import ActionState, Decision, RulingKind
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import Cast

from .making import TODAY, active, add, decision, issue, make_dossier, make_finding, make_plan, report
from .verbs import LATER, ask_extension, done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_each_decision_is_kept_as_what_it_was(cast: Cast) -> None:
    cancelled, transferred, awaiting = active(cast), active(cast), active(cast)
    paper = decision(cast)
    done("cancel_action", cast.leader, cancelled, because="Không còn cần", document=paper)
    done("transfer_action", cast.leader, transferred, to_unit=cast.other_body, because="Sáp nhập", document=paper)
    done("await_succession", cast.leader, awaiting, because="Đơn vị đã giải thể")
    kinds = [one.rulings.get().kind for one in (cancelled, transferred, awaiting)]
    assert kinds == [RulingKind.CANCELLED, RulingKind.TRANSFERRED, RulingKind.AWAITING]


def test_a_paused_action_may_come_to_wait_for_a_successor(cast: Cast) -> None:
    action = active(cast)
    done("pause_action", cast.leader, action, because="Chờ quy hoạch", document=decision(cast))
    done("await_succession", cast.leader, action, because="Đơn vị đã giải thể")
    assert Action.objects.get(pk=action.pk).state == ActionState.AWAITING_SUCCESSION


def test_a_plan_is_issued_while_the_review_is_being_remedied_not_after(cast: Cast) -> None:
    dossier = make_dossier(cast, DossierState.REMEDYING)
    plan = make_plan(cast, dossier)
    add(cast, plan, make_finding(cast, dossier))
    ReviewDossier.objects.filter(pk=dossier.pk).update(state=DossierState.CLOSED)
    with pytest.raises(Refused, match="kết luận"):
        issue(cast, Plan.objects.get(pk=plan.pk))
    ReviewDossier.objects.filter(pk=dossier.pk).update(state=DossierState.REMEDYING)
    issue(cast, Plan.objects.get(pk=plan.pk))
    assert Event.objects.latest("seq").type == "remediation.plan_issued"


def test_issuing_after_more_was_asked_is_told_as_issuing_again(cast: Cast) -> None:
    action = active(cast)
    assert action.plan is not None
    assert Event.objects.latest("seq").type == "remediation.plan_issued"
    done("ask_plan_more", cast.officer, action.plan, because="Bổ sung nhiệm vụ")
    issue(cast, Plan.objects.get(pk=action.plan.pk))
    assert Event.objects.latest("seq").type == "remediation.plan_issued_again"


def test_progress_of_what_was_taken_off_the_desk_is_not_corrected(cast: Cast) -> None:
    action = active(cast)
    progress = report(cast, action)
    done("cancel_action", cast.leader, action, because="Không còn cần", document=decision(cast))
    progress.action.refresh_from_db()
    with pytest.raises(Refused):
        done("correct_progress", cast.doer, progress, text="Đã gửi lại", because="Nhầm")


def test_an_extension_is_not_approved_to_a_day_that_a_pause_has_passed(cast: Cast) -> None:
    action = active(cast)
    extension = ask_extension(cast, action)
    done("pause_action", cast.leader, action, because="Chờ quy hoạch", document=decision(cast))
    with clock.at(TODAY + dt.timedelta(days=200)):
        done("resume_action", cast.leader, action)
        extension.action.refresh_from_db()
        due = extension.action.due_on
        assert due is not None
        assert due > LATER
        with pytest.raises(Refused) as refused:
            done("decide_extension", cast.leader, extension, decision=Decision.APPROVED, because="Đồng ý")
    assert refused.value.field == "to_date"


def test_a_stretch_nobody_recorded_may_be_a_single_day(cast: Cast) -> None:
    finding = make_finding(cast, make_dossier(cast))
    day = TODAY - dt.timedelta(days=30)
    done("record_unknown_holding", cast.head, finding, since=day, until=day)
    assert finding.holdings.get().until == day


@pytest.mark.parametrize(("asked", "source"), [(True, False), (False, True)])
def test_an_action_illustrates_by_itself_or_by_its_finding(cast: Cast, asked: bool, source: bool) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier, is_illustrative=source)
    assert add(cast, make_plan(cast, dossier), finding, is_illustrative=asked).is_illustrative
