"""One consistent copy of the whole database, taken while people work, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.utils.translation import gettext as _


class CopyFailed(Exception):
    """The copy could not be made or put back; the message says why and what to do."""


def member_name() -> str:
    """What the copy is called in an archive; it differs by database, since one cannot be read by the other."""
    return "database.dump" if connection.vendor == "postgresql" else "database.sqlite3"


def let_go() -> None:
    """Close this process's connections: they neither survive a fork nor a database that is replaced."""
    for one in connections.all(initialized_only=True):
        one.close()
        if one.vendor == "postgresql":
            one.close_pool()  # type: ignore[attr-defined]


def copy_to(target: Path) -> None:
    """Write the database as it is at one moment to a file."""
    if connection.vendor == "postgresql":
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])
        return
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)  # one read of the write-ahead log: people go on writing, the copy does not see it
        copy.execute("PRAGMA journal_mode=DELETE")


def put_back(source: Path) -> None:
    """Replace the whole database by a copy."""
    if connection.vendor == "postgresql":
        _drop_everything()
        let_go()
        _run("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(source)])
        return
    let_go()
    _sqlite_file().parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(_sqlite_file())) as target:
        copy.backup(target)


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _drop_everything() -> None:
    """Empty the schema. What was in it is about to be replaced by a copy that has been checked."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor, include_views=False)
        if names:
            cursor.execute(f"DROP TABLE {', '.join(map(quote, names))} CASCADE")
        cursor.execute("DROP FUNCTION IF EXISTS journal_append_only() CASCADE")


def _run(program: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's client programs on the configured database."""
    told: dict[str, Any] = connection.settings_dict
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    own = {name: str(told[key]) for name, key in where.items() if told.get(key)}
    command = [_find(program), f"--dbname={told['NAME']}", *arguments]
    done = subprocess.run(  # noqa: S603 (found among PostgreSQL's own programs, no shell)
        command, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CopyFailed(
            _("%(program)s could not do its work: %(error)s") % {"program": program, "error": done.stderr.strip()}
        )


def _find(program: str) -> str:
    """The program on the path, otherwise the newest where Debian keeps the versions of PostgreSQL."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(program) or (str(kept[-1]) if kept else None)
    if found is None:
        raise CopyFailed(
            _("The program %(program)s is missing. Install PostgreSQL’s client programs (Debian: postgresql-client).")
            % {"program": program}
        )
    return found
