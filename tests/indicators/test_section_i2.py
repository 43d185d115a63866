"""Section I.2 of the report draws the results of the year from the body's indicators."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.indicators import operations, section_i2
from chuyenbien.indicators.models import Indicator
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user, by
from tests.findings.making import draft
from tests.indicators.making import YEAR_END, figure, indicator
from tests.remediation.making import TODAY
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db
NAME = "Giải ngân vốn đầu tư công"


def planned(review: Review, name: str = NAME, amount: int = 200) -> Indicator:
    return indicator(review.cast, name=name, planned=Decimal(amount), planned_for=YEAR_END, source="Nghị quyết năm")


def pages(review: Review) -> tuple[str, str]:
    return (
        reverse("reviews:report", args=[review.dossier.pk]),
        reverse("reviews:section", args=[review.dossier.pk, "I.2"]),
    )


def test_plan_figure_percent_kind_and_source_stand_in_editor_and_report(review: Review, client: Client) -> None:
    one = planned(review)
    guessed = {"value": Decimal(180), "is_estimate": True, "as_of": dt.date(2022, 11, 30), "source": ""}
    estimate = figure(review.cast, one, **guessed)
    as_user(client, review.cast.editor)
    for url in pages(review):
        page = client.get(url).content.decode()
        for told in (NAME, "200", "180", "90,0%", "ước", "30/11/2022", "Nghị quyết năm"):
            assert told in page, (url, told)
        assert "Chưa viết" not in page.split("I.2.")[-1].split("I.3.")[0]
    figure(review.cast, one, value=Decimal(190), source="Báo cáo quyết toán", replaces=estimate)
    page = client.get(pages(review)[0]).content.decode()
    for told in ("190", "95,0%", "Báo cáo quyết toán"):
        assert told in page
    assert "90,0%" not in page


def test_the_text_stays_beside_the_table(review: Review, client: Client) -> None:
    planned(review)
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "I.2", "Hoàn thành 12/15 chỉ tiêu", by=by(review.cast.editor))
    as_user(client, review.cast.editor)
    page = client.get(pages(review)[0]).content.decode()
    assert NAME in page
    assert "Hoàn thành 12/15 chỉ tiêu" in page


def test_only_the_year_of_the_cycle_counts(review: Review) -> None:
    rows = Indicator.objects.all()
    other = indicator(review.cast, name="Chỉ tiêu năm 2021", planned=Decimal(1), planned_for=dt.date(2021, 12, 31))
    figure(review.cast, other, value=Decimal(1), as_of=dt.date(2021, 12, 31))
    assert section_i2.results_of(review.dossier, rows) == []
    figure(review.cast, other, value=Decimal(2), as_of=dt.date(2022, 6, 30))
    figure(review.cast, other, value=Decimal(3), as_of=dt.date(2023, 1, 31))
    (found,) = section_i2.results_of(review.dossier, rows)
    assert found.latest is not None
    assert found.latest.value == 2


def test_a_withdrawn_figure_does_not_count(review: Review) -> None:
    one = planned(review)
    wrong = figure(review.cast, one, value=Decimal(500))
    with clock.at(TODAY), journal.recording(by=by(review.cast.editor)):
        operations.withdraw_value(wrong, by=by(review.cast.editor), because="Nhập nhầm")
    (found,) = section_i2.results_of(review.dossier, Indicator.objects.all())
    assert (found.latest, found.percent) == (None, None)


def test_a_reader_sees_the_indicators_that_are_theirs_to_see(review: Review, client: Client) -> None:
    one = planned(review)
    review.bring_to(DossierState.SUBMITTED)
    for who, person in review.people().items():
        as_user(client, person)
        sees = client.get(one.get_absolute_url()).status_code == 200
        answer = client.get(pages(review)[0])
        if answer.status_code == 200:
            assert (NAME in answer.content.decode()) is sees, who


def test_the_version_keeps_the_figures_and_the_delegation_is_led_there(review: Review, client: Client) -> None:
    one = planned(review)
    figure(review.cast, one, value=Decimal(180), is_estimate=True)
    own = draft(review)
    indicator(review.cast, own, name="Đo lường riêng của tập thể", planned=Decimal(1), planned_for=YEAR_END)
    with journal.recording(by=by(review.cast.head)):
        reviews.submit_dossier(review.dossier, by=by(review.cast.head))
    version = review.dossier.versions.get()
    text = version.texts.get(section="I.2").text
    for told in (NAME, "kế hoạch 200", "thực hiện 180", "90,0%", "ước", "31/12/2022"):
        assert told in text
    assert "Đo lường riêng" not in text
    as_user(client, review.delegate)
    page = client.get(pages(review)[0]).content.decode()
    assert f"{version.get_absolute_url()}#section-I.2" in page
    assert "thực hiện 180" in client.get(version.get_absolute_url()).content.decode()


def test_a_code_only_dossier_shows_nothing(review: Review, client: Client) -> None:
    planned(review)
    with journal.recording(by=by(review.cast.head)):
        documents.reclassify(
            review.dossier, level="code_only", code="HS-01", by=by(review.cast.head), because="Theo chỉ đạo"
        )
    as_user(client, review.cast.editor)
    assert NAME not in client.get(pages(review)[0]).content.decode()


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow(review: Review, client: Client) -> None:
    as_user(client, review.cast.editor)
    figure(review.cast, planned(review), value=Decimal(1))
    one = queries_of(client, pages(review)[0])
    for number in range(2):
        figure(review.cast, planned(review, f"Chỉ tiêu {number}"), value=Decimal(1))
    assert queries_of(client, pages(review)[0]) == one
