"""What an upload really is: taken, refused by name, or stripped of where it was taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from chuyenbien.core.verdict import Refused
from chuyenbien.documents import content

DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


def zipped(members: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return kept.getvalue()


def picture(format: str, *, gps: bool = False, orientation: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    image = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PHONE-MAKER"
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 40.0), 3: "E", 4: (105.0, 51.0, 10.0)})
    kept = io.BytesIO()
    image.save(kept, format=format, exif=exif, comment=b"at home") if format == "JPEG" else image.save(
        kept, format=format, exif=exif
    )
    return kept.getvalue()


GOOD: dict[str, Callable[[], bytes]] = {
    "báo cáo.pdf": lambda: b"%PDF-1.7\n...",
    "kế hoạch.docx": lambda: zipped(DOCX),
    "bảng.xlsx": lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
    "trình bày.pptx": lambda: zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
    "cũ.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "cũ.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "mở.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"}),
    "mở.ods": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "ghi chú.txt": "Đã bàn giao 12 hộ\n".encode,
    "số liệu.csv": lambda: "đơn vị;giá trị\n".encode("utf-16"),
    "ảnh.JPG": lambda: picture("JPEG"),
    "ảnh.jpeg": lambda: picture("JPEG"),
    "ảnh.png": lambda: picture("PNG"),
    "ảnh.webp": lambda: picture("WEBP"),
}

BAD: dict[str, Callable[[], bytes]] = {
    "rỗng.pdf": lambda: b"",
    "chương trình.exe": lambda: b"MZ\x90\0" + b"\0" * 100,
    "chương trình.pdf": lambda: b"MZ\x90\0" + b"\0" * 100,
    "chương trình.docx": lambda: b"MZ\x90\0" + b"\0" * 100,
    "chương trình.txt": lambda: b"MZ plain letters",
    "kịch bản.txt": lambda: b"#!/bin/sh\nrm -rf x",
    "nhị phân.csv": lambda: b"a;b\0;c",
    "hỏng.txt": lambda: b"\xff\xfd\x80",
    "trang.html": lambda: b"<script>alert(1)</script>",
    "hình.svg": lambda: b"<svg onload='alert(1)'/>",
    "nén.zip": lambda: zipped(DOCX),
    "nén.docx": lambda: zipped({"a.txt": "x"}),
    "macro.docx": lambda: zipped({**DOCX, "word/vbaProject.bin": "x"}),
    "giả.xlsx": lambda: zipped(DOCX),
    "giả.odt": lambda: zipped({"mimetype": "text/plain"}),
    "giả.ods": lambda: b"PK but no archive",
    "giả.doc": lambda: b"%PDF-1.7",
    "giả.png": lambda: picture("JPEG"),
    "giả.jpg": lambda: b"MZ\x90\0" + b"\0" * 100,
    "cụt.jpg": lambda: picture("JPEG", size=(400, 400))[:300],
    "điện thoại.heic": lambda: b"\0\0\0\x18ftypheic",
    "không đuôi": lambda: b"%PDF-1.7",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_it_says_it_is(name: str) -> None:
    accepted = content.accept(upload(name, GOOD[name]()))
    assert accepted.name == name
    assert accepted.content_type
    assert accepted.data


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused_is_refused_by_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        content.accept(upload(name, BAD[name]()), field="uploads")
    assert name in str(refused.value.reason)
    assert refused.value.field == "uploads"


def test_what_is_too_large_is_refused_by_name_with_the_limit(settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024
    with pytest.raises(Refused) as refused:
        content.accept(upload("lớn.txt", b"a" * 1025))
    assert "lớn.txt" in str(refused.value.reason)
    assert "1" in str(refused.value.reason)
    assert content.accept(upload("vừa.txt", b"a" * 1024)).data


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_where_it_was_taken(format: str) -> None:
    before = picture(format, gps=True)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825)
    accepted = content.accept(upload(f"ảnh.{format.lower()}", before))
    after = Image.open(io.BytesIO(accepted.data))
    assert not after.getexif()
    assert not after.getexif().get_ifd(0x8825)
    for trace in (b"Exif", b"eXIf", b"EXIF", b"PHONE-MAKER", b"at home", b"xmp"):
        assert trace not in accepted.data
    assert after.size == (40, 20)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_upright(format: str) -> None:
    accepted = content.accept(upload(f"dọc.{format.lower()}", picture(format, orientation=6)))
    assert Image.open(io.BytesIO(accepted.data)).size == (20, 40)


@pytest.mark.parametrize(
    ("mode", "ending", "format"),
    [("RGBA", "png", "PNG"), ("P", "png", "PNG"), ("CMYK", "jpg", "JPEG"), ("L", "jpg", "JPEG")],
)
def test_a_picture_keeps_its_colours_and_its_transparency(mode: str, ending: str, format: str) -> None:
    kept = io.BytesIO()
    options: dict[str, Any] = {"transparency": 0} if mode == "P" else {}
    Image.new(mode, (8, 8)).save(kept, format=format, **options)
    accepted = content.accept(upload(f"hình.{ending}", kept.getvalue()))
    before, after = Image.open(kept), Image.open(io.BytesIO(accepted.data))
    assert after.mode == mode
    assert after.info.get("transparency") == before.info.get("transparency")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_MOST_PIXELS", 100)
    with pytest.raises(Refused, match=r"to\.png"):
        content.accept(upload("to.png", picture("PNG")))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("C:\\Users\\x\\báo cáo.pdf", "báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("ba\u0301o ca\u0301o.pdf", "báo cáo.pdf"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\n b.pdf", "a b.pdf"),
        ("", "tep"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_names_are_made_harmless(raw: str, clean: str) -> None:
    assert content.clean_name(raw) == clean
