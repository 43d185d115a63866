"""An office of its own, set up and run by commands as an administrator does, in a process and a database of its own."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = "Văn phòng Thành ủy (minh họa)"
PASSWORD = "bốn từ dễ nhớ 1"


@dataclass(frozen=True)
class Place:
    """A data folder with its database: one installation."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CHUYENBIEN_")}
        own.pop("DJANGO_SETTINGS_MODULE", None)
        return {
            **own,
            "CHUYENBIEN_DATA_DIR": str(self.folder),
            "CHUYENBIEN_INIT_PASSWORD": PASSWORD,
            "DATABASE_URL": self.url,
            "PYTHONUTF8": "1",
            "PYTHONWARNINGS": "ignore",
        }

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "chuyenbien", *map(str, arguments)]

    def run(self, *arguments: str | Path, fails: bool = False, without: str = "") -> str:
        """Run a command, ``without`` one variable; what it said. It must succeed, or else fail with exit 1."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env={name: value for name, value in self.environment.items() if name != without},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        told = done.stdout + done.stderr
        assert done.returncode == (1 if fails else 0), told
        assert "Traceback" not in told
        return told

    def execute(self, *statements: str) -> list[tuple[object, ...]]:
        """Go past the program, as somebody with access to the database can; the rows of the last statement."""
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                rows = [connection.execute(one) for one in statements][-1]
                return rows.fetchall() if rows.description else []
        import sqlite3

        with sqlite3.connect(self.folder / "chuyenbien.sqlite3") as connection:
            return [connection.execute(one).fetchall() for one in statements][-1]


def new_database(folder: Path) -> str:
    """An empty database: a file of the folder, or one more on the private server."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        return ""
    name = f"office_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Place]]:
    """Make places with an empty database."""
    made: list[Place] = []

    def make() -> Place:
        folder = tmp_path_factory.mktemp("office")
        made.append(Place(folder, new_database(folder)))
        return made[-1]

    yield make
    for place in made:
        if place.url:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
                name = urlsplit(place.url).path.lstrip("/")
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def office(new_place: Callable[[], Place]) -> Place:
    """An office that has begun, with a file. Tests do not change it."""
    place = new_place()
    place.run("init", "--no-input", "--unit", UNIT, "--username", "quantri", "--email", "qt@example.test")
    (place.folder / "files" / "ab").mkdir(parents=True)
    (place.folder / "files" / "ab" / "abcd").write_bytes(b"scan")
    return place


@pytest.fixture(scope="session")
def archive(office: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its backup."""
    file = tmp_path_factory.mktemp("backups") / "office.tar.gz"
    told = office.run("backup", file)
    assert str(file) in told
    return file
