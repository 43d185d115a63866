"""The pages of indicators: who sees them, what they show, what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.indicators.enums import Direction
from chuyenbien.indicators.models import Indicator, MeasuredValue, OutcomeCondition
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Hierarchy
from chuyenbien.orgs.operations import link_unit
from tests.cast import SINCE, Cast, as_user
from tests.remediation.making import TODAY

from . import making


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def seen_by(cast: Cast, indicator: Indicator) -> set[str]:
    found = Indicator.objects.visible_to
    return {name for name, one in cast.people().items() if indicator in found(Standing.of(one))}


def test_one_of_a_unit_is_seen_by_its_people_those_above_and_inspection(cast: Cast) -> None:
    indicator = making.indicator(cast)
    assert seen_by(cast, indicator) == {"head", "editor", "doer", "leader", "officer", "verifier", "inspector"}


def test_one_of_a_finding_is_seen_with_the_finding(cast: Cast) -> None:
    indicator = making.indicator(cast, making.finding(cast))
    assert seen_by(cast, indicator) == {"head", "editor", "leader", "officer", "verifier", "inspector"}


def test_a_public_one_is_seen_by_everybody_unless_it_is_a_code(cast: Cast) -> None:
    indicator = making.indicator(cast, is_public=True)
    assert seen_by(cast, indicator) == set(cast.people())
    assert not Indicator.objects.visible_to(Standing.of(None)).exists()
    indicator.empty_secret_fields("M-09")
    indicator.save()
    assert "stranger" not in seen_by(cast, indicator)


def test_the_owner_hierarchy_does_not_show_indicators_of_a_unit(cast: Cast) -> None:
    with journal.recording(by=None):
        link_unit(cast.elsewhere, cast.body, hierarchy=Hierarchy.OWNER, since=SINCE, by=None)
    assert "stranger" not in seen_by(cast, making.indicator(cast))


def url(name: str, pk: int | None = None) -> str:
    return reverse(f"indicators:{name}", args=[] if pk is None else [pk])


def test_amount_against_percent_is_refused_beside_the_field_with_the_computed_figure(
    client: Client, cast: Cast
) -> None:
    indicator = making.indicator(cast, planned=Decimal("341.8"))
    as_user(client, cast.editor)
    sent = {"as_of": "31/12/2022", "value": "335", "percent": "95", "is_estimate": "1", "source": "Báo cáo số 9"}
    answer = client.post(url("measure", indicator.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "98,01" in page
    assert "Báo cáo số 9" in page
    assert client.post(url("measure", indicator.pk), {**sent, "percent": "98"}).status_code == 303
    assert MeasuredValue.objects.get().percent == Decimal(98)


def test_the_derived_plan_is_shown_as_derived(client: Client, cast: Cast) -> None:
    indicator = making.indicator(cast)
    making.figure(cast, indicator, value=Decimal(335), percent=Decimal(98), is_estimate=True)
    as_user(client, cast.head)
    for page in (url("indicator", indicator.pk), url("list")):
        shown = client.get(page).content.decode()
        assert "341,8" in shown
        assert "tính từ" in shown


def test_met_by_estimate_is_said_in_words(client: Client, cast: Cast) -> None:
    finding = making.finding(cast)
    indicator = making.indicator(cast, finding)
    making.condition(cast, finding, indicator, "95", basis="percent")
    making.figure(cast, indicator, percent=Decimal(98), is_estimate=True)
    as_user(client, cast.leader)
    for page in (finding.get_absolute_url(), url("indicator", indicator.pk)):
        assert "đạt theo ước tính, chờ số quyết toán" in client.get(page).content.decode()


def test_a_trend_is_asked_without_a_number_and_shown_so(client: Client, cast: Cast) -> None:
    indicator = making.indicator(cast, name="Hộ nghèo", direction=Direction.TREND)
    as_user(client, cast.editor)
    form = client.get(url("measure", indicator.pk)).content.decode()
    assert 'name="value"' not in form
    sent = {"as_of": "2022-12-31", "trend": "falling", "is_estimate": "0"}
    assert client.post(url("measure", indicator.pk), sent).status_code == 303
    assert "không nêu số" in client.get(url("indicator", indicator.pk)).content.decode()


def test_create_correct_and_withdraw_through_the_forms(client: Client, cast: Cast) -> None:
    as_user(client, cast.editor)
    made = {"unit": cast.body.pk, "name": "Số vi phạm", "direction": "decrease", "planned": "0"}
    assert client.post(url("create"), made).status_code == 303
    indicator = Indicator.objects.get()
    changed = {**made, "name": "Số vi phạm trật tự xây dựng", "because": "Rõ tên", "revision": indicator.revision}
    assert client.post(url("correct", indicator.pk), changed).status_code == 303
    assert client.post(url("correct", indicator.pk), {**changed, "name": "Khác"}).status_code == 409
    value = making.figure(cast, indicator, value=Decimal(3))
    assert client.post(url("withdraw", value.pk), {"because": ""}).status_code == 422
    assert client.post(url("withdraw", value.pk), {"because": "Sai kỳ"}).status_code == 303
    assert "Sai kỳ" in client.get(url("indicator", indicator.pk)).content.decode()


def test_conditions_through_the_forms(client: Client, cast: Cast) -> None:
    finding = making.finding(cast)
    as_user(client, cast.editor)
    assert client.post(url("create_of_finding", finding.pk), {"name": "A", "direction": "increase"}).status_code == 303
    indicator = Indicator.objects.get()
    assert client.get(url("condition", finding.pk)).status_code == 403
    as_user(client, cast.officer)
    sent = {"indicator": indicator.pk, "basis": "percent", "comparator": "gte", "threshold": "95"}
    assert client.post(url("condition", finding.pk), sent).status_code == 303
    condition = OutcomeCondition.objects.get()
    assert client.post(url("remove_condition", condition.pk), {"because": "Đặt nhầm"}).status_code == 303
    assert "Đặt nhầm" in client.get(finding.get_absolute_url()).content.decode()


# --- who may: cast × page of the act → 200 the form, 403 refused, 404 hidden -------------------------------------

MATRIX = {
    #                leader officer verifier head editor doer inspector other_head admin stranger
    "measure": (403, 200, 403, 200, 200, 200, 403, 404, 404, 404),
    "correct": (403, 200, 403, 200, 200, 403, 403, 404, 404, 404),
    "withdraw": (403, 200, 403, 200, 200, 403, 403, 404, 404, 404),
    "create_of_finding": (403, 200, 403, 200, 200, 403, 403, 404, 404, 404),
    "condition": (200, 200, 200, 403, 403, 403, 403, 404, 404, 404),
    "remove_condition": (200, 200, 403, 403, 403, 403, 403, 404, 404, 404),
}
PEOPLE = ("leader", "officer", "verifier", "head", "editor", "doer", "inspector", "other_head", "admin", "stranger")


@pytest.mark.parametrize("act", MATRIX)
def test_who_may(client: Client, cast: Cast, act: str) -> None:
    from tests.remediation.making import active

    action = active(cast)
    finding = action.finding
    assert finding is not None
    finding.involve(person=cast.doer, capacity="responsible")
    indicator = making.indicator(cast, finding)
    value = making.figure(cast, indicator, value=Decimal(1))
    condition = making.condition(cast, finding, indicator)
    pk = {"withdraw": value.pk, "remove_condition": condition.pk, "measure": indicator.pk, "correct": indicator.pk}
    answers = []
    for name in PEOPLE:
        as_user(client, cast.people()[name])
        answers.append(client.get(url(act, pk.get(act, finding.pk))).status_code)
    assert tuple(answers) == MATRIX[act]


@pytest.mark.parametrize("query", ["", "?q=giai+ngan", "?of=finding", "?of=unit", "?kind=none", "?kind=estimate"])
def test_the_list_narrows_and_takes_the_same_number_of_queries(client: Client, cast: Cast, query: str) -> None:
    finding = making.finding(cast)

    def one() -> None:
        making.figure(cast, making.indicator(cast), value=Decimal(1), is_estimate=True)
        making.indicator(cast, finding)

    as_user(client, cast.head)
    one()
    client.get(url("list") + query)
    counts = []
    for more in (0, 2):
        for _one in range(more):
            one()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url("list") + query).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_unit_shows_its_indicators(client: Client, cast: Cast) -> None:
    making.figure(cast, making.indicator(cast), value=Decimal(1))
    as_user(client, cast.head)
    assert 'id="indicators"' in client.get(cast.body.get_absolute_url()).content.decode()


def test_reclassifying_an_indicator_empties_it_and_its_figures(client: Client, cast: Cast) -> None:
    indicator = making.indicator(cast)
    making.figure(cast, indicator, value=Decimal(1), source="Báo cáo riêng")
    sent = {"level": "code_only", "code": "M-06", "because": "Có nội dung mật"}
    as_user(client, cast.editor)
    assert client.post(url("reclassify", indicator.pk), sent).status_code == 403
    as_user(client, cast.head)
    assert client.post(url("reclassify", indicator.pk), sent).status_code == 303
    indicator.refresh_from_db()
    assert (indicator.code, indicator.name, indicator.values.get().source) == ("M-06", "", "")
    shown = client.get(url("indicator", indicator.pk)).content.decode()
    assert "M-06" in shown
    assert "Báo cáo riêng" not in shown
