"""Files that people attach: a scan, and a photo that knows where it was taken."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

_GPS = 0x8825
_TAKEN_AT = {1: "N", 2: (21.0, 1.0, 42.5), 3: "E", 4: (105.0, 51.0, 12.0)}


def scan(folder: Path, name: str) -> Path:
    """A paper of one empty page."""
    path = folder / f"{name}.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return path


def photo(folder: Path, name: str) -> Path:
    """A photo from a phone, with the place in it."""
    path = folder / f"{name}.jpg"
    image = Image.new("RGB", (640, 480), (96, 128, 96))
    exif = image.getexif()
    exif[0x010F] = "Phone of the journey"
    exif.get_ifd(_GPS).update(_TAKEN_AT)
    image.save(path, exif=exif)
    assert place_of(path), "the photo must know where it was taken"
    return path


def place_of(path: Path) -> dict[int, object]:
    """What a photo tells of where it was taken."""
    with Image.open(path) as image:
        return dict(image.getexif().get_ifd(_GPS))
