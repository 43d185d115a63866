"""A progress meeting in Chromium, from its agenda to its conclusion: in both languages, once by keys alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from chuyenbien.core import clock
from chuyenbien.followup.models import Meeting
from chuyenbien.orgs.forms import call
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action
from tests.cast import Cast
from tests.followup.holding import LATER, decide, hold, obstacle, petition, plan
from tests.journeys.driver import Desk, Somebody
from tests.journeys.hands import Keys, Pointer
from tests.journeys.words import Meant, Own, Words, day, fill
from tests.remediation.making import active, report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "Hoàn thành hồ sơ đất dịch vụ", "Rà soát thủ tục hành chính tại bộ phận một cửa"
SOON, LATE = LATER + dt.timedelta(days=9), LATER + dt.timedelta(days=80)
DECISION = Meant("Decision", "meeting")


@pytest.fixture
def tasks(cast: Cast, settings: Settings) -> list[Action]:
    """Two actions past their date, one of them petitioned about; the day is that of the meeting."""
    settings.STORY_TODAY = LATER
    with clock.at(LATER - dt.timedelta(days=20)):
        first = active(cast, task=FIRST)
        report(cast, first, "Đã gửi hồ sơ lần hai, còn thiếu bản đồ địa chính", percent=40)
        petition(cast, first, LATER + dt.timedelta(days=3))
        second = active(cast, task=SECOND)
    return [first, second]


def desk(browser_page: Callable[..., Page], person: Person, language: str, *, keys: bool = False) -> Desk:
    assert person.user is not None
    person.user.language = language
    person.user.save()
    page = browser_page(user=person.user, language=language)
    somebody = Somebody(person.full_name, person.office, person.user.username)
    return Desk(page, Words(language), Keys() if keys else Pointer(), somebody, set())


@pytest.mark.parametrize(
    ("language", "keys"), [("vi", False), ("en", False), ("vi", True)], ids=["vi", "en", "vi by keys"]
)
def test_a_meeting_from_agenda_to_conclusion(
    browser_page: Callable[..., Page], cast: Cast, tasks: list[Action], language: str, keys: bool
) -> None:
    head = desk(browser_page, cast.head, language, keys=keys)
    head.go("/meetings/")
    head.press("Plan a meeting")
    head.write("Title", "Giao ban tháng 7")
    head.write("Begins", dt.datetime(LATER.year, LATER.month, LATER.day, 14))  # noqa: DTZ001 - as a desk types it
    head.choose("Chair", Own(call(cast.head)))
    head.press("Plan the meeting")
    head.sees("Blocked", "Overdue", inside=head.row(FIRST))
    head.press("One place down", inside=head.row(FIRST))
    rows = head.main.locator("tbody tr").all_inner_texts()
    assert SECOND in rows[0]
    assert FIRST in rows[1]
    head.press("To another place", inside=head.row(FIRST))
    head.write("Place on the agenda", "3")
    head.press("Move there", status=422)
    head.told_at("Place on the agenda", fill("Choose a place between 1 and %(last)s.", last=Own("2")))
    head.write("Place on the agenda", "2")
    head.press("Move there")

    head.press("Who is expected")
    head.press("Save")
    head.press("Record the attendance")
    head.choose(Own(call(cast.head)), Meant("Present", "attendance"))
    who = Own(call(cast.doer))
    head.choose(who, Meant("Absent", "attendance"))
    head.press("Save", status=422)
    head.write(fill("Reason of absence: %(who)s", who=who), "Đi công tác")
    head.choose(fill("Who stood in for %(who)s", who=who), Own(call(cast.editor)))
    head.press("Save")
    head.sees(Own("Đi công tác"), Own(cast.editor.full_name))

    _run(head)

    head.press("Close the meeting")
    head.write("Minutes", "Thống nhất đôn đốc một việc, đề nghị gia hạn một việc.")
    head.press("Close the meeting")
    head.press("Notice of conclusion of the meeting")
    head.sees(Own(FIRST), Own(SECOND), day(SOON), day(LATE), Own(cast.doer.full_name))
    assert Meeting.objects.get().state == "held"
    doer = desk(browser_page, cast.doer, language)
    doer.go(reverse("desk:my_work"))
    doer.sees(Own(SECOND), Own("Giao ban tháng 7"), day(SOON))


def _run(head: Desk) -> None:
    """Item by item: one is urged, refused first without its words; for the other a later date is asked."""
    head.press("Run the meeting")
    head.sees(fill("Item %(place)s of %(count)s", place=Own("1"), count=Own("2")), Own(SECOND))
    head.pick(DECISION, "Urge")
    head.write("To be done by", SOON)
    head.press("Record the decision", status=422)
    head.told_at("What was decided, and why", "To mend")
    head.write("What was decided, and why", "Hoàn thành rà soát trước ngày 21/7.")
    head.press("Record the decision")
    head.sees("Urge", day(SOON), inside=head.part(DECISION))
    head.press("Next item")
    head.sees(Own("Đã gửi hồ sơ lần hai"), Own("Chờ hướng dẫn"))
    head.pick(DECISION, "Extend")
    assert not head.control("To be done by").count(), "only the fields the decision needs"
    head.write("What was decided, and why", "Chờ trả lời của Bộ.")
    head.write("New date", LATE)
    head.press("Record the decision")
    head.press("Every item is decided. Back to the agenda")
    head.sees("Extend", inside=head.row(FIRST))


def pages(meeting: Meeting, paper: Meeting) -> list[tuple[str, str]]:
    item, decided = meeting.items.order_by("order")[:2]
    return [
        ("agenda", meeting.get_absolute_url()),
        ("cockpit", reverse("followup:run_item", args=[meeting.pk, item.pk])),
        ("cockpit-decided", reverse("followup:run_item", args=[meeting.pk, decided.pk])),
        ("decide", reverse("followup:decide", args=[item.pk])),
        ("move", reverse("followup:move", args=[item.pk])),
        ("expected", reverse("followup:expect", args=[meeting.pk])),
        ("attendance", reverse("followup:attendance", args=[meeting.pk])),
        ("hold", reverse("followup:hold", args=[meeting.pk])),
        ("new", reverse("followup:new")),
        ("on-paper", reverse("followup:on_paper")),
        ("minutes", reverse("followup:print", args=[paper.pk])),
        ("conclusion", reverse("followup:conclusion", args=[paper.pk])),
    ]


@pytest.mark.parametrize(("width", "language"), [(1280, "vi"), (360, "vi"), (320, "en")])
def test_its_pages_are_accessible_and_fit_the_screen(
    browser_page: Callable[..., Page],
    cast: Cast,
    tasks: list[Action],
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
    width: int,
    language: str,
) -> None:
    with clock.at(LATER):
        obstacle(cast, tasks[0], within=True)
        past = plan(cast, title="Giao ban tháng 6", secretary=cast.editor)
        decide(past.items.get(action=tasks[1]), cast, "urge", due_by=SOON)
        hold(past, cast, minutes="Diễn biến cuộc họp.")
        meeting = plan(cast, title="Giao ban tháng 7", silent_days=10, reply_days=7, quorum_percent=60)
        decide(meeting.items.get(action=tasks[1]), cast, "remind")
    user: Any = cast.head.user
    user.language = language
    user.save()
    page = browser_page(user, width=width, language=language)
    for name, path in pages(meeting, past):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, name
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{name} scrolls sideways at {width} px"
        shoot(page, f"meeting-{name}-{language}-{width}")
    if width == 1280:
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(pages(meeting, past)[1][1])
        shoot(page, "meeting-cockpit-vi-1920")
        page.goto(pages(meeting, past)[-1][1])
        page.emulate_media(media="print")
        shoot(page, "meeting-conclusion-print")
