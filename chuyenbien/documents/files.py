"""The bytes of files, kept by their hash, and the question who may read them."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, Http404

from chuyenbien.orgs.access import Standing

from . import content
from .models import StoredFile

Owner = Callable[[StoredFile, Standing], bool]

_owners: list[Owner] = []
_GRACE_SECONDS = 24 * 60 * 60


def register_owner(sees: Owner) -> None:
    """Let a room say whether a person sees something of its that a file is attached to."""
    if sees not in _owners:
        _owners.append(sees)


def is_readable(stored: StoredFile, standing: Standing) -> bool:
    """A file is read by who sees a thing it is attached to; its own id opens nothing."""
    if standing.person is None or stored.is_code_only:
        return False
    return any(sees(stored, standing) for sees in _owners)


def path_of(sha256: str) -> Path:
    """Where the bytes with a hash lie: two folders deep, so that none grows too large."""
    folder: Path = settings.FILES_DIR
    return folder / sha256[:2] / sha256[2:4] / sha256


def write(data: bytes) -> str:
    """Keep bytes and return their SHA-256. They are on disk, name and all, when this returns."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists():
        os.utime(path)  # a sweep that runs now must not take it for left over
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{uuid.uuid4().hex}")
    with fresh.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    os.replace(fresh, path)
    _sync_folder(path.parent)
    return sha256


def open_bytes(stored: StoredFile) -> BinaryIO:
    """The stored bytes; ``FileNotFoundError`` when they are gone."""
    return path_of(stored.sha256).open("rb")


def handed_over(stored: StoredFile, *, download: bool = False) -> FileResponse:
    """The bytes for a reader who may have them; 404 when gone. Pictures may be looked at, the rest is saved."""
    try:
        handle = open_bytes(stored)
    except FileNotFoundError:
        raise Http404 from None
    inline = stored.content_type in content.INLINE_TYPES and not download
    response = FileResponse(handle, as_attachment=not inline, filename=stored.name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


def remove_if_unused(sha256: str) -> bool:
    """Remove bytes that no row holds any longer."""
    if not sha256 or StoredFile.objects.filter(sha256=sha256).exists():
        return False
    path_of(sha256).unlink(missing_ok=True)
    return True


def kept() -> Iterator[Path]:
    """Everything that lies in the folder of files."""
    folder: Path = settings.FILES_DIR
    return (path for path in folder.glob("*/*/*") if path.is_file())


def sweep(*, older_than: float = _GRACE_SECONDS) -> list[str]:
    """Remove bytes without a row, left by acts that did not finish; younger ones may belong to one under way."""
    limit = time.time() - older_than
    removed = []
    for path in kept():
        if path.stat().st_mtime > limit:
            continue
        if path.name.startswith(".") or not StoredFile.objects.filter(sha256=path.name).exists():
            path.unlink(missing_ok=True)
            removed.append(path.name)
    return sorted(removed)


def missing() -> list[StoredFile]:
    """Rows whose bytes are not there."""
    rows = StoredFile.objects.exclude(sha256="").iterator()
    return [stored for stored in rows if not path_of(stored.sha256).exists()]


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last, for the folder and the two above it."""
    for one in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
