"""The calendar of a cycle: days off, order and lead time are pointed out, never refused; days that follow are told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.orgs import operations as orgs
from chuyenbien.reviews import milestones, operations
from chuyenbien.reviews.enums import MilestoneKind
from chuyenbien.reviews.models import ReviewCycle
from tests.cast import as_user, by
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db

Step = MilestoneKind


def set_days(review: Review, *days: tuple[str, dt.date]) -> ReviewCycle:
    actor = by(review.cast.officer)
    with journal.recording(by=actor):
        operations.set_milestones(review.cycle, [(kind, day, "") for kind, day in days], by=actor)
    return ReviewCycle.objects.get(pk=review.cycle.pk)


def texts(cycle: ReviewCycle) -> str:
    return "\n".join(str(one.text) for one in milestones.pointed_out(cycle))


@pytest.fixture
def holidays(db: None) -> None:
    with journal.recording(by=None):
        orgs.seed_calendar()


@pytest.mark.usefixtures("holidays")
def test_a_day_of_tet_and_a_sunday_are_pointed_out_and_kept(review: Review) -> None:
    cycle = set_days(review, (Step.SUGGEST, dt.date(2023, 1, 15)), (Step.CONFERENCE, dt.date(2023, 1, 23)))
    told = texts(cycle)
    assert "15/01/2023 là ngày nghỉ cuối tuần" in told
    assert "23/01/2023 là ngày nghỉ lễ" in told
    assert cycle.milestones.count() == 2


@pytest.mark.usefixtures("holidays")
def test_steps_out_of_order_are_pointed_out(review: Review) -> None:
    days = (Step.DRAFT, dt.date(2023, 3, 10)), (Step.CONFERENCE, dt.date(2023, 3, 6)), (Step.PLAN, dt.date(2023, 4, 3))
    told = texts(set_days(review, *days))
    assert "(06/03/2023) đứng trước" in told
    assert told.count("đứng trước") == 1


@pytest.mark.usefixtures("holidays")
def test_a_calendar_in_order_on_working_days_is_left_alone(review: Review) -> None:
    days = (Step.SUGGEST, dt.date(2023, 2, 6)), (Step.DRAFT, dt.date(2023, 2, 24))
    assert texts(set_days(review, *days, (Step.CONFERENCE, dt.date(2023, 3, 6)))) == ""


def test_years_without_a_table_are_named(review: Review) -> None:
    assert "2031" in texts(set_days(review, (Step.SUGGEST, dt.date(2031, 2, 6))))


@pytest.fixture
def with_numbers(review: Review) -> ReviewCycle:
    """A cycle under a rule pack that states numbers: three working days for the draft, thirty days for the plan."""
    actor = by(review.cast.officer)
    period = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    with journal.recording(by=actor):
        return operations.open_cycle(review.cast.superior, "Kiểm điểm năm 2025", *period, "366-2025", by=actor)


@pytest.mark.usefixtures("holidays")
def test_too_little_time_before_the_conference_is_pointed_out(review: Review, with_numbers: ReviewCycle) -> None:
    review.cycle = with_numbers
    cycle = set_days(review, (Step.DRAFT, dt.date(2025, 12, 4)), (Step.CONFERENCE, dt.date(2025, 12, 8)))
    (warned,) = milestones.pointed_out(cycle)
    assert "chỉ cách hội nghị 1 ngày làm việc; quy định là 3 ngày" in str(warned.text)
    assert warned.citation
    assert not warned.is_settled
    cycle = set_days(review, (Step.DRAFT, dt.date(2025, 12, 2)), (Step.CONFERENCE, dt.date(2025, 12, 8)))
    assert milestones.pointed_out(cycle) == []


@pytest.mark.usefixtures("holidays")
def test_days_that_follow_from_the_conference_are_proposed(
    review: Review, with_numbers: ReviewCycle, client: Client
) -> None:
    review.cycle = with_numbers
    assert milestones.proposed(with_numbers) == []
    cycle = set_days(review, (Step.CONFERENCE, dt.date(2025, 12, 8)))
    days = {one.kind: one.day for one in milestones.proposed(cycle)}
    assert days == {Step.DRAFT: dt.date(2025, 12, 2), Step.PLAN: dt.date(2026, 1, 7)}
    as_user(client, review.cast.officer)
    page = client.get(reverse("reviews:milestones", args=[cycle.pk])).content.decode()
    assert "02/12/2025" in page
    assert "chưa xác nhận" in page


def test_the_page_tells_them_to_whoever_runs_the_cycle(review: Review, client: Client) -> None:
    set_days(review, (Step.CONFERENCE, dt.date(2023, 3, 5)))
    as_user(client, review.cast.officer)
    page = client.get(review.cycle.get_absolute_url()).content.decode()
    assert "05/03/2023 là ngày nghỉ cuối tuần" in page
    assert client.get(reverse("reviews:milestones", args=[review.cycle.pk])).status_code == 200
