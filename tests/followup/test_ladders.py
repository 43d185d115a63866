"""A reminder ladder: what falls when, for whom; what an act stops or moves; what a clock may do to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.core.working_days import WorkingDays
from chuyenbien.documents.operations import confidentiality
from chuyenbien.followup import operations
from chuyenbien.followup.enums import StepForm, StepRole
from chuyenbien.followup.falling import dues_falling_on, falls_on
from chuyenbien.followup.models import Draft, Ladder, LadderClock, TakenStep
from chuyenbien.followup.queries import proposed_agenda
from chuyenbien.notices.models import Notice
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import CalendarDay, Membership
from chuyenbien.preparing import signals
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import KeptSignal
from chuyenbien.reviews.models import ReviewCycle
from tests.cast import Cast, by
from tests.remediation.making import DUE, TODAY, active, report, submit

from .laddering import a_paper, adopted, climb, climb_through, drafted, told

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
EARLY = dt.date(2023, 6, 21)
"""Seven working days before 30/06/2023, a Friday."""
DRAFTED_ON = dt.date(2023, 7, 7)


# --- the calendar ------------------------------------------------------------------------------------

TET = frozenset(dt.date(2023, 1, 20) + n * DAY for n in (0, 3, 4, 5, 6))
days = st.dates(dt.date(2022, 12, 1), dt.date(2023, 3, 31))


@given(days, st.integers(-20, 40), st.sets(days, max_size=8))
def test_a_date_and_the_day_of_its_step_find_each_other(due: dt.date, offset: int, more: set[dt.date]) -> None:
    calendar = WorkingDays(off=TET | more)
    day = falls_on(due, offset, calendar)
    assert calendar.is_working(day)
    assert due in dues_falling_on(day, offset, calendar)
    for other in dues_falling_on(day, offset, calendar):
        assert falls_on(other, offset, calendar) == day


@given(days, st.sets(days, max_size=8))
def test_later_steps_fall_later(due: dt.date, more: set[dt.date]) -> None:
    calendar = WorkingDays(off=TET | more)
    found = [falls_on(due, offset, calendar) for offset in range(-10, 12)]
    assert found == sorted(set(found))


def test_nothing_falls_on_a_day_nobody_works() -> None:
    assert dues_falling_on(dt.date(2023, 1, 21), 0, WorkingDays()) == []


# --- the course of one matter ------------------------------------------------------------------------


def test_the_example_from_the_first_reminder_to_the_signal(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb_through(EARLY - DAY, dt.date(2023, 8, 14))
    assert told() == [(EARLY, "doer"), (DUE, "head"), (DUE, "doer")]
    taken = [(one.falls_on, one.form, one.outcome) for one in TakenStep.objects.order_by("falls_on", "form")]
    assert taken == [
        (EARLY, "reminder", "told"),
        (DUE, "reminder", "told"),
        (DRAFTED_ON, "urging", "made"),
        (dt.date(2023, 7, 21), "explanation", "made"),
        (dt.date(2023, 8, 11), "meeting", "made"),
        (dt.date(2023, 8, 11), "signal", "made"),
    ]
    assert [(one.kind, one.desk, one.addressee) for one in Draft.objects.all()] == [
        ("urging", cast.superior, cast.body),
        ("explanation", cast.superior, cast.body),
    ]
    with clock.at(dt.date(2023, 8, 14)):
        assert proposed_agenda(cast.superior) == [(action, ["ladder", "overdue"])]
        assert proposed_agenda(cast.body) == [(action, ["overdue"])]
    assert KeptSignal.objects.get().action == action


def test_the_signal_is_shown_to_those_who_prepare_the_next_cycle(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(dt.date(2023, 8, 11))  # the first tick ever: it makes up for nothing, and this is the day of the signal
    cycle = ReviewCycle.objects.get()
    shown = signals.of_body("ladder", cycle, cast.body.pk, today=dt.date(2023, 12, 1))
    assert list(shown) == [action]
    assert signals.counts(cycle, [cast.body.pk], today=dt.date(2023, 12, 1))[cast.body.pk]["ladder"] == 1


def test_without_a_ladder_nothing_happens(cast: Cast) -> None:
    active(cast)
    drafted(cast)
    climb(EARLY)
    climb(DUE)
    assert not TakenStep.objects.exists()
    assert not Notice.objects.exists()


def test_what_was_not_sent_up_stays_on_the_bodys_own_desk(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    action.involvements.filter(capacity="superior").delete()
    climb(DRAFTED_ON - DAY)
    climb(DRAFTED_ON)
    draft = Draft.objects.get()
    assert (draft.desk, draft.addressee) == (cast.body, cast.lead_unit)
    climb(dt.date(2023, 8, 11))
    assert not KeptSignal.objects.exists()


def test_of_a_code_only_matter_there_is_no_text(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    with journal.recording(by=by(cast.leader)):
        confidentiality.reclassify(action, level="code_only", by=by(cast.leader), because="Theo quy định", code="M-01")
    climb(DUE)
    climb(DRAFTED_ON)
    assert {one.is_code_only for one in Notice.objects.all()} == {True}
    draft = Draft.objects.get()
    assert (draft.classification, draft.code, draft.text) == ("code_only", "M-01", "")


# --- what stops or moves -----------------------------------------------------------------------------


def test_work_handed_in_is_not_reminded_of(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(EARLY)
    with clock.at(EARLY + DAY):
        report(cast, action)
        submit(cast, action)
    assert Notice.objects.get().withdrawn_at is not None
    climb_through(EARLY + DAY, DRAFTED_ON)
    assert len(told()) == 1
    assert not Draft.objects.exists()


def test_a_draft_lapses_when_the_action_is_cancelled(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(DRAFTED_ON - DAY)
    climb(DRAFTED_ON)
    with clock.at(DRAFTED_ON), journal.recording(by=by(cast.leader)):
        remediation.cancel_action(action, by=by(cast.leader), because="Không còn cần", document=a_paper(cast))
    assert Draft.objects.get().state == "lapsed"
    climb_through(DRAFTED_ON + DAY, dt.date(2023, 7, 25))
    assert TakenStep.objects.count() == 1


def test_a_pause_stops_everything(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    with clock.at(EARLY - DAY), journal.recording(by=by(cast.leader)):
        remediation.pause_action(action, by=by(cast.leader), because="Chờ hướng dẫn", document=a_paper(cast))
    climb_through(EARLY, DUE)
    assert not TakenStep.objects.exists()


def test_an_extension_begins_the_ladder_anew_against_the_new_date(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(DRAFTED_ON - DAY)
    climb(DRAFTED_ON)
    with clock.at(DRAFTED_ON), journal.recording(by=by(cast.leader)):
        asked = remediation.ask_extension(action, by=by(cast.leader), to_date=dt.date(2023, 9, 29), because="Mưa lũ")
        remediation.decide_extension(asked, by=by(cast.leader), decision="approved", because="Đồng ý")
    assert Draft.objects.get().state == "lapsed"
    climb(dt.date(2023, 9, 18))
    climb_through(dt.date(2023, 9, 19), dt.date(2023, 9, 22))
    assert told() == [(dt.date(2023, 9, 20), "doer")]


def test_a_reassignment_moves_the_reminder(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(EARLY)
    with clock.at(EARLY), journal.recording(by=by(cast.head)):
        remediation.reassign(action, by=by(cast.head), to_person=cast.editor, because="Điều động")
    climb(EARLY)
    pending = Notice.objects.filter(withdrawn_at=None)
    assert [one.person for one in pending] == [cast.editor]


def test_who_does_not_hold_the_role_that_day_is_not_told_but_their_head(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    Membership.objects.filter(person=cast.doer).update(valid_until=EARLY - DAY)
    climb(EARLY)
    climb(DUE)
    assert told() == [(EARLY, "head"), (DUE, "head")]


# --- clocks and holidays -----------------------------------------------------------------------------


def test_after_a_stop_every_missed_step_is_taken_and_only_the_last_reminder_told(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    climb(EARLY - DAY)
    late = dt.date(2023, 7, 10)
    climb(late)
    assert told() == [(late, "head"), (late, "doer")]
    assert list(TakenStep.objects.order_by("falls_on").values_list("falls_on", "outcome")) == [
        (EARLY, "later_one"),
        (DUE, "told"),
        (DRAFTED_ON, "made"),
    ]


def test_a_clock_set_back_tells_nothing_twice(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    climb(DUE)
    before = told()
    climb_through(EARLY - DAY, DUE)
    climb(DUE)
    assert told() == [(EARLY, "doer"), *before], "only the day before the first tick ever is made up for"
    assert LadderClock.the().last_day == DUE


def test_twice_on_a_day_is_once(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    climb(EARLY)
    climb(EARLY)
    assert (len(told()), TakenStep.objects.count()) == (1, 1)


def test_a_holiday_added_afterwards_moves_only_what_has_not_been_taken(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    other = active(cast, due_on=DUE + 3 * DAY, task="Nhiệm vụ thứ hai")  # its first step would fall a working day later
    climb(EARLY)
    CalendarDay.objects.create(day=DUE - 2 * DAY, name="Nghỉ (minh họa)", is_worked=False)
    climb(EARLY + DAY)
    rows = TakenStep.objects.order_by("pk").values_list("action", "falls_on")
    assert [one[1] for one in rows] == [EARLY, EARLY]
    assert {one[0] for one in rows} == {other.pk, TakenStep.objects.order_by("pk")[0].action_id}


def test_on_a_free_day_nobody_is_told(cast: Cast) -> None:
    adopted(cast)
    active(cast, due_on=dt.date(2023, 7, 1))
    climb(dt.date(2023, 7, 1))
    assert told() == []
    climb(dt.date(2023, 7, 3))
    assert {one[0] for one in told()} == {dt.date(2023, 7, 3)}


# --- versions ----------------------------------------------------------------------------------------


def one_step(*offsets: int) -> list[Any]:
    return [(offset, StepForm.REMINDER, (StepRole.LEAD_PERSON,)) for offset in offsets]


def adopt_again(cast: Cast, on: dt.date, *offsets: int, **facts: Any) -> Ladder:
    return adopted(cast, on=on, steps=one_step(*offsets), **facts)


def test_a_running_case_keeps_to_the_version_it_began_under(cast: Cast) -> None:
    adopted(cast, steps=one_step(-2), on=TODAY - DAY)
    active(cast)
    adopt_again(cast, TODAY + DAY, -4)
    climb_through(DUE - 8 * DAY, DUE)
    assert told() == [(dt.date(2023, 6, 28), "doer")]


def test_the_nearest_unit_wins(cast: Cast) -> None:
    adopted(cast, steps=one_step(-2))
    adopted(cast, cast.body, steps=one_step(-1))
    active(cast)
    climb_through(DUE - 8 * DAY, DUE)
    assert told() == [(dt.date(2023, 6, 29), "doer")]


def test_a_first_ladder_takes_up_running_matters_only_where_it_says_so(cast: Cast) -> None:
    active(cast)
    adopted(cast, steps=one_step(-2), on=TODAY + DAY, covers=False)
    climb_through(DUE - 8 * DAY, DUE)
    assert told() == []


def test_a_ladder_makes_up_for_nothing_before_its_first_day(cast: Cast) -> None:
    active(cast)
    climb(EARLY - DAY)
    adopted(cast, on=EARLY + DAY)
    climb(DUE)
    assert {one[0] for one in told()} == {DUE}
    assert TakenStep.objects.count() == 1


def test_a_retired_ladder_goes_on_for_running_matters_unless_it_is_stopped(cast: Cast) -> None:
    ladder = adopted(cast, on=TODAY - DAY)
    active(cast)
    with clock.at(TODAY + DAY), journal.recording(by=by(cast.leader)):
        operations.retire_ladder(ladder, by=by(cast.leader), because="Thay đổi cách làm")
    climb(EARLY)
    assert len(told()) == 1
    Ladder.objects.update(stopped_from=DUE)
    climb(DUE)
    assert len(told()) == 1


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        (0, StepForm.URGING, (StepRole.SUPERIOR_OFFICE,)),
        (5, StepForm.URGING, ()),
        (5, StepForm.URGING, (StepRole.SUPERIOR_OFFICE, StepRole.OWN_OFFICE)),
        (5, StepForm.REMINDER, ()),
        (5, StepForm.REMINDER, (StepRole.SUPERIOR_OFFICE,)),
        (5, StepForm.REPORT, (StepRole.OWN_OFFICE,)),
        (251, StepForm.REMINDER, (StepRole.LEAD_PERSON,)),
    ],
)
def test_a_step_no_ladder_may_hold_is_refused(cast: Cast, step: Any) -> None:
    with pytest.raises(Refused):
        drafted(cast, steps=[step])


def test_the_same_form_twice_on_a_day_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        drafted(cast, steps=one_step(1, 1))


def test_a_ladder_is_adopted_once_from_today_with_steps_and_a_reason(cast: Cast) -> None:
    paper = a_paper(cast)
    made = drafted(cast, steps=())
    with clock.at(TODAY), journal.recording(by=by(cast.leader)):
        facts: dict[str, Any] = {
            "by": by(cast.leader),
            "valid_from": TODAY,
            "document": paper,
            "reason": "Để thống nhất",
        }
        with pytest.raises(Refused):
            operations.adopt_ladder(made, **facts)
        operations.edit_ladder(made, by=by(cast.leader), name="Lộ trình", steps=one_step(1))
        for wrong in ({"valid_from": TODAY - DAY}, {"reason": " "}):
            with pytest.raises(Refused):
                operations.adopt_ladder(made, **{**facts, **wrong})
        operations.adopt_ladder(made, **facts)
        with pytest.raises(Refused):
            operations.adopt_ladder(made, **facts)
        with pytest.raises(Refused):
            operations.edit_ladder(made, by=by(cast.leader), name="Khác", steps=())


def test_a_unit_has_one_draft_at_a_time(cast: Cast) -> None:
    drafted(cast)
    with pytest.raises(Refused):
        drafted(cast)


def test_the_database_refuses_an_adopted_ladder_without_a_document(cast: Cast) -> None:
    made = drafted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ladder.objects.filter(pk=made.pk).update(state="adopted", valid_from=TODAY)


def test_the_holidays_are_read_from_the_table(cast: Cast) -> None:
    orgs.seed_calendar()
    adopted(cast, steps=one_step(0))
    active(cast, due_on=dt.date(2023, 9, 1))  # a holiday; 4/9 is one in lieu
    climb_through(dt.date(2023, 8, 31), dt.date(2023, 9, 5))
    assert told() == [(dt.date(2023, 9, 5), "doer")]
