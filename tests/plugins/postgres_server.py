"""A private PostgreSQL in a temporary folder, for as long as somebody holds this program's input open.

The tests start it as a program of its own. It prints the address once it answers; when its input ends,
however the holder ended (done, Ctrl-C, killed), it stops the server and removes the folder.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.plugins import programs

ROLE = "tests"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    # Nothing here outlives the run, so nothing needs to reach the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "logging_collector": "off",
}


def run_as() -> dict[str, Any]:
    """PostgreSQL refuses root: become its own user, or else nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL does not run as root, and there is no user postgres or nobody")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


def start(bin_dir: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    who = run_as()
    if who:
        os.chown(folder, who["user"], who["group"])
    data = folder / "data"
    quiet: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, **who}
    with (folder / "initdb.log").open("wb") as log:
        subprocess.run(
            [
                *(bin_dir / "initdb", "-D", data, "-U", ROLE, "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
            ],
            check=True,
            stdout=log,
            stderr=log,
            **quiet,
        )
    options = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen([bin_dir / "postgres", "-D", data, *settings], stdout=log, stderr=log, **quiet)


def wait_until_ready(server: subprocess.Popen[bytes], bin_dir: Path, port: int) -> None:
    deadline = time.monotonic() + 60
    program = bin_dir / "pg_isready"
    ready = [str(program), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while time.monotonic() < deadline and server.poll() is None:
        # pg_isready belongs to the client programs, which a server folder may lack.
        if answers(port) and (not program.exists() or subprocess.run(ready, check=False).returncode == 0):
            return
        time.sleep(0.1)
    raise SystemExit("PostgreSQL did not start")


def main() -> None:
    # Only the end of the input stops this program: a Ctrl-C reaches the holder, which then lets go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bin_dir = programs.postgresql()
    if bin_dir is None:
        raise SystemExit("PostgreSQL's programs were not found")
    folder = Path(tempfile.mkdtemp(prefix="chuyenbien-pg-"))
    server = None
    try:
        port = free_port()
        server = start(bin_dir, folder, port)
        wait_until_ready(server, bin_dir, port)
        print(f"postgresql://{ROLE}@127.0.0.1:{port}/postgres", flush=True)
        sys.stdin.buffer.read()
    except BaseException:
        for log in sorted(folder.glob("*.log")):
            print(log.read_text(errors="replace")[-2000:], file=sys.stderr)
        raise
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth saving
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
