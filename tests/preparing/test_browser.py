"""The pages of the room in Chromium: accessible, within the screen, wide on paper where the board reads a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from chuyenbien.accounts.models import User
from chuyenbien.preparing import operations
from chuyenbien.preparing.models import RoundNotice
from chuyenbien.remediation.models import Action
from tests.cast import Cast

from . import asking, making
from .asking import Asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A3_LANDSCAPE = (1190.55, 841.89)
"""Points of 1/72 inch: 420 × 297 mm."""


@pytest.fixture
def told(cast: Cast, settings: Settings) -> Asked:
    settings.STORY_TODAY = making.TODAY
    prepared = making.make(cast)
    making.overdue(cast)
    making.below(cast)
    one = asking.ask(prepared)
    making.act(one.clerk, operations.answer, one.opinion(), "opinion", text="Đề nghị bổ sung nội dung đất đai")
    making.act(one.organiser, operations.answer, one.opinion(prepared.other), "none")
    asking.settle(one, prepared.dossier)
    making.act(cast.officer, operations.tell, one.round, [one.agency])
    return one


def pages(one: Asked) -> dict[str, list[tuple[str, str]]]:
    cycle, pk = one.prepared.cycle.pk, one.prepared.dossier.pk
    action = Action.objects.get()
    return {
        "officer": [
            ("cycles", reverse("preparing:cycles")),
            ("cycle", reverse("preparing:cycle", args=[cycle])),
            ("signals", reverse("preparing:signals", args=[cycle])),
            ("body", reverse("preparing:body", args=[pk])),
            ("rows", reverse("preparing:rows", args=[pk, "overdue"])),
            ("take", reverse("preparing:take", args=[pk, "overdue", action.pk])),
            ("name", reverse("preparing:name", args=[cycle])),
            ("decide", reverse("preparing:decide", args=[cycle])),
            ("round-new", reverse("preparing:round_new", args=[cycle])),
            ("round", one.round.get_absolute_url()),
            ("settle", reverse("preparing:settle", args=[one.round.pk])),
            ("tell", reverse("preparing:tell", args=[one.round.pk])),
        ],
        "other": [
            ("first-page", reverse("desk:my_work")),
            ("asked", reverse("preparing:asked")),
            ("consultation", one.consultation(one.second).get_absolute_url()),
            ("answer", reverse("preparing:answer", args=[one.opinion(one.prepared.other, one.second).pk])),
            ("none", reverse("preparing:answer_none", args=[one.consultation(one.second).pk])),
        ],
        "clerk": [("notice", RoundNotice.objects.get().get_absolute_url())],
    }


@pytest.mark.parametrize(("width", "language"), [(1280, "vi"), (360, "vi"), (320, "en"), (1280, "en")])
def test_every_page_is_accessible(
    browser_page: Callable[..., Page],
    told: Asked,
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
    width: int,
    language: str,
) -> None:
    User.objects.update(language=language)
    for who, listed in pages(told).items():
        page = browser_page(told.people()[who].user, width=width, language=language)
        for name, path in listed:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, name
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert not wide, f"{name} scrolls sideways at {width} px"
            shoot(page, f"preparing-{name}-{language}-{width}")


def test_the_table_of_opinions_is_printed_on_a3_on_its_side(
    browser_page: Callable[..., Page], told: Asked, shoot: Callable[[Page, str], None]
) -> None:
    page = browser_page(told.people()["leader"].user)
    page.goto(told.round.get_absolute_url())
    sheet = page.pdf(prefer_css_page_size=True)
    found = sheet.split(b"/MediaBox [")[1].split(b"]")[0].split()
    width, height = float(found[2]), float(found[3])
    assert abs(width - A3_LANDSCAPE[0]) < 2, (width, height)
    assert abs(height - A3_LANDSCAPE[1]) < 2
    page.emulate_media(media="print")
    shoot(page, "preparing-round-print")
    assert not page.locator(".site-header").is_visible()
    assert page.locator("table").is_visible()
