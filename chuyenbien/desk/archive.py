"""Everything an office must not lose, in one file: the database, the files, the head of the journal.

Whatever the archive holds is named in its manifest with size and SHA-256, and compared before anything is replaced.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.journal import chain, heads, protection

from . import database_copy

MANIFEST = "manifest.json"
_FORMAT = 1
_FILES = "files"


class Unfit(Exception):
    """This archive cannot be restored here; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    format: int
    program: str
    made_at: str
    database: str
    migrations: list[str]
    head: dict[str, Any]
    members: dict[str, dict[str, Any]]

    @property
    def journal_head(self) -> heads.Head:
        return heads.Head(int(self.head["seq"]), str(self.head["digest"]))

    @property
    def files(self) -> int:
        return sum(name.startswith(f"{_FILES}/") for name in self.members)


def backup(target: Path) -> Manifest:
    """Write an archive, whole or not at all. People may go on working meanwhile.

    The database comes first: whatever file it speaks of was written before and is still there afterwards.
    """
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        copy = Path(folder) / database_copy.member_name()
        head = chain.head()
        migrations = sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)
        database_copy.copy_to(copy)
        members: dict[str, dict[str, Any]] = {}
        with tarfile.open(part, "w:gz", compresslevel=6) as tar:
            _add(tar, copy, copy.name, members)
            for path in sorted(settings.FILES_DIR.rglob("*")):
                if path.is_file():
                    _add(tar, path, f"{_FILES}/{path.relative_to(settings.FILES_DIR).as_posix()}", members)
            manifest = Manifest(
                format=_FORMAT,
                program=_version(),
                made_at=clock.real_now().isoformat(timespec="seconds"),
                database=connection.vendor,
                migrations=migrations,
                head=asdict(head),
                members=members,
            )
            written = Path(folder) / MANIFEST
            written.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            tar.add(written, MANIFEST)
    with part.open("rb") as whole:
        os.fsync(whole.fileno())
    os.replace(part, target)
    return manifest


def _add(tar: tarfile.TarFile, path: Path, name: str, members: dict[str, dict[str, Any]]) -> None:
    members[name] = {"sha256": _sha256(path), "size": path.stat().st_size}
    tar.add(path, name, recursive=False)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version() -> str:
    try:
        return version("chuyenbien")
    except PackageNotFoundError:
        return ""


def holds_anything() -> bool:
    """Whether this installation already has people, a journal or files that a restore would replace."""
    files: Path = settings.FILES_DIR
    if files.exists() and any(path.is_file() for path in files.rglob("*")):
        return True
    tables = set(connection.introspection.table_names())
    return ("accounts_user" in tables and User.objects.exists()) or ("journal_event" in tables and chain.head().seq > 0)


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Put an archive back. Everything in it is compared with its manifest before anything here is touched.

    Raises :class:`Unfit` when it is refused; the present data are then as before.
    """
    if not replace and holds_anything():
        raise Unfit(
            _("This installation already holds data. Restore into an empty one, or add --replace to lose what is here.")
        )
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as temporary:
        folder = Path(temporary)
        manifest = _unpack(source, folder)
        _compare(manifest, folder)
        database_copy.put_back(folder / database_copy.member_name())
        _put_files_back(folder / _FILES)
    if settings.JOURNAL_HEAD_FILE is not None:
        heads.write(manifest.journal_head, settings.JOURNAL_HEAD_FILE)
    call_command("migrate", interactive=False, verbosity=0)
    protection.install(connection)
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:gz") as tar:
            _extract(tar, folder)
        told = json.loads((folder / MANIFEST).read_text())
        (folder / MANIFEST).unlink()
        return Manifest(**told)
    except FileNotFoundError as error:
        if not source.exists():
            raise Unfit(_("There is no file %(file)s.") % {"file": source}) from error
        raise Unfit(_("This file is no backup of this program, or it is broken off.")) from error
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise Unfit(_("This file is no backup of this program, or it is broken off.") + f" ({error})") from error


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    """Write out what a backup holds: plain files and folders below ``folder``. Anything else is no backup.

    Python before 3.11.4 (Debian 12 has 3.11.2) lacks the filter that refuses the rest by itself.
    """
    for member in tar.getmembers():
        outside = not (folder / member.name).resolve().is_relative_to(folder.resolve())
        if outside or not (member.isfile() or member.isdir()):
            raise tarfile.TarError(member.name)
    if hasattr(tarfile, "data_filter"):
        tar.extractall(folder, filter="data")
    else:
        tar.extractall(folder)  # noqa: S202 - looked through above


def _compare(manifest: Manifest, folder: Path) -> None:
    """Refuse an archive that is not what its manifest says, or that this program or database cannot take."""
    if manifest.database != connection.vendor:
        raise Unfit(
            _("The backup was made on %(there)s, this installation uses %(here)s. Restore it on the same database.")
            % {"there": manifest.database, "here": connection.vendor}
        )
    known = {".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if manifest.format != _FORMAT or set(manifest.migrations) - known - _replaced():
        raise Unfit(_("The backup was made by a newer version. Install that version first."))
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(manifest.members.keys() | there.keys()):
        told, path = manifest.members.get(name), there.get(name)
        if told is None or path is None or told["sha256"] != _sha256(path):
            raise Unfit(_("The backup is damaged: %(name)s is not what the manifest says.") % {"name": name})
    if database_copy.member_name() not in there:
        raise Unfit(_("The backup is damaged: it holds no database."))


def _replaced() -> set[str]:
    """Migrations that squashed ones stand for."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {".".join(key) for one in loader.disk_migrations.values() for key in one.replaces}


def _put_files_back(fresh: Path) -> None:
    """Swap the folder of files; the former one goes only when the new one stands."""
    files: Path = settings.FILES_DIR
    fresh.mkdir(exist_ok=True)
    former = files.with_name(f"{files.name}.former-{dt.datetime.now(dt.UTC):%Y%m%d%H%M%S}")
    if files.exists():
        os.replace(files, former)
    files.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(fresh, files)
    shutil.rmtree(former, ignore_errors=True)
