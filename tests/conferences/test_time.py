"""When a conference lies and how long it lasts, in half days; what the rule pack leaves open; the plan's date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.conferences import hours, proposing, warnings
from chuyenbien.conferences.models import Conclusion, Conference
from chuyenbien.core import clock
from chuyenbien.core.working_days import WorkingDays
from chuyenbien.orgs import operations as orgs
from tests.cast import as_user
from tests.conferences.making import call, conclude, hold, post
from tests.reviews.conftest import Review

TUESDAY = dt.date(2023, 1, 10)
TET = dt.date(2023, 1, 23)


def moment(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return clock.moment_of(dt.date(2023, 1, day), hour, minute)


def under(conference: Conference, pack: str) -> Conference:
    cycle = conference.dossier.cycle
    cycle.pinned, cycle.rule_pack = None, pack
    cycle.save()
    return Conference.objects.get(pk=conference.pk)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "days"),
    [
        (moment(10, 8), moment(10, 17), "1"),
        (moment(10, 20), moment(10, 21), "0.5"),
        (moment(10, 8), moment(10, 12), "0.5"),
        (moment(10, 8), moment(10, 12, 1), "1"),
        (moment(10, 14), moment(11, 11), "1"),
        (moment(10, 8), moment(11, 11), "1.5"),
        (moment(10, 8), moment(11, 17), "2"),
        (moment(10, 22), moment(11, 0), "0.5"),
        (moment(10, 23), moment(11, 1), "0.5"),
        (moment(13, 8), moment(16, 17), "2"),  # Friday to Monday: nobody confers on the days between
        (moment(14, 8), moment(15, 17), "2"),  # called for a weekend: that is when it is
    ],
)
def test_days_are_counted_in_halves(starts_at: dt.datetime, ends_at: dt.datetime, days: str) -> None:
    assert hours.length(starts_at, ends_at, WorkingDays()) == Decimal(days)


def test_an_hour_is_no_day(client: Client, review: Review) -> None:
    orgs.seed_calendar()
    conference = under(call(review, starts_at=moment(10, 15), ends_at=moment(10, 16)), "366-2025")
    short = warnings.of_rule_pack(conference)[-1]
    assert "0,5 ngày" in short.text
    assert "ít nhất 1 ngày" in short.text
    as_user(client, review.cast.officer)
    assert short.text in client.get(conference.get_absolute_url()).content.decode()


def test_what_the_rule_pack_leaves_open_is_said_with_where_it_is_decided(client: Client, review: Review) -> None:
    orgs.seed_calendar()
    conference = under(call(review), "132-2018")
    as_user(client, review.cast.officer)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert "chưa nêu số ngày tối thiểu" in page
    url = reverse("regulations:pack", args=["132-2018"])
    for key in ("conference_days", "draft_lead_days"):
        assert f'href="{url}#{key}"' in page
    assert 'id="conference_days"' in client.get(url).content.decode()
    silent = under(conference, "335-2025")  # civil servants: no conference is spoken of
    assert warnings.of_rule_pack(silent) == []


def test_a_holiday_a_weekend_and_an_evening_are_pointed_out(client: Client, review: Review) -> None:
    orgs.seed_calendar()
    conference = call(review, starts_at=clock.moment_of(TET, 20), ends_at=clock.moment_of(TET, 21))
    as_user(client, review.cast.officer)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert "23/01/2023 là ngày nghỉ lễ" in page
    assert "ngoài giờ hành chính" in page
    sunday = call(review, review.other, starts_at=moment(15, 8), ends_at=moment(15, 17))
    (weekend,) = warnings.of_calendar(sunday)
    assert "15/01/2023" in weekend.text
    assert "ngày nghỉ cuối tuần" in weekend.text


def test_on_a_working_day_nothing_is_pointed_out_and_worked_saturdays_are_working_days(review: Review) -> None:
    orgs.seed_calendar()
    assert warnings.of_calendar(call(review)) == []
    saturday = dt.date(2023, 1, 14)
    worked = WorkingDays(worked=frozenset({saturday}))
    assert hours.days_off(moment(14, 8), moment(14, 17), worked) == []
    assert hours.days_off(moment(14, 8), moment(14, 17), WorkingDays()) == [saturday]


def test_without_a_table_of_holidays_that_is_said_once(review: Review) -> None:
    told = [one.text for one in warnings.of_conference(call(review))]
    assert sum("2023" in text and "chưa" in text for text in told) == 1


def test_once_held_only_the_length_is_spoken_of(review: Review) -> None:
    assert warnings.of_calendar(hold(review)) == []


def test_the_date_of_the_plan_is_proposed_by_the_rule_pack_and_may_be_changed(client: Client, review: Review) -> None:
    hold(review)
    as_user(client, review.scribe)
    url = reverse("conferences:draft", args=[review.dossier.pk])
    with clock.at(TUESDAY):
        form = client.get(url).context["form"]
        assert form["plan_due"].value() == dt.date(2023, 2, 9)
        assert "chưa được xác nhận" in str(form["plan_due"].help_text)
    assert post(client, url, {"summary": "Đạt", "plan_due": "2023-03-01"}).status_code == 303
    conclusion = Conclusion.objects.get()
    assert conclusion.plan_due == dt.date(2023, 3, 1)
    edit = client.get(reverse("conferences:edit", args=[conclusion.pk])).context["form"]
    assert edit["plan_due"].value() == dt.date(2023, 3, 1)


def test_an_emptied_date_stays_empty(client: Client, review: Review) -> None:
    conclusion = conclude(review)
    as_user(client, review.scribe)
    form = client.get(reverse("conferences:edit", args=[conclusion.pk])).context["form"]
    assert form["plan_due"].value() is None
    assert form["plan_due"].help_text


def test_a_pack_without_the_point_proposes_nothing(review: Review) -> None:
    under(call(review), "335-2025")
    review.dossier.refresh_from_db()
    assert proposing.plan_due(review.dossier) is None
