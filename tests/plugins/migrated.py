"""Keep a migrated, empty SQLite database between runs, since migrating takes longer than most tests.

The copy is named by a digest of the migrations and of the modules they import, so a change makes a new one.
It is not used on CI, nor with `--create-db`; the run on PostgreSQL always migrates.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from tests.plugins import programs

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "chuyenbien"
KEPT = ROOT / ".pytest_cache" / "migrated"
IMPORT = re.compile(r"^\s*(?:from|import)\s+(chuyenbien[\w.]*)(?:\s+import\s+\(?([\w, ]+))?", re.MULTILINE)


def imported(source: str) -> Iterator[Path]:
    """Give the files of our own that a migration imports."""
    for module, names in IMPORT.findall(source):
        base = ROOT / module.replace(".", "/")
        for place in (base, *(base / name.strip() for name in names.split(","))):
            yield from (path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file())


def digest() -> str:
    migrations = sorted(PACKAGE.glob("*/migrations/*.py"))
    helpers = {path for migration in migrations for path in imported(migration.read_text(encoding="utf-8"))}
    total = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in [*migrations, *sorted(helpers), ROOT / "requirements" / "base.txt"]:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:24]


def test_database() -> Path | None:
    """Give the file that this process will test on, named as pytest-django names it under xdist."""
    from django.conf import settings

    default: dict[str, Any] = settings.DATABASES["default"]
    if not default["ENGINE"].endswith("sqlite3"):
        return None
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    name = "test.sqlite3" + (f"_{worker}" if worker else "")
    return Path(os.environ["CHUYENBIEN_DATA_DIR"]) / name


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    target = test_database()
    if target is None or programs.in_ci() or config.getoption("create_db") or config.getoption("nomigrations"):
        return
    kept = KEPT / f"{digest()}.sqlite3"
    if kept.exists():
        shutil.copyfile(kept, target)
        config.option.reuse_db = True


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    """Once the test database stands, and before a test writes to it, keep a copy for the next run."""
    result = yield
    if fixturedef.argname == "django_db_setup":
        target = test_database()
        kept = KEPT / f"{digest()}.sqlite3"
        if target is not None and target.exists() and not kept.exists():
            keep(target, kept)
    return result


def keep(source: Path, kept: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(half),))
    half.replace(kept)
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-4]:
        old.unlink(missing_ok=True)
