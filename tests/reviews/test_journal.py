"""Every event of the room is told in both languages, with nothing left unfilled."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from chuyenbien.journal.sentences import known_types, sentence_of

DATA = {
    "name": "Kiểm điểm năm 2022",
    "body": "Đơn vị minh họa 01",
    "bodies": ["Đơn vị minh họa 01", "Đơn vị minh họa 02"],
    "new": ["05/12/2022 (draft)"],
    "start": "2022-01-01",
    "end": "2022-12-31",
    "day": "2022-11-10",
    "below": "Ban Thường vụ minh họa",
    "count": 2,
    "number": 3,
    "item": "Nội dung gợi ý",
    "items": [1, 2],
    "section": "I.1",
    "round": 2,
    "until": "2023-01-20",
    "document": "07-QĐ/TU",
    "head": "Mai Văn Trưởng",
    "secretary": "Lý Thị Thư",
}
TYPES = [one for one in known_types() if one.startswith("reviews.")]


def test_there_are_events() -> None:
    assert len(TYPES) > 20


@pytest.mark.parametrize("type", TYPES)
def test_an_event_is_told_in_both_languages(type: str) -> None:
    with override("en"):
        english = sentence_of(type, DATA)
    with override("vi"):
        vietnamese = sentence_of(type, DATA)
    for told in (english, vietnamese):
        assert told
        assert "%(" not in told
        assert "…" not in told
        assert "{" not in told
    assert english != vietnamese
