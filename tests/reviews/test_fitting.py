"""A cycle pins its regulation for good: none is chosen silently, one that does not fit is asked about once more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from chuyenbien.regulations import packs
from chuyenbien.reviews.fitting import misfits
from chuyenbien.reviews.models import ReviewCycle
from tests.cast import Cast, as_user
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db
URL = "reviews:open_cycle"


def sent(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "superior": cast.superior.pk,
        "name": "Kiểm điểm năm 2022 (minh họa)",
        "period_start": "01/01/2022",
        "period_end": "31/12/2022",
        "rule_pack": "132-2018",
        **changes,
    }


def post(client: Client, told: dict[str, Any]) -> Any:
    return client.post(reverse(URL), told)


def test_nothing_is_chosen_beforehand(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    page = client.get(reverse(URL))
    form = page.context["form"]
    assert form["rule_pack"].value() in (None, "")
    assert form.fields["rule_pack"].choices[0][0] == ""
    assert "confirmed" not in form.fields
    assert "hiệu lực 08/03/2018–03/10/2023" in page.content.decode()


def test_left_open_the_form_names_what_was_in_force(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    page = post(client, sent(cast, rule_pack=""))
    assert page.status_code == 422
    assert not ReviewCycle.objects.exists()
    (error,) = page.context["form"].errors["rule_pack"]
    assert "132-QĐ/TW" in error
    assert "Kiểm điểm năm 2022 (minh họa)" in page.content.decode()
    assert post(client, {}).status_code == 422  # nothing at all was typed


@pytest.mark.parametrize(
    ("pack", "says"),
    [
        ("366-2025", ["có hiệu lực từ 30/08/2025", "132-QĐ/TW"]),
        ("124-2023", ["có hiệu lực từ 04/10/2023"]),
        ("335-2025", ["công chức", "có hiệu lực từ 01/01/2026", "132-QĐ/TW"]),
    ],
)
def test_one_that_does_not_fit_is_asked_about_and_not_refused(
    cast: Cast, client: Client, pack: str, says: list[str]
) -> None:
    as_user(client, cast.officer)
    page = post(client, sent(cast, rule_pack=pack))
    assert page.status_code == 422
    shown = page.content.decode()
    for one in says:
        assert one in shown
    assert "confirmed" in page.context["form"].errors
    assert not ReviewCycle.objects.exists()
    assert post(client, sent(cast, rule_pack=pack, confirmed="on")).status_code == 303
    made = ReviewCycle.objects.get()
    assert (made.rule_pack, made.pinned is not None) == (pack, True)
    assert says[0] in client.get(made.get_absolute_url()).content.decode()


def test_one_that_was_replaced_before_the_period_ends(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    page = post(client, sent(cast, period_start="01/01/2023", period_end="31/12/2023"))
    assert "đã được thay thế từ 04/10/2023" in page.content.decode()
    assert "124-QĐ/TW" in page.content.decode()


def test_one_that_fits_is_not_asked_about(cast: Cast, client: Client) -> None:
    as_user(client, cast.officer)
    assert post(client, sent(cast)).status_code == 303
    assert "đã được thay thế" not in client.get(ReviewCycle.objects.get().get_absolute_url()).content.decode()


def test_the_day_that_counts_is_the_last_of_the_period() -> None:
    old, new = packs.get("132-2018"), packs.get("124-2023")
    for day, fits in ((dt.date(2023, 10, 3), old), (dt.date(2023, 10, 4), new)):
        with override("en"):
            assert [bool(misfits(one, day)) for one in (old, new)] == [fits is not old, fits is not new]


def test_the_warning_stays_for_the_superior_and_is_not_shown_to_the_body(review: Review, client: Client) -> None:
    ReviewCycle.objects.update(rule_pack="366-2025", pinned=None)
    for person, shown in ((review.cast.officer, True), (review.cast.head, False)):
        as_user(client, person)
        page = client.get(review.cycle.get_absolute_url()).content.decode()
        assert ("có hiệu lực từ 30/08/2025" in page) is shown
