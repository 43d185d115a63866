"""Rule packs: data with a citation for every number."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from chuyenbien.findings.enums import Source
from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.vocabulary import LEVELS, SUBJECTS

PARTY = ("132-2018", "124-2023", "366-2025")


@pytest.fixture(params=["132-2018", "124-2023", "366-2025", "335-2025"])
def book(request: pytest.FixtureRequest) -> Book:
    return packs.get(request.param)


def test_the_packs_of_the_party_follow_each_other_without_a_gap() -> None:
    assert packs.broken() == ()
    assert [one.key for one in packs.all_packs()] == [*PARTY, "335-2025"]
    found = [packs.get(key) for key in PARTY]
    assert [one.replaced_on for one in found[:-1]] == [one.effective_on for one in found[1:]]
    for day, key in ((dt.date(2022, 12, 1), "132-2018"), (dt.date(2025, 8, 30), "366-2025")):
        assert [one.key for one in packs.all_packs() if one.holds_on(day)] == [key]


def test_organisations_are_reviewed_by_those_of_the_party_only() -> None:
    assert [one.key for one in packs.in_force(dt.date(2026, 12, 31))] == ["366-2025"]
    assert [one.key for one in packs.in_force(dt.date(2022, 12, 31))] == ["132-2018"]
    assert packs.in_force(dt.date(2010, 12, 31)) == ()
    decree = packs.get("335-2025")
    assert (decree.kind, decree.is_of_organisations) == ("civil_servants", False)
    assert Book.from_text(decree.text) == decree
    assert '"kind"' not in packs.get("366-2025").text  # what was pinned before there were kinds keeps its digest


def test_numbers_are_read_by_their_key() -> None:
    assert packs.get("124-2023").value("conference_days_suggested") == 3
    assert packs.get("132-2018").value("conference_days") is None
    assert packs.get("132-2018").value("nothing") is None
    assert packs.get("366-2025").number("quota_denominator") is None
    unsure = packs.get("366-2025").number("draft_lead_days")
    assert unsure is not None
    assert not unsure.is_confirmed


def test_an_unknown_pack_is_not_there() -> None:
    assert packs.find("999-2030") is None
    with pytest.raises(LookupError):
        packs.get("999-2030")


def test_every_point_is_cited_and_told_in_both_languages(book: Book) -> None:
    for point in book.points:
        assert point.citation
        assert point.confidence in ("confirmed", "unconfirmed")
        with override("en"):
            english = [point.label, *(one.label for one in point.entries)]
            assert all(text.isascii() or not set(text) & set("ăâđêôơưáàảãạ") for text in english), english
        with override("vi"):
            assert point.label != english[0]
            assert all(one.label for one in point.entries)
    with override("en"):
        title = book.title
    with override("vi"):
        assert title != book.title


def test_the_same_book_gives_the_same_text_and_comes_back_from_it(book: Book) -> None:
    again = Book.from_text(book.text)
    assert again == book
    assert again.digest == book.digest


def test_every_level_and_every_kind_of_subject_has_its_conditions(book: Book) -> None:
    assert [one.key for one in book.levels] == list(LEVELS)
    for level in LEVELS[:-1]:
        gap = book.gap(level)
        assert gap is not None
        assert gap.value in ("needs_decision", "next_level")
        for kind in set(SUBJECTS) - {"head"}:
            if book.key == "335-2025" and kind in ("collective", "outside_member"):
                continue  # a decree on civil servants
            assert [one for one in book.conditions(level) if one.concerns(kind)], (level, kind)


def test_the_sources_of_earlier_findings_are_those_of_findings(book: Book) -> None:
    point = book.point("prior_sources")
    if point is not None:
        assert {one.key for one in point.entries} == set(Source.values)
        assert not point.is_confirmed


def test_what_the_research_confirms_of_366() -> None:
    book = packs.get("366-2025")
    assert [one.value for one in book.levels] == [90, 70, 50, None]
    assert (book.value("general_points"), book.value("results_points")) == (30, 70)
    assert (book.value("quota_percent"), book.value("quota_raised_percent")) == (20, 25)
    assert (book.value("conference_days"), book.value("conference_days_provincial")) == (1, 2)
    assert book.value("quota_denominator") is None
    assert all(not one.is_confirmed for one in book.of_table("knockout"))
    assert {str(one.value) for one in book.of_table("form")} == {"01", "2A", "2B", "2C"}
    assert book.value("form_2c_sections") is None
