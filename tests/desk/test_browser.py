"""The figures, the course of a plan in time and the calendar of a unit in Chromium: accessible, and on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.orgs.models import CalendarDay
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, Pause
from tests.cast import Cast
from tests.remediation.making import DUE, active

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LATER = DUE + dt.timedelta(days=12)
PHONE = 360


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Iterator[None]:
    settings.STORY_TODAY = LATER
    with clock.at(LATER):
        yield


def look(page: Page, address: str, name: str, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    axe(page)
    shoot(page, name)
    page.set_viewport_size({"width": PHONE, "height": 800})
    shoot(page, f"{name}-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name


def test_figures_and_a_plan_in_time(
    browser_page: Callable[..., Page], cast: Cast, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    late = active(cast)
    active(cast, due_on=LATER + dt.timedelta(days=60))
    paused = active(cast, due_on=LATER + dt.timedelta(days=30))
    Action.objects.filter(pk=late.pk).update(original_due=DUE - dt.timedelta(days=60))
    Pause.objects.create(action=paused, since=DUE, reason="Chờ quy định", decided_by=cast.leader)
    Action.objects.filter(pk=paused.pk).update(state=ActionState.PAUSED)
    done = active(cast, due_on=DUE - dt.timedelta(days=20))
    Action.objects.filter(pk=done.pk).update(
        state=ActionState.DONE, completed_at=clock.moment_of(DUE - dt.timedelta(days=5))
    )
    turning = active(cast, due_on=LATER + dt.timedelta(days=20), rhythm="monthly")
    turn = turning.occurrences.first()
    assert turn is not None
    turning.occurrences.filter(pk=turn.pk).update(done_at=clock.moment_of(turn.due_on))
    assert late.plan is not None
    page = browser_page(cast.leader.user)
    look(page, reverse("desk:figures"), "figures", axe, shoot)
    look(page, f"{reverse('desk:figures')}?by=month&since=2023-01-01", "figures-month", axe, shoot)
    look(page, reverse("desk:figures_of_person", args=[cast.doer.pk]), "figures-person", axe, shoot)
    look(page, reverse("remediation:plan_in_time", args=[late.plan.pk]), "plan-in-time", axe, shoot)


def test_the_calendar_of_a_unit(
    browser_page: Callable[..., Page], cast: Cast, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    for days in (0, 0, 0, 0, 0, 3, 20):
        active(cast, due_on=LATER + dt.timedelta(days=days))
    CalendarDay.objects.create(day=LATER + dt.timedelta(days=5), name="Nghỉ bù (minh họa)")
    page = browser_page(cast.head.user)
    look(page, f"{reverse('desk:calendar')}?unit={cast.body.pk}", "calendar", axe, shoot)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("a[rel=next]")
    assert "08/2023" in page.inner_text("h1")
