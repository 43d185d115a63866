"""What an upload really is. Its name must say so, its bytes must agree, and a photo loses where it was taken."""

from __future__ import annotations

import io
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from chuyenbien.core.verdict import Refused

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_MOST_PIXELS = 64_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")


@dataclass(frozen=True, slots=True)
class Content:
    """An upload that was accepted: a clean name, what it is, and the bytes to keep."""

    name: str
    content_type: str
    data: bytes


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_old_office(data: bytes) -> bool:
    return data.startswith(_OLD_OFFICE)


def _members(data: bytes) -> dict[str, int] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _is_office(folder: str) -> Callable[[bytes], bool]:
    def check(data: bytes) -> bool:
        members = _members(data)
        if members is None or "[Content_Types].xml" not in members:
            return False
        if any(name.lower().endswith("vbaproject.bin") for name in members):
            return False
        return any(name.startswith(f"{folder}/") for name in members)

    return check


def _is_open(content_type: str) -> Callable[[bytes], bool]:
    def check(data: bytes) -> bool:
        members = _members(data)
        if members is None or not 0 < members.get("mimetype", 0) < 200:
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("mimetype").strip() == content_type.encode()

    return check


def _is_text(data: bytes) -> bool:
    if data.startswith(_PROGRAMS):
        return False
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f" for sign in text)


_KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _is_pdf),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _is_office("word")),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _is_office("xl")),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _is_office("ppt")),
    "doc": ("application/msword", _is_old_office),
    "xls": ("application/vnd.ms-excel", _is_old_office),
    "odt": (f"{_OPEN}.text", _is_open(f"{_OPEN}.text")),
    "ods": (f"{_OPEN}.spreadsheet", _is_open(f"{_OPEN}.spreadsheet")),
    "txt": ("text/plain", _is_text),
    "csv": ("text/csv", _is_text),
}
_PHOTOS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
_PHOTO_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}

ALLOWED = (*_KINDS, *_PHOTOS)
"""Endings of file names that are taken, without the dot."""

ACCEPT = ",".join(f".{ending}" for ending in ALLOWED)
"""The same for the browser's file chooser."""

INLINE_TYPES = frozenset(_PHOTO_TYPES.values())
"""What may be shown inside a page; everything else is handed over as a download."""


def clean_name(raw: str) -> str:
    """The last part of the name, composed (NFC), without control signs, at most 255 letters with its ending."""
    name = unicodedata.normalize("NFC", raw.replace("\\", "/")).rsplit("/", 1)[-1]
    name = " ".join("".join(sign for sign in name if unicodedata.category(sign)[0] != "C").split())
    if len(name) > 255:
        ending = PurePath(name).suffix[:20]
        name = name[: 255 - len(ending)] + ending
    return name or "tep"


def check_size(upload: UploadedFile[Any], *, field: str | None = None) -> None:
    """Refuse what is empty or too large, by name."""
    name, size = clean_name(upload.name or ""), upload.size or 0
    if size == 0:
        raise Refused(_("“%(name)s” is empty. Choose the file again.") % {"name": name}, field=field)
    if size > settings.MAX_UPLOAD_BYTES:
        limit = filesizeformat(settings.MAX_UPLOAD_BYTES)
        raise Refused(
            _("“%(name)s” is larger than %(limit)s. Make it smaller or split it.") % {"name": name, "limit": limit},
            field=field,
        )


def accept(upload: UploadedFile[Any], *, field: str | None = None) -> Content:
    """Read an upload and say what it is, or refuse it by name with what to do instead."""
    check_size(upload, field=field)
    name = clean_name(upload.name or "")
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending in {"heic", "heif"}:
        raise Refused(
            _("“%(name)s” is a HEIC photo, which most computers here cannot show. Save it as JPEG.") % {"name": name},
            field=field,
        )
    if ending not in ALLOWED:
        allowed = ", ".join(ALLOWED)
        raise Refused(
            _("“%(name)s” is of a kind that is not taken. Taken are: %(allowed)s.")
            % {"name": name, "allowed": allowed},
            field=field,
        )
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    if ending in _PHOTOS:
        return _photo(name, _PHOTOS[ending], data, field)
    content_type, agrees = _KINDS[ending]
    if not agrees(data):
        raise Refused(
            _("“%(name)s” is not what its name says, or it holds macros. Save it anew as .%(ending)s.")
            % {"name": name, "ending": ending},
            field=field,
        )
    return Content(name, content_type, data)


def _photo(name: str, wanted: str, data: bytes, field: str | None) -> Content:
    """The picture upright, without anything it carried beside itself: place, time, camera, comments."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        found = "JPEG" if picture.format == "MPO" else picture.format
        if found != wanted:
            raise ValueError
        if picture.width * picture.height > _MOST_PIXELS:
            raise Refused(_("“%(name)s” has too many pixels. Save it smaller.") % {"name": name}, field=field)
        picture.load()
        kept = _bare(picture, wanted)
    except Refused:
        raise
    except Exception as error:  # a broken or hostile picture fails in many ways; each means the same here
        raise Refused(
            _("“%(name)s” cannot be read as a picture. Open it and save it anew.") % {"name": name}, field=field
        ) from error
    return Content(name, _PHOTO_TYPES[wanted], kept)


def _bare(picture: Image.Image, wanted: str) -> bytes:
    colours, clear = picture.info.get("icc_profile"), picture.info.get("transparency")
    upright = ImageOps.exif_transpose(picture)
    turned = upright.size != picture.size or picture.getexif().get(0x0112, 1) != 1
    target = upright if turned else picture
    target.info = {}
    options: dict[str, object] = {"icc_profile": colours} if colours else {}
    if wanted == "JPEG":
        options["quality"] = "keep" if target.format == "JPEG" else 92
        if target.mode not in {"L", "RGB", "CMYK"}:
            target = target.convert("RGB")
            options["quality"] = 92
    elif wanted == "WEBP":
        options["quality"] = 90
    elif clear is not None and target.mode in {"1", "L", "P", "RGB"}:
        options["transparency"] = clear
    kept = io.BytesIO()
    target.save(kept, format=wanted, **options)
    return kept.getvalue()
