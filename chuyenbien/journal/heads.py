"""The last link, kept outside the database, so that a cut tail shows."""

from __future__ import annotations

import json
import os
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


def note(seq: int, digest: str) -> None:
    """Keep the head beside the database. A later, older note is harmless: it only claims less."""
    path = _path()
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps({"seq": seq, "digest": digest}))
    os.replace(fresh, path)


def last() -> Head | None:
    """The last noted head, or ``None`` when none was ever noted."""
    path = _path()
    if path is None or not path.exists():
        return None
    kept = json.loads(path.read_text())
    return Head(int(kept["seq"]), str(kept["digest"]))
