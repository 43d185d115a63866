"""Choose the database of the run: `--database sqlite` (the default) or `--database postgresql`.

Loaded by `-p` in pyproject.toml, because Django's settings read the environment when pytest-django
imports them, which is before any conftest.py.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.plugins import programs

FOLDER = "CHUYENBIEN_TEST_FOLDER"  # set by the controller, inherited by the workers of xdist
# A test that carries the mark is left to the run on that database.
ONLY_ON = {"sqlite_only": "sqlite", "postgresql_only": "postgresql"}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("chuyenbien")
    group.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to test on; for postgresql a private server is started and removed",
    )


def start_postgresql() -> str:
    """Start the private server; it lives until this process lets go of the pipe, in whatever way."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.plugins.postgres_server"],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None

    def let_go() -> None:
        with contextlib.suppress(OSError, AttributeError):
            keeper.stdin.close()  # type: ignore[union-attr]
        with contextlib.suppress(subprocess.TimeoutExpired):
            keeper.wait(timeout=60)

    atexit.register(let_go)
    address = keeper.stdout.readline().strip()
    if not address:
        raise pytest.UsageError("The private PostgreSQL server did not start")
    return address


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    if FOLDER not in os.environ:  # the controller, or the only process
        folder = tempfile.mkdtemp(prefix="chuyenbien-tests-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ[FOLDER] = folder
        # A run does not depend on what the developer's shell has set for a running copy.
        for name in [name for name in os.environ if name.startswith("CHUYENBIEN_") and name != FOLDER]:
            del os.environ[name]
        os.environ.pop("DATABASE_URL", None)
        os.environ["CHUYENBIEN_PLAIN_STATIC"] = "1"
        if early_config.known_args_namespace.database == "postgresql":
            if programs.postgresql() is None:
                raise pytest.UsageError("PostgreSQL's programs were not found (Debian: postgresql)")
            os.environ["DATABASE_URL"] = start_postgresql()
    data = Path(os.environ[FOLDER]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    (data / "static").mkdir(parents=True, exist_ok=True)
    os.environ["CHUYENBIEN_DATA_DIR"] = str(data)
    return (yield)


def pytest_configure() -> None:
    """Keep SQLite's test database in a file: as in real use, and so that threads can share it."""
    from django.conf import settings

    default: dict[str, Any] = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        name = Path(os.environ["CHUYENBIEN_DATA_DIR"]) / "test.sqlite3"
        default.setdefault("TEST", {})["NAME"] = str(name)
        # Nothing here outlives the run, so nothing needs to reach the disk.
        default["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session", autouse=True)
def _late_sessions(request: pytest.FixtureRequest) -> Generator[None]:
    """Let PostgreSQL drop the test database though a thread of a test is a moment late in letting go of it.

    The private server is thrown away with the run.
    """
    from django.db.backends.postgresql.creation import DatabaseCreation

    def drop(self: Any, test_database_name: str, verbosity: int) -> None:
        self.connection.close_pool()
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseCreation, "_destroy_test_db", drop)
        yield


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    database = config.getoption("database")

    def belongs(item: pytest.Item) -> bool:
        if any(item.get_closest_marker(mark) for mark, only in ONLY_ON.items() if only != database):
            return False
        # The pages are the same on both databases, so the browser looks at them once.
        browser = item.get_closest_marker("browser") and not item.get_closest_marker("both_databases")
        return not (browser and database == "postgresql")

    left_out = [item for item in items if not belongs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if belongs(item)]
