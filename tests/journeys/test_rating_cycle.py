"""A cycle of ratings under each of three regulations, from opening it to the corrected rating, through forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation

from chuyenbien.ratings.enums import HandKey, Level
from chuyenbien.ratings.models import Rating
from chuyenbien.regulations import packs
from chuyenbien.regulations.vocabulary import FACTS
from tests.cast import Cast
from tests.ratings import making
from tests.ratings.test_facts import task

from . import rating
from .driver import Desk
from .outside import prove_whole
from .rating import BUILDING, Course
from .words import Label, Meant, Own, Words, counted

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.both_databases, pytest.mark.slow, pytest.mark.xdist_group("ratings")]

DONE = dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("pack", "year", "language", "javascript"),
    [
        ("132-2018", 2021, "vi", True),
        ("124-2023", 2024, "en", True),
        ("366-2025", 2025, "vi", False),
    ],
)
def test_from_opening_a_cycle_to_the_corrected_rating(
    cast: Cast, desk_of: Callable[..., Desk], tmp_path: Path, pack: str, year: int, language: str, javascript: bool
) -> None:
    def desk(*given: object, **options: object) -> Desk:
        return desk_of(*given, javascript=javascript, **options)

    course = Course(cast, pack, year, Words(language), desk, tmp_path)
    if pack == "366-2025":
        for _number in range(4):
            task(cast, due=DONE, done=DONE)
    rating.register_paper(course)
    rating.open_cycle(course)
    rating.review(course)
    rating.open_ratings(course)
    rating.confirm_list(course)
    if pack == "366-2025":
        rating.enter_fact(course, "Further tasks that exceed what was asked for, not marked in the system", number=2)
        rating.know(course, HandKey.UNITS_DISCIPLINED, HandKey.MEMBERS_DISCIPLINED)
        rating.enter_fact(course, "Disciplined within the period", yes=Meant("no", "condition"))
    rating.group(course)
    rating.rate_oneself(course, Meant("Excellent", "criterion"))
    rating.appraise(course, Meant("Good", "criterion"))
    rating.vote(course)
    rating.decide(course)
    rating.publish(course)
    rating.notify(course)
    rating.explain(course, *EXPLAINED[pack])
    rating.petition(course)
    prove_whole()


EXPLAINED: dict[str, tuple[Label, ...]] = {
    "132-2018": (Own("Quy định số 132-QĐ/TW"), "needs a decision"),
    "124-2023": (Own("Quy định số 124-QĐ/TW"), "needs a decision"),
    "366-2025": (Own("Quy định số 366-QĐ/TW, Điều 11"), Own("2/4 (50%)"), Own("4/4 (100%)"), "not met"),
}


def test_the_same_body_under_124_and_366_side_by_side(cast: Cast, desk_of: Callable[..., Desk]) -> None:
    """Rated under both; the page sets the two regulations side by side and names every condition that differs."""
    ratings = {pack: rated_under(cast, pack) for pack in ("124-2023", "366-2025")}
    desk = desk_of(cast.head)
    desk.go(ratings["366-2025"].get_absolute_url())
    desk.follow("124-QĐ/TW")
    desk.sees("The regulation of this cycle", "If it were under this one")
    exceeded = row(desk, "tasks_exceeded_percent", "excellent")
    desk.sees("not met", Own("≥ 30%"), "not in it", "differs", inside=exceeded)
    for fact in ("prior_remedied_percent", "units_disciplined", "tasks_on_time_percent"):
        desk.sees("not in it", "differs", inside=row(desk, fact, "excellent"))
    desk.sees("not in it", "needs a decision", "differs", inside=row(desk, "lowest_result_criterion", "excellent"))
    desk.sees("the same", inside=row(desk, "months_existing", ""))
    differing = differences_on(desk)
    desk.sees(counted("%(count)s condition differs.", "%(count)s conditions differ.", differing, "count"))

    desk.go(ratings["124-2023"].get_absolute_url())
    desk.follow("366-QĐ/TW")
    desk.sees("not known", "not in it", inside=row(desk, "tasks_exceeded_percent", "excellent"))
    assert differences_on(desk) == differing, "the same conditions differ, seen from the other side"
    for pack, one in ratings.items():
        book = packs.get(pack)
        assert (making.fresh(one).level, making.fresh(one).cycle.rule_pack) == ("good", book.key)


def differences_on(desk: Desk) -> int:
    return desk.main.locator("tbody tr").filter(has_text=desk.words("differs")).count()


def row(desk: Desk, fact: str, level: str) -> Locator:
    """The row of a fact within a level."""
    with translation.override(desk.words.language):
        words = [str(FACTS[fact].label), str(Level(level).label) if level else ""]
    found = desk.main.get_by_role("row")
    for one in filter(None, words):
        found = found.filter(has_text=one)
    return found


def rated_under(cast: Cast, pack: str) -> Rating:
    """A published rating of the body: all tasks done in time, too few of them beyond what was asked for."""
    rated = making.make(cast, pack, name=f"Kiểm điểm theo {pack} (minh họa)")
    for _number in range(5 if pack == "124-2023" else 0):
        task(cast, due=DONE, done=DONE)
    rating = rated.rating()
    if pack == "366-2025":
        making.know(cast, rating, exceeded=1)
    marks: dict[str, Any] = {"criteria": dict.fromkeys(BUILDING, "excellent")} if pack == "124-2023" else {}
    making.own(cast, rating, **marks)
    making.appraise(cast, rated.rating(), **marks)
    return making.published(cast, rated, "good")
