"""A text that does not fit its column is refused in words, alike on both databases."""

from __future__ import annotations

import pytest

from chuyenbien.conferences.models import Conference
from chuyenbien.core.verdict import Refused


def test_a_text_longer_than_its_column_names_the_field() -> None:
    with pytest.raises(Refused, match="250") as refusal:
        Conference(place="Hội trường " * 40).save()
    assert refusal.value.field == "place"
