"""The calendar: by day, with clashes pointed out, filtered by delegation; lead times; coverage."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chuyenbien.conferences import operations, queries, warnings
from chuyenbien.core import clock
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Level
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import as_user
from tests.conferences.making import DAY, call, do
from tests.reviews.conftest import Review

URL = "/conferences/"
MONTH = {"month": "01/2023"}


def both(review: Review) -> None:
    """Both bodies belong to the one delegation and are called for the same hours."""
    do(review.cast.officer, reviews.assign_delegation, review.delegation, review.other)
    call(review)
    call(review, review.other)


def test_a_clash_of_delegates_is_pointed_out_not_refused(client: Client, review: Review) -> None:
    both(review)
    (clash,) = queries.clashes(queries.visible(Standing.of(review.cast.officer)))
    assert {one.pk for one in clash.people} == {review.chair.pk, review.scribe.pk, review.delegate.pk}
    assert not clash.same_body
    as_user(client, review.cast.officer)
    page = client.get(URL, MONTH).content.decode()
    assert "1 trường hợp trùng lịch" in page
    conference = queries.visible(Standing.of(review.cast.officer))[0]
    assert "Trùng lịch với hội nghị kiểm điểm" in client.get(conference.get_absolute_url()).content.decode()


def test_whoever_does_not_see_the_other_learns_nothing_of_it(client: Client, review: Review) -> None:
    both(review)
    as_user(client, review.cast.head)
    page = client.get(URL, MONTH).content.decode()
    assert "Đơn vị minh họa 01" in page
    assert "Đơn vị minh họa 02" not in page
    assert "trùng lịch" not in page


def test_one_after_the_other_or_called_off_does_not_clash(review: Review) -> None:
    do(review.cast.officer, reviews.assign_delegation, review.delegation, review.other)
    call(review, ends_at=clock.moment_of(DAY, 11))
    second = call(review, review.other, starts_at=clock.moment_of(DAY, 11))
    rows = queries.visible(Standing.of(review.cast.officer))
    assert queries.clashes(rows) == []
    do(
        review.cast.officer,
        operations.reschedule,
        second,
        clock.moment_of(DAY, 10),
        clock.moment_of(DAY, 12),
        "",
        because="x",
    )
    assert len(queries.clashes(rows.all())) == 1
    do(review.cast.officer, operations.cancel, second, because="Hoãn")
    assert queries.clashes(rows.all()) == []
    assert queries.clashes_of(second, Standing.of(review.cast.officer)) == []


def test_the_month_and_the_delegation_are_in_the_address(client: Client, review: Review) -> None:
    call(review)
    first_of_february = dt.date(2023, 2, 1)
    call(
        review,
        review.other,
        starts_at=clock.moment_of(first_of_february, 0),
        ends_at=clock.moment_of(first_of_february, 9),
    )
    as_user(client, review.cast.officer)

    def bodies(**query: str | int) -> list[str]:
        days = client.get(URL, query).context["days"]
        return [one.dossier.body.name for _day, rows in days for one, _clash in rows]

    assert bodies(month="01/2023") == ["Đơn vị minh họa 01"]
    assert bodies(month="2023-02") == ["Đơn vị minh họa 02"]
    assert bodies(month="01/2023", delegation=review.delegation.pk) == ["Đơn vị minh họa 01"]
    assert bodies(month="02/2023", delegation=review.delegation.pk) == []
    assert bodies(month="99/2023") == []


def test_the_same_number_of_queries_at_one_and_at_three_rows(client: Client, review: Review) -> None:
    as_user(client, review.cast.officer)
    do(review.cast.officer, reviews.assign_delegation, review.delegation, review.other)
    counts = []
    for dossier in (review.dossier, review.other):
        call(review, dossier)
        client.get(URL, MONTH)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(URL, MONTH).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_rule_pack_warns_of_lead_time_and_length(client: Client, review: Review) -> None:
    conference = call(review)
    ReviewDossier.objects.update(submitted_at=clock.moment_of(dt.date(2023, 1, 9)))
    conference = queries.visible(Standing.of(review.cast.officer)).get()
    assert all("chưa nêu" in one.text for one in warnings.of_rule_pack(conference))  # 132-2018: numbers not known
    ReviewCycle.objects.update(rule_pack="124-2023", pinned=None)
    conference = queries.visible(Standing.of(review.cast.officer)).get()
    lead, unknown, gap = warnings.of_rule_pack(conference)  # the length was found for the boards of provinces only
    assert "chưa nêu" in gap.text
    assert "2023" in unknown.text  # nobody has entered the holidays
    orgs.seed_calendar()
    lead, gap = warnings.of_rule_pack(conference)
    Unit.objects.filter(pk=review.cast.body.pk).update(level=Level.PROVINCE)
    conference = queries.visible(Standing.of(review.cast.officer)).get()
    lead, length = warnings.of_rule_pack(conference)
    assert "25-HD/BTCTW" in lead.citation
    assert "1" in length.text
    as_user(client, review.cast.officer)
    assert "25-HD/BTCTW" in client.get(conference.get_absolute_url()).content.decode()
    ReviewCycle.objects.update(rule_pack="unknown", pinned=None)
    assert warnings.of_rule_pack(queries.visible(Standing.of(review.cast.officer)).get()) == []
