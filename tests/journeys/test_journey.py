"""One continuous story from an empty database to the next cycle, by each role, through forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .confirming import begin_again, confirm, measure
from .driver import Office
from .hands import Keys
from .organising import organise
from .outside import keep_out, prove_whole
from .remedying import agree, extend, petition, plan, report_by_phone
from .reviewing import appoint, conclude, meet, open_cycle, report, suggest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenOffice = Callable[..., Office]


CHAPTERS: tuple[Callable[[Office], None], ...] = (
    organise,
    open_cycle,
    suggest,
    appoint,
    report,
    meet,
    conclude,
    plan,
    agree,
    report_by_phone,
    petition,
    extend,
    confirm,
    measure,
    begin_again,
)


def travel(office: Office) -> None:
    """Every chapter in its order; after each of them a stranger finds nothing of it, and the record is whole."""
    for chapter in CHAPTERS:
        chapter(office)
        keep_out(office)
    prove_whole()
    office.all_sign_out()


@pytest.mark.xdist_group("journey-vi")
def test_in_vietnamese(open_office: OpenOffice) -> None:
    travel(open_office(thorough=True))


@pytest.mark.xdist_group("journey-en")
def test_in_english(open_office: OpenOffice) -> None:
    travel(open_office(language="en"))


@pytest.mark.xdist_group("journey-plain")
def test_without_javascript(open_office: OpenOffice) -> None:
    travel(open_office(javascript=False))


@pytest.mark.xdist_group("journey-keys")
def test_by_keyboard_alone(open_office: OpenOffice) -> None:
    office = open_office(keys=True)
    travel(office)
    assert isinstance(office.hands, Keys)
    assert office.hands.stops > 1000, "the focus was looked at on the way"
