"""The last link, kept outside the database, so that a cut tail shows."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Head:
    seq: int
    digest: str


def _path() -> Path | None:
    path: Path | None = settings.JOURNAL_HEAD_FILE
    return path


def write(head: Head, path: Path) -> None:
    """Write a head whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    fresh.write_text(json.dumps({"seq": head.seq, "digest": head.digest}))
    os.replace(fresh, path)


def read(path: Path) -> Head:
    """Read a head. Raises ``ValueError`` when the file holds none."""
    try:
        kept = json.loads(path.read_text())
        return Head(int(kept["seq"]), str(kept["digest"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: no head of a journal") from error


def note(seq: int, digest: str) -> None:
    """Keep the head beside the database. A later, older note is harmless: it only claims less."""
    path = _path()
    if path is not None:
        write(Head(seq, digest), path)


def last() -> Head | None:
    """The last noted head, or ``None`` when none was ever noted."""
    path = _path()
    return read(path) if path is not None and path.exists() else None
