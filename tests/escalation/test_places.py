"""Where the open matters of a unit or a field are, and those that have been open for long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.escalation import places
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import Cast, as_user, code
from tests.remediation.making import make_dossier, make_finding

from . import making

pytestmark = pytest.mark.django_db
TODAY = making.TODAY


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def matter(cast: Cast, since: dt.date | None = None, **held: Any) -> Finding:
    """An open limitation of the body, held by the body from 1/1, by the ministry from 1/2 (2023)."""
    made = make_finding(cast, ReviewDossier.objects.filter(body=cast.body).first() or make_dossier(cast))
    if since is not None:
        Finding.objects.filter(pk=made.pk).update(open_since=since)
    made.refresh_from_db()
    for unit, day in ((cast.body, dt.date(2023, 1, 1)), (cast.ministry, dt.date(2023, 2, 1))):
        making.act(cast.editor, remediation.take_over, finding=made, unit=unit, on=day)
    return made


def page(client: Client, name: str, **query: Any) -> str:
    answer = client.get(reverse(f"escalation:{name}"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_totals_are_days_at_work_by_holder_in_official_order(cast: Cast) -> None:
    matter(cast)
    matter(cast)
    rows = places.open_matters(Standing.of(cast.officer), cast.body)
    found = [(one.unit, one.now, one.ever, one.days) for one in places.totals(rows)]
    assert found == [(cast.ministry, 2, 2, 2 * 28), (cast.body, 0, 2, 2 * 31)]


def test_time_that_nobody_recorded_is_nobodys(cast: Cast) -> None:
    one = matter(cast)
    making.act(
        cast.editor, remediation.record_unknown_holding, one, until=dt.date(2023, 1, 1), since=dt.date(2003, 1, 1)
    )
    rows = places.open_matters(Standing.of(cast.officer))
    assert [one.days for one in places.totals(rows)] == [28, 31]
    assert places.unrecorded(rows) == 1


def test_it_narrows_by_unit_with_all_below_and_by_field(client: Client, cast: Cast) -> None:
    one = matter(cast)
    as_user(client, cast.officer)
    address = one.get_absolute_url()
    assert address in page(client, "where", unit=cast.superior.pk)
    assert address in page(client, "where", unit=cast.body.pk, field=one.field_id)
    assert address not in page(client, "where", field=code(CodeList.FIELD, "y-te").pk)


SEES = {"leader", "officer", "verifier", "head", "editor", "inspector"}


@pytest.mark.parametrize("name", ["where", "long"])
def test_everybody_has_the_page_and_sees_what_they_may(client: Client, cast: Cast, name: str) -> None:
    """A finding that was stated is known to the superior; a doer sees it where their unit leads an action."""
    one = matter(cast, dt.date(2003, 1, 1))
    for who, person in cast.people().items():
        as_user(client, person)
        shown = one.get_absolute_url() in page(client, name)
        assert shown == (who in SEES), who


def test_a_bodys_own_matter_is_not_counted_for_the_superior(client: Client, cast: Cast) -> None:
    made = matter(cast)
    made.involvements.filter(unit=cast.superior).delete()
    assert places.totals(places.open_matters(Standing.of(cast.officer))) == []
    assert len(places.totals(places.open_matters(Standing.of(cast.head)))) == 2


@pytest.mark.parametrize("name", ["where", "long"])
def test_as_many_queries_for_three_as_for_one(client: Client, cast: Cast, name: str) -> None:
    matter(cast, dt.date(2003, 1, 1))
    as_user(client, cast.officer)
    page(client, name)
    counts = []
    for more in (0, 2):
        for _one in range(more):
            matter(cast, dt.date(2003, 1, 1))
        with CaptureQueriesContext(connection) as seen:
            page(client, name)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_long_standing_by_age_oldest_first_and_in_official_order_within(client: Client, cast: Cast) -> None:
    old, young, middle = (matter(cast, dt.date(year, 1, 1)) for year in (2003, 2022, 2017))
    as_user(client, cast.officer)
    shown = page(client, "long", age="all")
    places_of = [shown.index(f'href="{one.get_absolute_url()}"') for one in (old, middle, young)]
    assert places_of == sorted(places_of)
    shown = page(client, "long")
    assert f'href="{young.get_absolute_url()}"' not in shown
    shown = page(client, "long", age="3_to_10")
    assert f'href="{middle.get_absolute_url()}"' in shown
    assert f'href="{old.get_absolute_url()}"' not in shown


def test_within_a_group_of_age_bodies_stand_in_official_order(cast: Cast) -> None:
    """Not by how long: 1990 of the later body stands after 2003 of the earlier one."""
    later, earlier = matter(cast, dt.date(1990, 1, 1)), matter(cast, dt.date(2003, 1, 1))
    Finding.objects.filter(pk=later.pk).update(address=cast.other_body)
    rows = places.long_standing(places.open_matters(Standing.of(cast.officer)))
    assert [one.pk for one in rows] == [earlier.pk, later.pk]


def test_the_heading_stands_once_on_the_page_of_a_finding(client: Client, cast: Cast) -> None:
    one = matter(cast)
    for person in (cast.head, cast.officer):
        as_user(client, person)
        shown = client.get(one.get_absolute_url()).content.decode()
        assert len(re.findall(r"<h\d[^>]*>\s*Đang ở đâu, bao lâu", shown)) == 1


def test_a_matter_known_by_a_code_is_shown_by_it(client: Client, cast: Cast) -> None:
    from chuyenbien.documents import operations as documents

    one = matter(cast, dt.date(2003, 1, 1))
    said = one.statement
    making.act(cast.leader, documents.reclassify, one, level="code_only", code="M-11", because="Có nội dung mật")
    as_user(client, cast.officer)
    for name in ("where", "long"):
        shown = page(client, name)
        assert "M-11" in shown
        assert said not in shown
