"""Packs of a province in the folder of a test, and the paper that a decision rests on."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from chuyenbien import journal
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from tests.cast import Cast, by, code

Write = Callable[..., Path]

OVERLAY = Path(__file__).parent / "thanh-uy-minh-hoa.toml"
"""A pack of a province, marked minh họa; it is used by no installation unless somebody puts it there."""


@pytest.fixture
def put(settings: Settings) -> Write:
    """Put a pack into the province's folder."""

    def write(text: str, name: str = "thanh-uy.toml") -> Path:
        path = Path(settings.PACKS_DIR) / name
        path.parent.mkdir(exist_ok=True)
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(text, "utf-8")
        os.utime(path, ns=(before + 10**9, before + 10**9))
        return path

    return write


@pytest.fixture
def paper(cast: Cast) -> Document:
    """A decision in the register of the superior."""
    with journal.recording(by=by(cast.officer)):
        return documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "qd"),
            number="12-QĐ/TU",
            issued_on=dt.date(2022, 10, 1),
            issuer=cast.superior,
            abstract="Cách áp dụng tỷ lệ hoàn thành xuất sắc",
            by=by(cast.officer),
            unit=cast.superior,
        )
