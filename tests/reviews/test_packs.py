"""Rule packs: data with a citation for every number."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from chuyenbien.reviews import packs
from chuyenbien.reviews.packs.reading import parse

NUMBER = {
    "key": "conference_days",
    "unit": "day",
    "label_vi": "Hội nghị",
    "label_en": "Conference",
    "citation": "Hướng dẫn",
    "confidence": "confirmed",
    "value": 2,
}


def pack(**changes: object) -> dict[str, object]:
    return {
        "key": "x",
        "title_vi": "Quy định",
        "title_en": "Regulation",
        "effective_on": dt.date(2020, 1, 1),
        "citation": "Quy định",
        "number": [{**NUMBER, **changes}],
    }


def test_three_packs_follow_each_other_without_a_gap() -> None:
    found = packs.all_packs()
    assert [one.key for one in found] == ["132-2018", "124-2023", "366-2025"]
    assert [one.replaced_on for one in found[:-1]] == [one.effective_on for one in found[1:]]
    for day, key in ((dt.date(2022, 12, 1), "132-2018"), (dt.date(2025, 8, 30), "366-2025")):
        assert [one.key for one in found if one.holds_on(day)] == [key]


def test_numbers_are_read_by_their_key() -> None:
    assert packs.get("124-2023").value("conference_days_suggested") == 3
    assert packs.get("132-2018").value("conference_days") is None
    assert packs.get("132-2018").value("nothing") is None
    unsure = packs.get("366-2025").number("draft_lead_days")
    assert unsure is not None
    assert not unsure.is_confirmed


def test_they_speak_both_languages() -> None:
    one = packs.get("132-2018")
    number = one.numbers[0]
    with override("en"):
        english = (one.title, number.label, number.note)
    with override("vi"):
        vietnamese = (one.title, number.label, number.note)
    assert all(a and b and a != b for a, b in zip(english, vietnamese, strict=True))


def test_an_unknown_pack_is_not_there() -> None:
    assert packs.find("999-2030") is None
    with pytest.raises(LookupError):
        packs.get("999-2030")


@pytest.mark.parametrize("changes", [{"citation": ""}, {"confidence": "perhaps"}, {"unit": "moon"}, {"value": None}])
def test_a_number_without_its_source_is_refused(changes: dict[str, object]) -> None:
    assert parse(pack()).value("conference_days") == 2
    with pytest.raises(ValueError, match="conference_days"):
        parse(pack(**changes))
