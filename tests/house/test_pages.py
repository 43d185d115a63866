"""Every page, by every person, in both languages: reached by links, whole, and in one language only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from .conftest import PEOPLE, signed_in
from .crawl import Walk, read, walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|not|with|this|that|these|from|by|has|have|been|which|what|who|when|until|save|"
    r"submit|cancel|edit|add|remove|delete|report|action|actions|finding|findings|unit|units|state|status|asked|answer|"
    r"document|documents|progress|evidence|draft|issued|accepted|returned|closed|opened|due|plan|review|body|lead|"
    r"search|filter|page|next|previous|yes|no|none|unknown|people|person|role|name|date|day|days|new|your|you|it)\b",
    re.IGNORECASE,
)
KEPT = {"English", "Tiếng Việt", "Chuyển Biến", "Chuyen Bien"}


def _foreign(found: Walk, language: str) -> Iterator[str]:
    wrong = VIETNAMESE if language == "en" else ENGLISH
    for path, html in found.pages.items():
        for lang, words in read(html, language).words:
            if lang != language or words in KEPT:
                continue
            bare = words.replace("Chuyển Biến", "")
            match = wrong.search(bare)
            if match:
                yield f"{path}: “{bare[:90]}” ({match.group(0)})"


WALKERS = [name for name in PEOPLE if name not in ("thukydoan", "bientap", "nguoila")]
"""Those left out see what the ones beside them see."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_speak_one_language(told: None, language: str) -> None:
    troubles: list[str] = []
    foreign: dict[str, None] = {}
    for name in WALKERS:
        found = walk(signed_in(name, language), language=language)
        troubles += [f"{name}: {one}" for one in found.troubles]
        foreign.update(dict.fromkeys(_foreign(found, language)))
    assert not troubles, "\n".join(troubles)
    assert not foreign, "\n".join(list(foreign)[:80])
