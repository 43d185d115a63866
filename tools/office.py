"""A made-up office for measuring: a data folder, a database of either kind, and the real server on loopback."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.plugins import programs
from tests.plugins.databases import start_postgresql

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("sqlite", "postgresql")
PASSWORD = "CHUYENBIEN_GENERATE_PASSWORD"  # noqa: S105 - the name of a variable


class NotServed(Exception):
    """The server did not come up."""


class Failed(Exception):
    """A command of the program did not do what it should."""


class Office:
    """Where one made-up office lives, and how its commands and its server are run."""

    def __init__(self, engine: str, folder: Path, address: str = "") -> None:
        self.engine = engine
        self.folder = folder
        self.address = address
        self.password = secrets.token_urlsafe(12)
        self.port = free_port()
        self._server: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CHUYENBIEN_")}
        own.pop("DATABASE_URL", None)
        own |= {"CHUYENBIEN_DATA_DIR": str(self.folder), PASSWORD: self.password}
        if self.address:
            own["DATABASE_URL"] = self.address
        return own

    def run(self, *command: str) -> str:
        """Run a command of the program; its output, or :class:`Failed`."""
        done = subprocess.run(
            [sys.executable, "-m", "chuyenbien", *command],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def serve(self, *, workers: int = 2) -> None:
        """Start the server in a process group of its own and wait until it answers."""
        log = (self.folder / "server.log").open("a")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "chuyenbien", "serve", "--port", str(self.port), "--workers", str(workers)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        log.close()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if self._server.poll() is not None:
                break
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
                return
            time.sleep(0.02)
        raise NotServed((self.folder / "server.log").read_text()[-2000:])

    def kill(self) -> None:
        """End the server and all its processes at once, without a word."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, how)
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@contextlib.contextmanager
def office(engine: str, *, keep: Path | None = None) -> Iterator[Office]:
    """An office on one engine, in a folder that goes with it unless it is to be kept. The server is always stopped."""
    address = start_postgresql() if engine == "postgresql" else ""
    with contextlib.ExitStack() as stack:
        if keep is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chuyenbien-office-")))
        else:
            folder = keep
            folder.mkdir(parents=True, exist_ok=True)
        made = Office(engine, folder, address)
        try:
            yield made
        finally:
            made.kill()


def engines_here(wanted: str | None) -> list[str]:
    """The engines to run on: those asked for; PostgreSQL only where its programs are."""
    here = [wanted] if wanted else list(ENGINES)
    if "postgresql" in here and programs.postgresql() is None:
        print("left out, PostgreSQL is not here (Debian: postgresql)", flush=True)
        here.remove("postgresql")
    return here


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def watchdog(minutes: float) -> None:
    """End this process, and what it started, if it has not ended by itself."""

    def end() -> None:
        print(f"not done after {minutes} minutes: stopped", flush=True)
        os.kill(os.getpid(), signal.SIGTERM)

    timer = threading.Timer(minutes * 60, end)
    timer.daemon = True
    timer.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
