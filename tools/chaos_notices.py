"""Kill the workers of the outbox again and again while they send, and see that nothing is lost and little goes twice.

    make chaos-notices                              both databases: 20,000 mails, 60 kills each
    make chaos-notices ARGS="--mails 500 --kills 8 --seed 7 --database sqlite"

So many people have one due notice each. On PostgreSQL three workers of ``chuyenbien work`` send them, on SQLite the one
beside ``chuyenbien serve``, to a mail server on loopback that counts. Meanwhile a worker is ended by SIGKILL at random
moments. At the end every mail must have arrived; whatever arrived twice must carry the same Message-ID, and fewer than
1 in 1,000 may.
"""

import argparse
import contextlib
import os
import random
import secrets
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tools.chaos import rows
from tools.office import ROOT, Failed, Office, engines_here, free_port, office, watchdog

LEASE = 30
WORKERS = 3
ONE_IN = 1000
"""Fewer than one in so many may go twice."""
PATIENCE = 1500.0
"""Seconds one engine may take."""


class Counts:
    """What the mail server has taken."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.messages: Counter[str] = Counter()
        self.by_recipient: dict[str, set[str]] = defaultdict(set)

    def take(self, recipient: str, message_id: str) -> None:
        with self.lock:
            self.messages[message_id] += 1
            self.by_recipient[recipient].add(message_id)

    def different(self) -> int:
        return len(self.messages)

    def twice(self) -> int:
        return sum(count - 1 for count in self.messages.values())


class Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as the program speaks."""

    disable_nagle_algorithm = True

    def __init__(self, request: socket.socket, client: Any, server: "MailServer") -> None:
        self.counts = server.counts
        super().__init__(request, client, server)

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._say("220 loopback")
            self._talk()

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _talk(self) -> None:
        recipient = ""
        while raw := self.rfile.readline():
            verb, _space, rest = raw.decode("ascii", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP":
                    self._say("250 ok")
                case "RCPT":
                    recipient = rest.partition("<")[2].partition(">")[0]
                    self._say("250 ok")
                case "DATA":
                    self._say("354 go on")
                    if not self._mail(recipient):
                        return
                    self._say("250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("502 unknown")

    def _mail(self, recipient: str) -> bool:
        """Read a mail to its end and count it; a half one, of a worker killed meanwhile, does not count."""
        message_id, in_head = "", True
        while line := self.rfile.readline():
            if line == b".\r\n":
                self.counts.take(recipient, message_id)
                return True
            in_head = in_head and line != b"\r\n"
            if in_head and line.lower().startswith(b"message-id:"):
                message_id = line.partition(b":")[2].decode().strip()
        return False


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on loopback only, and counts."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.counts = Counts()
        super().__init__(("127.0.0.1", 0), Conversation)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Workers:
    """The program's workers on one engine."""

    def __init__(self, made: Office, environment: dict[str, str]) -> None:
        self.sqlite = made.engine == "sqlite"
        command = ["serve", "--port", str(free_port())] if self.sqlite else ["work", "--workers", str(WORKERS)]
        log = (made.folder / "workers.log").open("a")
        self.log = made.folder / "workers.log"
        self._top = subprocess.Popen(
            [sys.executable, "-m", "chuyenbien", *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def pids(self) -> list[int]:
        """The processes that send: the children of the keeper."""
        keepers = [self._top.pid]
        if self.sqlite:
            keepers = [pid for pid in children(self._top.pid) if "work" in words_of(pid)]
        return [pid for keeper in keepers for pid in children(keeper)]

    def alive(self) -> bool:
        return self._top.poll() is None

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._top.pid, signal.SIGTERM)
        try:
            self._top.wait(timeout=30)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._top.pid, signal.SIGKILL)
            self._top.wait()


def children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def words_of(pid: int) -> list[str]:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return []


def kill_now_and_then(
    workers: Workers, counts: Counts, points: list[int], dice: random.Random, done: threading.Event
) -> int:
    """End a worker when so many mails are in, at a random moment after; how many were ended."""
    killed = 0
    for point in points:
        while counts.different() < point:
            if done.wait(0.002):
                return killed
        time.sleep(dice.uniform(0, 0.05))
        while not (there := workers.pids()):
            if done.wait(0.01):
                return killed
        with contextlib.suppress(ProcessLookupError):
            os.kill(dice.choice(there), signal.SIGKILL)
            killed += 1
    return killed


def chaos(engine: str, *, mails: int, kills: int, seed: int) -> list[str]:
    """One run on one engine; what went wrong, in words."""
    dice, done = random.Random(seed), threading.Event()  # noqa: S311 - chance, not secrets
    server = MailServer()
    with office(engine) as made:
        environment = made.environment | {
            "CHUYENBIEN_SMTP_HOST": "127.0.0.1",
            "CHUYENBIEN_SMTP_PORT": str(server.port),
            "CHUYENBIEN_MAIL_FROM": "nhac@loopback.example",
            "CHUYENBIEN_MAIL_LEASE_SECONDS": str(LEASE),
        }
        made.run("migrate", "--verbosity", "0")
        fill(environment, mails)
        began = time.monotonic()
        workers = Workers(made, environment)
        ended: list[int] = []
        points = sorted(dice.sample(range(1, mails - mails // 50), kills))
        killer = threading.Thread(
            target=lambda: ended.append(kill_now_and_then(workers, server.counts, points, dice, done)), daemon=True
        )
        killer.start()
        wrong = wait_until_sent(made, workers, mails)
        done.set()
        killer.join()
        seconds = time.monotonic() - began
        workers.stop()
        server.shutdown()
        counts = server.counts
        print(
            f"{engine}: seed {seed}, {counts.different()} of {mails} mails arrived in {seconds:.0f} s, "
            f"{ended[0]} kills, {counts.twice()} mails arrived twice",
            flush=True,
        )
        return [*wrong, *proved(made, counts, mails, ended[0], kills)]


def wait_until_sent(made: Office, workers: Workers, mails: int) -> list[str]:
    """Until the database says that every mail is sent."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not workers.alive():
            return [f"the workers ended: {workers.log.read_text()[-2000:]}"]
        if rows(made, "SELECT COUNT(*) FROM notices_delivery WHERE state = 'sent'") == [(mails,)]:
            return []
        time.sleep(1)
    return [f"not done after {PATIENCE:.0f} s: {workers.log.read_text()[-2000:]}"]


def proved(made: Office, counts: Counts, mails: int, killed: int, kills: int) -> list[str]:
    """What is wrong with what arrived, compared with the outbox."""
    known = {str(one) for (one,) in rows(made, "SELECT message_id FROM notices_delivery")}
    arrived = set(counts.messages)
    wrong = [f"lost: {len(known - arrived)}"] if known - arrived else []
    wrong += [f"unknown: {len(arrived - known)}"] if arrived - known else []
    wrong += [f"{len(known)} mails in the outbox, not {mails}"] if len(known) != mails else []
    unlike = [one for one, ids in counts.by_recipient.items() if len(ids) > 1]
    wrong += [f"{len(unlike)} people got mails of different identity"] if unlike else []
    if mails >= ONE_IN and counts.twice() * ONE_IN >= mails:
        wrong.append(f"twice: {counts.twice()} of {mails}")
    wrong += [f"only {killed} of {kills} kills"] if killed < kills else []
    return wrong


def fill(environment: dict[str, str], mails: int) -> None:
    """So many people with an address and one due notice each; in a process of its own, under the office's settings."""
    command = [sys.executable, "-m", "tools.chaos_notices", "--fill", str(mails)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stderr[-2000:])


def _fill_here(mails: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuyenbien.config.settings")
    import django

    django.setup()
    import datetime as dt

    from chuyenbien.accounts.models import User
    from chuyenbien.core import clock
    from chuyenbien.notices import kinds, operations
    from chuyenbien.notices.models import Preference
    from chuyenbien.orgs.models import Person

    kinds.register("chaos.due", label="")
    User.objects.bulk_create(
        [User(username=f"n{number}", email=f"n{number}@loopback.example") for number in range(mails)], batch_size=1000
    )
    users = User.objects.order_by("pk")
    Person.objects.bulk_create([Person(user=user, full_name=user.username) for user in users], batch_size=1000)
    people = list(Person.objects.order_by("pk"))
    awake = dt.time(0)
    Preference.objects.bulk_create(
        [Preference(person=person, quiet_from=awake, quiet_to=awake) for person in people], batch_size=1000
    )
    day = clock.today()
    operations.tell_all(
        operations.NoticeRow.of(one.pk, one, kind="chaos.due", on=day, key=f"chaos:{one.pk}", due_on=day)
        for one in people
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        _fill_here(options.fill)
        return 0
    watchdog(minutes=60)
    wrong = {
        engine: chaos(engine, mails=options.mails, kills=options.kills, seed=options.seed)
        for engine in engines_here(options.database)
    }
    for engine, what in wrong.items():
        for line in what:
            print(f"{engine}: {line}", flush=True)
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
