"""Every event of the three rooms is told in both languages, and the words are those of the field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import chuyenbien
from chuyenbien.journal.sentences import known_types, sentence_of

ROOMS = ("indicators", "escalation", "verification")
TYPES = [type for type in known_types() if type.split(".")[0] in ROOMS]
_VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
NEVER = ("nghiệm thu", "leo thang", "bằng chứng", "thành công", "chuyển bộ", "phát hiện")


def test_there_are_events_of_each_room() -> None:
    assert {type.split(".")[0] for type in TYPES} == set(ROOMS)


@pytest.mark.parametrize("type", TYPES)
def test_an_event_is_told_in_both_languages(type: str) -> None:
    with override("vi"):
        told = sentence_of(type, {})
    with override("en"):
        english = sentence_of(type, {})
    assert _VIETNAMESE.search(told)
    assert not _VIETNAMESE.search(english)
    assert told != english


@pytest.mark.parametrize("room", ROOMS)
def test_the_words_are_those_of_the_field(room: str) -> None:
    catalogue = Path(chuyenbien.__file__).parent / room / "locale/vi/LC_MESSAGES/django.po"
    text = catalogue.read_text(encoding="utf-8").lower()
    for word in NEVER:
        assert word not in text, word
