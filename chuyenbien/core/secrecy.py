"""Whether a text is headed by a degree of secrecy (*độ mật*), as a letterhead bears it: MẬT, TỐI MẬT, TUYỆT MẬT.

Only the letterhead is looked at, and only for marks that stand as marks stand. Words that hold the syllable (*bí mật*,
*bảo mật*, *mật độ*, *tài liệu mật* in a sentence) are ordinary prose and go through.
"""

from __future__ import annotations

import re

from . import text

LETTERHEAD = 8
"""So many lines with text count as the letterhead."""

_CAPITALS = r"(?:(?:TUYỆT|TỐI)\s*)?MẬT"
_ANY_CASE = rf"(?i:{_CAPITALS})"
_NO_WORD = r"(?!(?i:\s+(?:độ|ong|mã|khẩu|thiết|mía|ngọt|gấu|vụ|thám|danh|thư|hoa|phục|nghị|ước|truyền)\b))"
"""Not “mật độ”, “mật ong”, “mật mã” …"""

_ALONE = re.compile(rf"\W*{_ANY_CASE}\W*")
_CAPITALS_ALONE = re.compile(rf"\W*{_CAPITALS}\W*")
_FIRST = re.compile(rf"\W*{_CAPITALS}\b{_NO_WORD}")
"""Begins the whole text in capitals: “TỐI MẬT – Báo cáo …”."""

_BEFORE_A_SIGN = re.compile(rf"\W*{_CAPITALS}\s*[:–—\-./(|]")
_DEGREE = re.compile(
    rf"\W*(?i:(?:dấu\s+|mức\s+)?độ\s+(?:bảo\s+)?mật)\s*(?:[:：=–—\-]\s*\W*{_ANY_CASE}\b{_NO_WORD}|{_CAPITALS}\b|{_ANY_CASE}\W*$)"
)
"""“Độ mật: tối mật”."""

_PAPER = re.compile(rf"\W*(?:[Vv]ăn bản\s+{_CAPITALS}\b|(?i:văn bản)\s+{_CAPITALS}\W*$)")
"""“Văn bản MẬT số 05”; a heading all in capitals only when nothing follows (“VĂN BẢN MẬT VÀ CÔNG TÁC LƯU TRỮ”)."""

_SPACED = re.compile(r"\W*[^\W\d_](?:\s+[^\W\d_])+\W*")
"""Every letter apart: “T Ố I  M Ậ T”."""

_COLUMNS = re.compile(r"\t+|\s{2,}|\s*\|\s*")
"""A letterhead has two columns: the body's name and, on the same line, the mark."""

_UNFINISHED = re.compile(r"(?i:\b(?:bí|bảo))\s*$")
"""*bí* or *bảo* at the end of a line that was broken by hand, before *mật*."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def is_headed(value: str) -> bool:
    """Whether one of the first lines carries the mark. Decomposed text (NFD) is read like composed text."""
    before = ""
    looked_at = 0
    for line in _UNSEEN.sub("", text.nfc(value)).splitlines():
        if not line.strip():
            before = ""
            continue
        looked_at += 1
        if looked_at > LETTERHEAD:
            return False
        if _is_marked(line, before, first=looked_at == 1 and not before):
            return True
        before = line
    return False


def _is_marked(line: str, before: str, *, first: bool) -> bool:
    spaced = re.sub(r"\s+", "", line) if _SPACED.fullmatch(line) else line
    if _ALONE.fullmatch(spaced):
        return not _UNFINISHED.search(before)
    if (first and _FIRST.match(line)) or _BEFORE_A_SIGN.match(line):
        return not _UNFINISHED.search(before)
    cells = [cell for cell in _COLUMNS.split(line.strip()) if cell]
    if any(_DEGREE.match(cell) or _PAPER.match(cell) for cell in (line, *cells)):
        return True
    pairs = zip(["", *cells], cells, strict=False)
    return any(_CAPITALS_ALONE.fullmatch(cell) and not _UNFINISHED.search(left) for left, cell in pairs)
