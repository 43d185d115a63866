"""Whatever stands in an address, a page answers: odd numbers, control signs, sentences without end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.numbers import MOST, in_address
from tests.cast import Cast, as_user
from tests.remediation.making import TODAY, active

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
ODD = (
    "",
    "0",
    "-1",
    "abc",
    "²",
    "٣",
    HUGE,
    "9223372036854775808",
    "1.5",
    " 7",
    "\0",
    "'",
    "%",
    "đất" * 400,
    "a " * 900,
)
LISTS = (
    "desk:overview",
    "desk:my_work",
    "desk:office",
    "desk:search",
    "desk:journal",
    "findings:list",
    "remediation:list",
    "remediation:plans",
    "documents:documents",
    "documents:tasks",
    "indicators:list",
    "escalation:list",
    "verification:queue",
    "conferences:calendar",
    "followup:list",
    "reviews:cycles",
    "orgs:units",
    "orgs:people",
    "orgs:tree",
)
NAMES = "q page kind unit lead_unit field cycle person finding issuer year before month delegation authority on top"
NAMES += " unit_name person_name state bucket against of late level hierarchy direction age source follow_up"


@pytest.mark.parametrize("name", LISTS)
def test_no_filter_breaks_a_list(client: Client, cast: Cast, name: str) -> None:
    with clock.at(TODAY):
        active(cast)
        as_user(client, cast.leader)
        for odd in ODD:
            answer = client.get(reverse(name), dict.fromkeys(NAMES.split(), odd))
            assert answer.status_code == 200, (name, odd[:20])


@pytest.mark.parametrize("kind", ["findings", "units", "nonsense", "\0", ""])
@pytest.mark.parametrize("page", ["²", HUGE, str(MOST), "-1", "0"])
def test_no_page_of_the_search_breaks(client: Client, cast: Cast, kind: str, page: str) -> None:
    as_user(client, cast.leader)
    assert client.get(reverse("desk:search"), {"q": "don vi", "kind": kind, "page": page}).status_code == 200


@pytest.mark.parametrize("place", [f"2023-01-31_{HUGE}", "2023-01-31_²", "0001-01-01_1", "9999-12-31_1", "x", "_"])
def test_no_place_in_a_long_list_breaks(client: Client, cast: Cast, place: str) -> None:
    as_user(client, cast.leader)
    for way in ("after", "before"):
        assert client.get(reverse("remediation:list"), {way: place}).status_code == 200


@pytest.mark.parametrize(
    ("raw", "read"), [("7", 7), ("²", None), ("٣", None), (HUGE, None), ("-1", None), ("", None), (None, None)]
)
def test_numbers_are_read_or_left_out(raw: str | None, read: int | None) -> None:
    assert in_address(raw) == read
