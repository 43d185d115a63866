"""A text headed MẬT is refused before it is stored; prose that merely speaks of secrets is not."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.core.forms import TextField
from chuyenbien.core.secrecy import LETTERHEAD, is_headed

Form = Literal["NFC", "NFD"]

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")

HEADED = (
    "MẬT",
    "Mật",
    "tối mật",
    "Tuyệt mật.",
    "(MẬT)",
    "*** TỐI MẬT ***",
    "MẬT\nnội dung",
    "TỐI MẬT: nhân sự",
    "MẬT số 05-BC/TU",
    "TUYỆT  MẬT – Báo cáo về cán bộ",
    "Độ mật: MẬT",
    "Độ mật: Tối mật",
    "độ mật : mật",
    "Mức độ mật: tuyệt mật",
    "ĐỘ MẬT MẬT",
    "Văn bản MẬT",
    "VĂN BẢN TỐI MẬT",
    "Văn bản MẬT số 12-BC/TU ngày 03/02/2023",
    "M Ậ T",
    "T Ố I   M Ậ T",
    "t u y ệ t  m ậ t",
    "M\u200bẬT",
    "TỈNH ỦY MINH HỌA\nMẬT\n\nBÁO CÁO\nnội dung",
    "TỈNH ỦY MINH HỌA\tMẬT",
    "TỈNH ỦY MINH HỌA        TỐI MẬT\nSố 12-BC/TU",
    "TỈNH ỦY MINH HỌA | Độ mật: Mật",
    "Ban Tổ chức\nSố 12-BC/BTC\nTối mật\nKính gửi: Thường trực",
    "\ufeff\n\n  MẬT",
    "Tài liệu cần giữ bí mật\n\nMẬT",
)

PROSE = (
    "bí mật",
    "Phải giữ bí mật nhà nước theo quy định.",
    "Mật độ dân số tăng nhanh.",
    "MẬT ĐỘ DÂN SỐ",
    "Mật ong rừng là đặc sản của xã.",
    "Công tác bảo mật thông tin còn sơ hở.",
    "BẢO MẬT THÔNG TIN",
    "Việc quản lý tài liệu mật còn lỏng lẻo.",
    "Tài liệu mật chưa được bàn giao đầy đủ.",
    "Văn bản mật phải được đăng ký vào sổ riêng.",
    "QUẢN LÝ VĂN BẢN MẬT VÀ TÀI LIỆU TỐI MẬT",
    "VĂN BẢN MẬT VÀ CÔNG TÁC LƯU TRỮ",
    "Còn 3 văn bản MẬT chưa giải mật đúng hạn.",
    "Việc xác định độ mật: tối mật hay mật còn lúng túng.",
    "Độ mật của tài liệu chưa được ghi.",
    "Độ mật: thường",
    "Độ mật tối mật áp dụng cho hồ sơ nhân sự.",
    "Cán bộ phải giữ bí\nmật công tác.",
    "Cán bộ phải giữ bí\nmật",
    "Giữ  bí  mật",
    "BẢO  MẬT",
    "Quan hệ mật thiết với nhân dân.",
    "Cơ mật của tổ chức.",
    "",
    "A B C",
)


@pytest.mark.parametrize("value", HEADED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_headed_text_is_refused(value: str, form: Form) -> None:
    assert is_headed(unicodedata.normalize(form, value))


@pytest.mark.parametrize("value", PROSE)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_prose_that_speaks_of_secrets_is_taken(value: str, form: Form) -> None:
    assert not is_headed(unicodedata.normalize(form, value))


def test_the_field_refuses_with_a_sentence_that_says_what_to_do() -> None:
    with pytest.raises(ValidationError) as refused:
        TextField(lines=4).clean("TỈNH ỦY MINH HỌA\nĐộ mật: Mật\nnội dung")
    assert refused.value.code == "secret"
    assert TextField(lines=4).clean("Phải giữ bí mật.") == "Phải giữ bí mật."


SYLLABLES = ("báo", "cáo", "công", "tác", "năm", "đơn", "vị", "còn", "chậm", "rà", "soát", "giữ", "gìn", "số", "liệu")
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1)
LINES = st.lists(WORDS.map(" ".join), max_size=LETTERHEAD - 1)


@given(above=LINES, below=LINES, mark=st.sampled_from(MARKS), how=st.sampled_from([str, str.lower, str.capitalize]))
def test_a_mark_alone_on_a_line_of_the_letterhead_is_always_seen(
    above: list[str], below: list[str], mark: str, how: object
) -> None:
    assert callable(how)
    told = how(mark)
    for line in (told, f"Độ mật: {told}", " ".join(told), f"  – {told} –"):
        assert is_headed("\n".join([*above, line, *below]))


PHRASES = st.sampled_from(
    ["bí mật", "giữ bí mật", "mật độ dân số", "mật ong", "bảo mật", "tài liệu mật", "tài liệu tối mật", "hồ sơ mật"]
)


@given(st.lists(st.tuples(WORDS.map(" ".join), PHRASES, WORDS.map(" ".join)), min_size=1, max_size=12))
def test_words_with_the_syllable_inside_a_sentence_are_never_refused(sentences: list[tuple[str, str, str]]) -> None:
    assert not is_headed("\n".join(f"{before} {phrase} {after}." for before, phrase, after in sentences))


def test_below_the_letterhead_nothing_is_searched() -> None:
    body = "\n".join(["Dòng nội dung"] * LETTERHEAD)
    assert not is_headed(f"{body}\nMẬT")
    assert is_headed("\n".join(["Dòng nội dung"] * (LETTERHEAD - 1)) + "\nMẬT")
