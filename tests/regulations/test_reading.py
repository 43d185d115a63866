"""A pack with a mistake is refused whole, with file, line and key of everything that is wrong with it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from chuyenbien.regulations import checks, packs
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.packs.library import HERE
from chuyenbien.regulations.packs.mistakes import BrokenPack, Mistake
from chuyenbien.regulations.packs.reading import read

from .conftest import OVERLAY, Write

NATIONAL = (HERE / "366-2025.toml").read_text("utf-8")
PROVINCE = OVERLAY.read_text("utf-8")


def mistakes(text: str, *, base: bool = False) -> list[Mistake]:
    with pytest.raises(BrokenPack) as refused:
        read(text, "quy-dinh.toml", bases={"366-2025": packs.get("366-2025")}, national=not base)
    return list(refused.value.mistakes)


def line_of(text: str, part: str, after: str = "") -> int:
    start = text.index(after)
    return text[: text.index(part, start)].count("\n") + 1


def changed(old: str, new: str, text: str = NATIONAL) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "at", "key", "says"),
    [
        ('label_en = "Largest share of excellent"\n', 'lable_en = "x"\n', "lable_en", "quota_percent", "“lable_en”"),
        ('key = "excellent"\nvalue = 90\n', 'key = "excellent"\nvalue = 60\n', "value = 70", "good", "Mức dưới"),
        ('fact = "prior_remedied_percent"', 'fact = "moon"', 'fact = "moon"', "excellent_remedied", "“moon”"),
        ('comparator = ">="', 'comparator = "=>"', 'comparator = "=>"', "excellent_remedied", "“=>”"),
        ('when_none = "met"', 'when_none = "x"', 'when_none = "x"', "excellent_remedied", "“x”"),
        (
            'unit = "percent"\nvalue = 20',
            'unit = "day"\nvalue = 20',
            'unit = "day"',
            "quota_percent",
            "percent",
        ),
        ('unit = "percent"\nvalue = 20', 'unit = "percent"\nvalue = 120', "value = 120", "quota_percent", "100"),
        ('key = "plan_due_days"', 'key = "quota_percent"', 'key = "quota_percent"', "quota_percent", "hai điểm"),
        ('key = "plan_due_days"', 'key = "plan_dew_days"', 'key = "plan_dew_days"', "plan_dew_days", "không có điểm"),
        ('on_gap = "needs_decision"', 'on_gap = "guess"', 'on_gap = "guess"', "gap_excellent", "“guess”"),
        ('value = "floor"', 'value = "ceiling"', 'value = "ceiling"', "quota_rounding", "phương án"),
        ("value = 12\n", "value = 32\n", "value = 32", "step_self", "1 đến 31"),
        ('scale = "points"', 'scale = "stars"', 'scale = "stars"', "scale", "points"),
        ('scale = "points"', 'scale = "points"\nkind = "stars"', 'kind = "stars"', "kind", "civil_servants"),
        ("effective_on = 2025-08-30", 'effective_on = "mai"', 'effective_on = "mai"', "effective_on", "ngày"),
        ('value = "never"', "value = 7", "value = 7", "rating_before_review", "phương án"),
        ('subjects = ["head"]', 'subjects = ["boss"]', 'subjects = ["boss"]', "knockout_collective_done", "“boss”"),
        ('subjects = ["head"]', "subjects = [1]", "subjects = [1]", "knockout_collective_done", "danh sách"),
        ("only_if_known = true", 'only_if_known = "yes"', 'only_if_known = "yes"', "excellent_no_quarter_lost", "true"),
        ('key = "quality", vi', 'key = "quality", ru', "entries = [", "general_criteria", "Mỗi dòng"),
        ('value = ["suggestion"', 'value = ["rumour"', "value = [", "prior_sources", "danh sách"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, at: str, key: str, says: str) -> None:
    text = changed(old, new)
    lines = {number for number, line in enumerate(text.splitlines(), start=1) if at in line}
    told = [one for one in mistakes(text) if one.key == key and one.line in lines]
    assert told, [str(one) for one in mistakes(text)]
    with override("vi"):
        assert any(says in one.text for one in told), [one.text for one in told]
        assert told[0].place.startswith("quy-dinh.toml, dòng")
    with override("en"):
        assert told[0].place.startswith("quy-dinh.toml, line")
        assert told[0].text


def test_a_missing_citation_is_told_at_its_table() -> None:
    text = changed(
        'citation = "Quy định số 366-QĐ/TW, Điều 11"\nconfidence = "confirmed"\n\n[[level]]\nkey = "good"',
        '\n[[level]]\nkey = "good"',
    )
    found = mistakes(text)
    assert {one.key for one in found} == {"excellent"}
    assert {one.line for one in found} == {line_of(text, "[[level]]")}
    assert len(found) == 2  # the citation and the confidence


def test_a_confirmed_point_without_value() -> None:
    text = changed('unit = "percent"\nvalue = 20\n', 'unit = "percent"\n')
    (found,) = mistakes(text)
    assert (found.key, found.line) == (
        "quota_percent",
        line_of(text, 'confidence = "confirmed"', 'key = "quota_percent"'),
    )
    text = changed('key = "good"\nvalue = 70\n', 'key = "good"\n')
    (found,) = mistakes(text)
    assert found.key == "good"


def test_what_toml_itself_refuses() -> None:
    (found,) = mistakes(changed('key = "good"\nvalue = 70', 'key = "good"\nvalue = 70\nvalue = 71'))
    assert found.line == line_of(NATIONAL, "value = 70") + 1
    (found,) = mistakes(NATIONAL + "\n[[number]\n")
    assert found.line == NATIONAL.count("\n") + 2


def test_a_missing_level_a_table_written_as_one_and_unknown_heads() -> None:
    text = changed('[[level]]\nkey = "not_fulfilled"', '[[step]]\nkey = "not_fulfilled"')
    assert {"not_fulfilled"} == {one.key for one in mistakes(text)}
    text = "colour = 1\n" + changed("[[step]]", "[step]", NATIONAL.split("[[step]]")[0] + "[[step]]\nkey = 1\n")
    assert {"colour", "step"} <= {one.key for one in mistakes(text)}
    assert {"key", "title_vi", "title_en", "effective_on", "citation"} <= {
        one.key for one in mistakes("scale = 'points'")
    }
    assert {one.key for one in mistakes("replaced_on = 2020-01-01\n" + NATIONAL)} == {"replaced_on"}
    assert {one.key for one in mistakes(changed('key = "366-2025"', 'key = "Quy định"'))} == {"key"}


def test_all_mistakes_are_told_at_once() -> None:
    text = changed('fact = "prior_remedied_percent"', 'fact = "moon"', changed('scale = "points"', 'scale = "stars"'))
    assert {one.key for one in mistakes(text)} == {"scale", "excellent_remedied"}


# --- the province ------------------------------------------------------------------------------------


def test_an_overlay_says_where_each_value_comes_from(put: Write) -> None:
    put(PROVINCE)
    book = packs.get("thanh-uy-minh-hoa")
    assert (book.scale, book.base, book.issuer, book.is_illustrative) == (
        "points",
        "366-2025",
        "Thành ủy (minh họa)",
        True,
    )
    days, base = book.point("conference_days"), book.point("quota_percent")
    assert days is not None
    assert base is not None
    assert (days.value, days.replaced, days.origin, days.source) == (2, 1, "overlay", "thanh-uy-minh-hoa")
    assert (base.value, base.origin, base.source) == (20, "national", "366-2025")
    assert book.value("quota_denominator") == "good"
    assert "local_excellent_units" in [one.key for one in book.conditions("excellent")]
    assert packs.get("366-2025").value("conference_days") == 1
    assert Book.from_text(book.text) == book


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('base = "366-2025"', 'base = "367-2026"', "base"),
        ('base = "366-2025"\n', "", "base"),
        ('issuer = "Thành ủy (minh họa)"\n', "", "issuer"),
        ('value = 2\ncitation = "Quy định số 01-QĐ/TU, Điều 5 (minh họa)"', "value = 0", "conference_days"),
        (
            'citation = "Quy định số 01-QĐ/TU, Điều 5 (minh họa)"',
            'citation = "x"\nconfidence = "unconfirmed"',
            "conference_days",
        ),
        ('citation = "Quy định số 01-QĐ/TU, Điều 5 (minh họa)"', 'citation = "x"\nunit = "month"', "conference_days"),
        ('[[number]]\nkey = "conference_days"', '[[choice]]\nkey = "conference_days"', "conference_days"),
        ('key = "local_excellent_units"', 'key = "excellent_remedied"', "excellent_remedied"),
        ('key = "local_meetings"', 'key = "meetings"', "meetings"),
        ("value = 4", 'value = "bốn"', "local_meetings"),
    ],
)
def test_what_an_overlay_may_not_do(old: str, new: str, key: str) -> None:
    found = mistakes(changed(old, new, PROVINCE), base=True)
    assert key in {one.key for one in found}


def test_a_lower_number_of_a_confirmed_point_needs_its_own_citation() -> None:
    base = packs.get("366-2025").point("conference_days")
    assert base is not None
    text = changed("Quy định số 01-QĐ/TU, Điều 5 (minh họa)", base.citation, PROVINCE)
    (found,) = mistakes(text, base=True)
    assert (found.key, found.line) == ("conference_days", line_of(text, "citation", 'key = "conference_days"'))


def test_a_broken_pack_is_not_used_and_does_not_stop_the_others(put: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(changed("value = 4", "value = -4", PROVINCE))
    assert packs.find("thanh-uy-minh-hoa") is None
    assert packs.find("366-2025") is not None
    (broken,) = packs.broken()
    assert broken.file == path.name
    assert f"line {line_of(PROVINCE, 'value = 4')}" in str(checks.packs_can_be_read(None)[0].msg) or "dòng" in str(
        broken
    )
    with pytest.raises(CommandError, match="local_meetings"):
        call_command("regulations")
    assert "366-2025" in capsys.readouterr().out
    put(PROVINCE)  # mended: read anew
    assert packs.find("thanh-uy-minh-hoa") is not None
    assert packs.broken() == ()


def test_a_key_that_is_taken_and_a_file_in_another_code(put: Write) -> None:
    put(changed('key = "thanh-uy-minh-hoa"', 'key = "366-2025"', PROVINCE), "mot.toml")
    path = put("x", "hai.toml")
    path.write_bytes('# một\n# hai\nkey = "Hà Nội"'.encode("utf-16"))
    assert {(one.file, one.mistakes[0].key) for one in packs.broken()} == {("mot.toml", "key"), ("hai.toml", "")}
