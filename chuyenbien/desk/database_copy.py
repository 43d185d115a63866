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
    """Replace the whole database by a copy, in one transaction: what was there stays until the copy is whole.

    Raises :class:`CopyFailed`; the present database is then as before.
    """
    if connection.vendor == "postgresql":
        _replace_postgresql(source)
    else:
        _replace_sqlite(source)


def _replace_sqlite(source: Path) -> None:
    let_go()
    _sqlite_file().parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(_sqlite_file())) as target:
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
            copy.backup(target)
    except sqlite3.Error as error:
        raise CopyFailed(_("The copy of the database cannot be read: %(error)s") % {"error": error}) from error


def _replace_postgresql(source: Path) -> None:
    """Drop and restore in the one transaction of ``psql``: ``pg_restore`` alone cannot drop what the copy lacks."""
    emptying, script = source.with_name("emptying.sql"), source.with_name("restore.sql")
    emptying.write_text(_drop_everything(), encoding="utf-8")
    let_go()
    _run("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(source)], reads_database=False)
    scripts = [f"--file={emptying}", f"--file={script}"]
    _run(
        "psql",
        ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null", *scripts],
    )


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _drop_everything() -> str:
    """What empties the schema. What was in it is about to be replaced by a copy that has been checked."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor, include_views=False)
    tables = f"DROP TABLE {', '.join(map(quote, names))} CASCADE;\n" if names else ""
    return f"SET client_min_messages = warning;\n{tables}DROP FUNCTION IF EXISTS journal_append_only() CASCADE;\n"


def _run(program: str, arguments: Sequence[str], *, reads_database: bool = True) -> None:
    """Run one of PostgreSQL's client programs, on the configured database unless it only reads files."""
    told: dict[str, Any] = connection.settings_dict
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    own = {name: str(told[key]) for name, key in where.items() if told.get(key)}
    database = [f"--dbname={told['NAME']}"] if reads_database else []
    command = [_find(program), *database, *arguments]
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
