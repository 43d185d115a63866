"""The server of a real office, in this process: gunicorn with threads, after everything it needs has been checked."""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from chuyenbien.accounts.models import User
from chuyenbien.journal import protection, staging

from . import checks, data_lock, database_copy, statistics

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


class NotReady(Exception):
    """The server must not start; the message says what to do first."""


def make_ready() -> None:
    """See that the database, the journal's triggers and the front-end files are as they must be.

    Raises :class:`NotReady` with a sentence otherwise.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady(
            _("The database is not up to date. Run “chuyenbien migrate”, or “chuyenbien init” for a new one.")
        )
    lost = protection.missing(connection)
    if lost:
        raise NotReady(
            _(
                "Triggers that protect the journal are missing or altered (%(names)s). Run “chuyenbien journal "
                "verify”, find out who dropped them, then “chuyenbien journal triggers --repair”."
            )
            % {"names": ", ".join(lost)}
        )
    if not User.objects.exists():
        raise NotReady(_("Nobody can sign in yet. Run “chuyenbien init” first."))
    if checks.fetched_files_are_there():
        raise NotReady(_("Front-end files are missing. Run “make assets” first."))
    collect_static()
    statistics.learn(connection)
    call_command("clearsessions")
    staging.sweep()


def collect_static() -> None:
    """Build the front-end files anew when one has changed since they were built."""
    if settings.STORAGES["staticfiles"]["BACKEND"] == PLAIN:
        return
    stamp: Path = settings.DATA_DIR / "static.stamp"
    fresh = _fingerprint()
    if stamp.exists() and stamp.read_text() == fresh:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fresh)


def _fingerprint() -> str:
    """Changes with every change of a front-end file, by name, size and time."""
    seal = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seal.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seal.hexdigest()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def _settle(_worker: Any) -> None:
    """What has been loaded stays for good: no search for garbage need walk through it in the midst of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@contextmanager
def _beside(notice_workers: int) -> Iterator[None]:
    """Workers of the outbox as a child process, for as long as the server runs."""
    if not notice_workers:
        yield
        return
    command = ["work", "--workers", str(notice_workers), "--parent", str(os.getpid())]
    child = subprocess.Popen([sys.executable, "-m", "chuyenbien", *command])  # noqa: S603 - our own program
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def serve(*, bind: str, workers: int, threads: int, notice_workers: int, ready: Callable[[], None]) -> None:
    """Serve until told to stop. ``ready`` is called once, when the address answers."""
    try:
        lock = data_lock.hold(alone=False)
    except data_lock.InUse as error:
        raise NotReady(_("A backup is being restored into this data folder. Wait until it has ended.")) from error
    database_copy.let_go()
    options = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "loglevel": "warning",
        "control_socket_disable": True,
        "post_worker_init": _settle,
        "when_ready": lambda _arbiter: ready(),
    }
    with lock, _beside(notice_workers):
        _Server(options).run()
