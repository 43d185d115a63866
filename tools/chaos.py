"""Kill the server again and again while people report progress, and see that nothing acknowledged is lost or doubled.

    make chaos                                      both databases: 3,000 entries, 30 kills
    make chaos ARGS="--entries 150 --kills 3 --seed 7 --database sqlite"

Several people's browsers post the form of progress, each entry with its own command's identity. When the connection
breaks, the same form is sent again until it is answered. Meanwhile the whole process group of the server is ended by
SIGKILL at random moments and started again. At the end every acknowledged entry must be in the database once, none
twice, and the journal whole.
"""

import argparse
import contextlib
import http.client
import random
import re
import secrets
import sqlite3
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tools.office import Office, engines_here, office, watchdog
from tools.visitor import Unexpected, Visitor

DOER = "doer"
ACTIONS = """
SELECT a.id FROM remediation_action a
JOIN orgs_person p ON p.id = a.lead_person_id
JOIN accounts_user u ON u.id = p.user_id
WHERE u.username = 'doer' AND a.state = 'active' AND a.rhythm = 'once' AND a.classification <> 'code_only'
ORDER BY a.id
"""
BROWSERS = 3
PATIENCE = 120.0
"""Seconds after which an entry that is not answered counts as a failure of the server, not of a kill."""
TOKEN = re.compile(r"\[\d+-[0-9a-f]{8}\]")


@dataclass
class Result:
    """What the browsers saw."""

    acknowledged: list[str] = field(default_factory=list)
    retries: int = 0
    kills: int = 0
    failure: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, token: str, retries: int) -> None:
        with self.lock:
            self.acknowledged.append(token)
            self.retries += retries

    def fail(self, what: str) -> None:
        with self.lock:
            self.failure = self.failure or what


class Browser(threading.Thread):
    """Posts its share of the entries, one after the other, each until it is answered."""

    def __init__(self, made: Office, actions: list[int], numbers: range, seed: int, result: Result) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(made.port, timeout=20)
        self.password = made.password
        self.actions = actions
        self.numbers = numbers
        self.dice = random.Random(seed)  # noqa: S311 - chance, not secrets
        self.result = result

    def run(self) -> None:
        try:
            self.patiently(lambda: self.visitor.sign_in(DOER, self.password))
            for number in self.numbers:
                if self.result.failure:
                    return
                self.report(number)
        except Exception as error:
            self.result.fail(f"{type(error).__name__}: {error}")

    def report(self, number: int) -> None:
        path = f"/remediation/{self.dice.choice(self.actions)}/report/"
        token = f"[{number}-{secrets.token_hex(4)}]"
        sent = {"command_id": str(uuid.uuid4()), "text": f"Đã làm thêm một phần {token}", "percent": "50"}
        retries = self.patiently(lambda: self.post(path, sent))
        self.result.note(token, retries)

    def post(self, path: str, sent: dict[str, str]) -> None:
        answer = self.visitor.post(path, sent)
        if answer.status not in {302, 303} or "/accounts/" in answer.location:
            raise Unexpected(f"{path} answered {answer.status} {answer.location}")

    def patiently(self, act: Callable[[], None]) -> int:
        """Do it until it is answered; how often the connection broke."""
        deadline = time.monotonic() + PATIENCE
        broken = 0
        while True:
            try:
                act()
                return broken
            except (OSError, http.client.HTTPException):
                broken += 1
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def kill_now_and_then(
    made: Office, points: list[int], dice: random.Random, result: Result, done: threading.Event
) -> None:
    """End the server when so many entries are in, at a random moment after; start it again at once."""
    for point in points:
        while len(result.acknowledged) < point:
            if done.wait(0.005):
                return
        time.sleep(dice.uniform(0, 0.12))
        made.kill()
        result.kills += 1
        made.serve()


def rows(made: Office, statement: str) -> list[tuple[object, ...]]:
    """Read the database past the program, which is proved by it."""
    if made.engine == "sqlite":
        with contextlib.closing(sqlite3.connect(made.folder / "chuyenbien.sqlite3")) as file:
            return file.execute(statement).fetchall()
    with psycopg.connect(made.address) as server:
        return list(server.execute(statement).fetchall())


def chaos(engine: str, *, entries: int, kills: int, seed: int) -> list[str]:
    """One run on one engine; what went wrong, in words."""
    dice, result, done = random.Random(seed), Result(), threading.Event()  # noqa: S311
    with office(engine) as made:
        made.run("generate", "--small", "--seed", str(seed))
        active = rows(made, ACTIONS)
        actions = [int(str(row[0])) for row in active]
        made.serve()
        began = time.monotonic()
        browsers = [
            Browser(made, actions, range(place, entries, BROWSERS), dice.randrange(2**32), result)
            for place in range(BROWSERS)
        ]
        for browser in browsers:
            browser.start()
        points = sorted(dice.sample(range(1, entries), kills))
        killer = threading.Thread(target=kill_now_and_then, args=(made, points, dice, result, done), daemon=True)
        killer.start()
        for browser in browsers:
            browser.join()
        done.set()
        killer.join()
        seconds = time.monotonic() - began
        made.stop()
        print(
            f"{engine}: seed {seed}, {len(result.acknowledged)} of {entries} entries acknowledged in {seconds:.0f} s, "
            f"{result.kills} kills, {result.retries} attempts without an answer",
            flush=True,
        )
        return [*([result.failure] if result.failure else []), *proved(made, result, entries)]


def proved(made: Office, result: Result, entries: int) -> list[str]:
    """What is wrong with the database after all that."""
    stored = [str(text) for (text,) in rows(made, "SELECT text FROM remediation_progress WHERE text LIKE '%]'")]
    there = Counter(token for text in stored for token in TOKEN.findall(text))
    lost = [token for token in result.acknowledged if there[token] == 0]
    doubled = [token for token, count in there.items() if count > 1]
    wrong = [f"lost: {', '.join(lost[:10])} ({len(lost)})"] if lost else []
    wrong += [f"twice: {', '.join(doubled[:10])} ({len(doubled)})"] if doubled else []
    if len(result.acknowledged) != entries:
        wrong.append(f"{entries - len(result.acknowledged)} entries were never acknowledged")
    events = rows(made, "SELECT COUNT(*) FROM journal_event WHERE type = 'remediation.progress_reported'")
    if events != [(len(stored),)]:
        wrong.append(f"{len(stored)} entries, but events: {events}")
    print(f"{made.engine}: {len(stored)} entries in the database; {made.run('journal', 'verify').strip()}", flush=True)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options = parser.parse_args()
    watchdog(minutes=60)
    wrong = {
        engine: chaos(engine, entries=options.entries, kills=options.kills, seed=options.seed)
        for engine in engines_here(options.database)
    }
    for engine, what in wrong.items():
        for line in what:
            print(f"{engine}: {line}", flush=True)
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
