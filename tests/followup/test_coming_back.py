"""The machine never forgets: what comes back is followed up, a clock that ran ahead loses nothing, a code stays."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents.operations import confidentiality
from chuyenbien.escalation import operations as escalation
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup import wording
from chuyenbien.followup.enums import Matter
from chuyenbien.followup.example import EXAMPLES
from chuyenbien.followup.models import Draft, LadderClock, TakenStep
from chuyenbien.followup.queries import proposed_agenda
from chuyenbien.notices.digest import line_to_copy
from chuyenbien.notices.models import Notice
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, KeptSignal, Submission
from chuyenbien.verification import operations as verification
from tests.cast import Cast, by
from tests.remediation.making import DUE, active, report, submit

from .holding import petition
from .laddering import a_paper, adopted, climb, climb_through, told

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
EARLY = dt.date(2023, 6, 21)
HANDED_IN = dt.date(2023, 6, 27)
BACK = dt.date(2023, 8, 16)


def hand_in(cast: Cast, action: Action, day: dt.date = HANDED_IN) -> None:
    with clock.at(day):
        report(cast, action)
        submit(cast, action)


def give_back(cast: Cast, day: dt.date) -> None:
    with clock.at(day), journal.recording(by=by(cast.verifier)):
        verification.return_to_doer(Submission.objects.get(), by=by(cast.verifier), reason="Chưa có văn bản")


# --- work that comes back ----------------------------------------------------------------------------


def test_returned_work_is_followed_up_from_where_its_ladder_would_be(cast: Cast) -> None:
    """Submitted before its date, returned after it: the reminder of its date, both letters, the meeting, the signal."""
    adopted(cast)
    action = active(cast)
    climb_through(EARLY - DAY, HANDED_IN)
    hand_in(cast, action)
    climb_through(HANDED_IN + DAY, BACK - DAY)
    assert told() == [(EARLY, "doer")]
    give_back(cast, BACK)
    climb_through(BACK, BACK + 30 * DAY)
    assert told() == [(EARLY, "doer"), (BACK, "head"), (BACK, "doer")]
    assert {(one.kind, one.state) for one in Draft.objects.all()} == {("urging", "open"), ("explanation", "open")}
    with clock.at(BACK):
        assert proposed_agenda(cast.superior) == [(action, ["ladder", "overdue"])]
    assert KeptSignal.objects.get().action == action
    assert TakenStep.objects.filter(outcome="").count() == 0


def test_what_was_taken_back_is_told_again_when_the_work_returns_in_time(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb_through(EARLY - DAY, EARLY)
    hand_in(cast, action, EARLY + DAY)
    give_back(cast, EARLY + 5 * DAY)
    climb_through(EARLY + 5 * DAY, DUE)
    assert told() == [(EARLY, "doer"), (EARLY + 5 * DAY, "doer"), (DUE, "head"), (DUE, "doer")]
    assert Notice.objects.filter(withdrawn_at=None).count() == 3
    again = EARLY + 5 * DAY
    climb(again)
    assert len(told()) == 4, "once only"


def test_taking_ones_own_submission_back_is_coming_back(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(EARLY - DAY)
    hand_in(cast, action, EARLY - DAY)
    climb_through(EARLY, DUE)
    with clock.at(DUE + 3 * DAY), journal.recording(by=by(cast.doer)):
        remediation.withdraw_submission(action, by=by(cast.doer), because="Bổ sung hồ sơ")
    climb(DUE + 3 * DAY)
    assert told() == [(DUE + 3 * DAY, "head"), (DUE + 3 * DAY, "doer")]


def test_a_letter_on_the_desk_is_there_again_when_the_work_has_a_successor(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    drafted_on = dt.date(2023, 7, 7)
    climb(drafted_on - DAY)
    climb(drafted_on)
    with clock.at(drafted_on), journal.recording(by=by(cast.leader)):
        remediation.await_succession(action, by=by(cast.leader), because="Nghỉ hưu")
    assert Draft.objects.get().state == "lapsed"
    with clock.at(drafted_on + 4 * DAY), journal.recording(by=by(cast.head)):
        remediation.reassign(action, by=by(cast.head), to_person=cast.editor, because="Phân công lại")
    assert Draft.objects.get().state == "open"


def test_after_a_pause_only_the_later_date_counts(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    climb(EARLY)
    with clock.at(EARLY + DAY), journal.recording(by=by(cast.leader)):
        remediation.pause_action(action, by=by(cast.leader), because="Chờ hướng dẫn", document=a_paper(cast))
    climb_through(EARLY + DAY, DUE)
    with clock.at(DUE), journal.recording(by=by(cast.leader)):
        remediation.resume_action(action, by=by(cast.leader))
    climb_through(DUE, DUE + DAY)
    action.refresh_from_db()
    assert action.due_on is not None
    assert action.due_on > DUE
    assert {one.due_on for one in TakenStep.objects.exclude(outcome="over")} <= {DUE, action.due_on}
    assert not TakenStep.objects.filter(due_on=DUE, falls_on__gt=EARLY).exists()


def test_a_petition_whose_asker_supplied_what_was_asked_is_waited_for_again(cast: Cast) -> None:
    adopted(cast, matter=Matter.PETITION, steps=EXAMPLES[Matter.PETITION], name="Theo dõi kiến nghị (minh họa)")
    action = active(cast)
    with clock.at(dt.date(2023, 3, 1)):
        asked = petition(cast, action, dt.date(2023, 3, 15))
    climb(dt.date(2023, 3, 9))
    climb(dt.date(2023, 3, 10))
    assert told() == [(dt.date(2023, 3, 10), "doer")]
    with clock.at(dt.date(2023, 3, 10)), journal.recording(by=by(cast.officer)):
        escalation.answer_request(
            asked,
            by=by(cast.officer),
            kind="more_asked",
            text="Đề nghị bổ sung",
            answered_on=dt.date(2023, 3, 10),
        )
    with clock.at(dt.date(2023, 3, 10)), journal.recording(by=by(cast.head)):
        escalation.supply(asked, by=by(cast.head), text="Đã bổ sung")
    climb(dt.date(2023, 3, 13))
    assert told()[-1] == (dt.date(2023, 3, 13), "doer"), "the date is the same, the reminder is told again"
    assert AuthorityRequest.objects.get().answer_due == dt.date(2023, 3, 15)


# --- clocks ------------------------------------------------------------------------------------------


def test_a_clock_that_ran_ahead_silences_nothing(cast: Cast) -> None:
    adopted(cast)
    climb(dt.date(2023, 3, 1))
    climb(dt.date(2024, 3, 1))
    climb(dt.date(2023, 3, 2))
    active(cast)
    climb_through(EARLY - DAY, DUE)
    assert told() == [(EARLY, "doer"), (DUE, "head"), (DUE, "doer")]
    assert LadderClock.the().last_day == DUE


def test_after_a_clock_ran_ahead_the_last_month_is_looked_at_again(cast: Cast) -> None:
    adopted(cast)
    climb(EARLY - DAY)
    climb(dt.date(2024, 3, 1))
    active(cast)
    climb(EARLY + 5 * DAY)
    assert told() == [(EARLY + 5 * DAY, "doer")]


# --- what is known by a code only --------------------------------------------------------------------


def test_of_a_petition_known_by_a_code_nothing_leaves(cast: Cast) -> None:
    adopted(cast, matter=Matter.PETITION, steps=EXAMPLES[Matter.PETITION], name="Theo dõi kiến nghị (minh họa)")
    action = active(cast)
    with clock.at(dt.date(2023, 3, 1)):
        asked = petition(cast, action, dt.date(2023, 3, 15))
        with journal.recording(by=by(cast.leader)):
            confidentiality.reclassify(
                asked.obstacle, level="code_only", by=by(cast.leader), because="Theo quy định", code="M-07"
            )
    climb_through(dt.date(2023, 3, 9), dt.date(2023, 3, 27))
    notices = Notice.objects.filter(kind="followup.reminder")
    assert {(one.code, one.is_code_only, line_to_copy(one)) for one in notices} == {("M-07", True, "")}
    draft = Draft.objects.get()
    assert (draft.classification, draft.code, draft.shown_title) == ("code_only", "M-07", "M-07")
    assert wording.proposed(draft) == ""
    action.refresh_from_db()
    assert not action.is_code_only
