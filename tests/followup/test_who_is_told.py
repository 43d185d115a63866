"""For whom a step is: who is in office, at the unit whose letter it is; what a preview promises is what happens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.followup import previewing
from chuyenbien.followup.enums import Outcome, StepForm, StepRole
from chuyenbien.followup.models import Draft, Ladder, TakenStep
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Membership
from chuyenbien.remediation import operations as remediation
from tests.cast import Cast, as_user, by
from tests.remediation.making import DUE, active

from .laddering import adopted, climb, climb_through, drafted, told

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
EARLY = dt.date(2023, 6, 21)
EXPLAINED = dt.date(2023, 7, 21)
SIGNALLED = dt.date(2023, 8, 11)
URGED = dt.date(2023, 7, 7)


# --- who signs ---------------------------------------------------------------------------------------


def test_nobody_is_proposed_to_sign_a_letter_to_themselves(cast: Cast) -> None:
    """The head of the body is in charge of the action; the letter is the board's."""
    adopted(cast)
    active(cast, supervising_leader=cast.head)
    climb(EXPLAINED - DAY)
    climb(EXPLAINED)
    draft = Draft.objects.get(kind="explanation")
    assert (draft.desk, draft.addressee, draft.signer) == (cast.superior, cast.body, None)


def test_the_leader_in_charge_at_the_desk_is_proposed_to_sign(cast: Cast) -> None:
    adopted(cast)
    action = active(cast, supervising_leader=cast.leader)
    with clock.at(EXPLAINED - DAY):
        rows = [one for one in previewing.of_action(action).rows if one.step.form == StepForm.EXPLANATION]
    assert [one.people for one in rows] == [(cast.leader,)]
    climb(EXPLAINED - DAY)
    climb(EXPLAINED)
    assert Draft.objects.get(kind="explanation").signer == cast.leader


# --- what the preview promises -----------------------------------------------------------------------


def test_a_signal_of_what_was_not_sent_up_is_promised_to_nobody_and_kept_for_nobody(client: Client, cast: Cast) -> None:
    ladder = adopted(cast)
    action = active(cast)
    action.involvements.filter(capacity="superior").delete()
    with clock.at(SIGNALLED - DAY):
        of_action = [one for one in previewing.of_action(action).rows if one.step.form == StepForm.SIGNAL]
        page = as_user(client, cast.head).get(action.get_absolute_url()).content.decode()
        rows = previewing.of_unit(cast.body, Standing.of(cast.head), days=3, ladder=ladder)
    assert [(one.people, one.desk) for one in of_action] == [((), None)]
    assert "chưa gửi lên cấp trên" in page
    assert [(one.people, one.desk) for one in rows if one.step.form == StepForm.SIGNAL] == [((), None)]
    climb(SIGNALLED - DAY)
    climb(SIGNALLED)
    assert TakenStep.objects.get(form=StepForm.SIGNAL).outcome == Outcome.NOBODY


def test_a_signal_of_what_was_sent_up_is_promised_to_the_superior(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    with clock.at(SIGNALLED - DAY):
        rows = [one for one in previewing.of_action(action).rows if one.step.form == StepForm.SIGNAL]
    assert [one.desk for one in rows] == [cast.superior]


# --- a lead person who has left ----------------------------------------------------------------------


def test_of_a_lead_person_out_of_office_the_head_is_told(cast: Cast) -> None:
    adopted(cast)
    action = active(cast)
    Membership.objects.filter(person=cast.doer).update(valid_until=EARLY - DAY)
    with clock.at(EARLY - DAY):
        first = previewing.of_action(action).rows[0]
    with clock.at(EARLY):
        shown = previewing.of_action(action).rows[0]
    assert (first.day, shown.day) == (EARLY, EARLY)
    assert shown.people == (cast.head,)
    climb_through(EARLY - DAY, DUE)
    assert told() == [(EARLY, "head"), (DUE, "head")]
    with clock.at(DUE), journal.recording(by=by(cast.head)):
        remediation.reassign(action, by=by(cast.head), to_person=cast.editor, because="Phân công lại")
    climb(DUE)
    assert (DUE, "editor") in told()


def test_with_neither_lead_person_nor_head_the_step_says_so(cast: Cast) -> None:
    adopted(cast)
    active(cast)
    Membership.objects.filter(person__in=(cast.doer, cast.head)).update(valid_until=EARLY - DAY)
    climb(EARLY - DAY)
    climb(EARLY)
    assert told() == []
    assert TakenStep.objects.get().outcome == Outcome.NOBODY


# --- ladders of units below --------------------------------------------------------------------------


def below(cast: Cast) -> Ladder:
    return adopted(cast, cast.body, steps=[(5, StepForm.URGING, (StepRole.SUPERIOR_OFFICE,))], name="Lộ trình cấp dưới")


def test_the_office_sees_the_ladder_that_lays_drafts_on_its_desk(client: Client, cast: Cast) -> None:
    ladder = below(cast)
    active(cast)
    page = as_user(client, cast.officer).get(reverse("followup:ladders")).content.decode()
    assert "Lộ trình cấp dưới" not in page
    assert "chưa có ai được nhắc" not in page
    climb(URGED - DAY)
    climb(URGED)
    assert Draft.objects.get().desk == cast.superior
    page = as_user(client, cast.officer).get(reverse("followup:ladders")).content.decode()
    assert "Lộ trình cấp dưới" in page
    assert client.get(ladder.get_absolute_url()).status_code == 200
    assert as_user(client, cast.other_head).get(ladder.get_absolute_url()).status_code == 404


def test_a_draft_of_a_unit_below_stays_its_own(client: Client, cast: Cast) -> None:
    made = drafted(cast, cast.body)
    assert as_user(client, cast.other_head).get(made.get_absolute_url()).status_code == 404
