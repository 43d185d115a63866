"""Measure the pages at full size through the real server, one request at a time, and fail if any is too slow.

    make bench                                     both databases, full size
    make bench ARGS="--database sqlite --small"    a quick look
    make bench ARGS="--cycle"                      a review cycle of 3,321 bodies instead (tools/bench_cycle.py)
    make bench ARGS="--tick"                       a day's reminders over 1,000,000 actions (tools/bench_tick.py)

Two people look: the officer of the whole province, who sees nearly everything, and the head of one commune. Whole
pages are read. Nothing is written into this folder; SQLite's made-up data is kept in the system's temporary folder and
used again, PostgreSQL's is made anew each time in its private server.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from tools.office import ROOT, Office, engines_here, office, watchdog
from tools.visitor import Answer, Unexpected, Visitor

LIMIT = 120.0
"""Milliseconds that 95 of 100 requests must stay below."""
PEOPLE = ("officer", "officer-commune")
FINDING = re.compile(r'href="(/findings/\d+/)[#"]')
ACTION = re.compile(r'href="(/remediation/\d+/)[#"]')
NUMBER = re.compile(r"việc (\d{6})")
COMMON = ("xử lý", "dat dai", "cong trinh", "hoàn thành")
LETTERS = ("a", "đ", "h", "x")


@dataclass(frozen=True)
class Row:
    """What one kind of page took, in milliseconds."""

    engine: str
    person: str
    page: str
    p50: float
    p95: float
    worst: float
    bytes: int
    limit: float = LIMIT

    @property
    def is_slow(self) -> bool:
        return self.p95 >= self.limit

    def __str__(self) -> str:
        mark = "  too slow" if self.is_slow else ""
        size = f"{self.bytes / 1024:.0f} kB"
        who = f"{self.engine:<11} {self.person:<16} {self.page:<22}"
        return f"{who} {self.p50:8.1f} {self.p95:8.1f} {self.worst:8.1f} {size:>8}{mark}"


HEAD = f"{'database':<11} {'signed in as':<16} {'page':<22} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'page':>8}"


def seal(small: bool) -> str:
    """Changes whenever made-up data made before would no longer be what is made now."""
    total = hashlib.sha256(str(small).encode())
    package = ROOT / "chuyenbien"
    for path in [*sorted(package.glob("*/migrations/*.py")), *sorted((package / "desk" / "generating").glob("*.py"))]:
        total.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


def fill(made: Office, *, small: bool) -> None:
    """Make the data, unless the folder holds it complete; the password of an earlier run is kept beside it."""
    done = made.folder / "made.json"
    if done.exists():
        made.password = json.loads(done.read_text())["password"]
        return
    began = time.monotonic()
    print(f"{made.engine}: making the data …", flush=True)
    print(made.run("generate", *(["--small"] if small else [])).strip().splitlines()[-1], flush=True)
    print(f"{made.engine}: {made.run('journal', 'verify').strip()}", flush=True)
    if made.engine == "sqlite":
        done.touch(0o600)
        done.write_text(json.dumps({"password": made.password}))
    print(f"{made.engine}: made in {time.monotonic() - began:.0f} s", flush=True)


def pages(visitor: Visitor) -> Iterator[tuple[str, list[str]]]:
    """Every kind of page with the addresses that are asked for in turn, found as a reader would: on the lists."""
    findings, actions = visitor.get("/findings/"), visitor.get("/remediation/")
    last = visitor.get("/findings/?page=999999")
    months = [date.today() + timedelta(days=days) for days in (-60, 0, 60, 120)]  # noqa: DTZ011
    yield "findings, first page", ["/findings/"]
    yield "findings, deep page", ["/findings/?page=999999", f"/findings/?page={middle(last)}"]
    yield "actions, first page", ["/remediation/"]
    yield "actions, deep page", [f"/remediation/?after={day:%Y-%m-%d}_0" for day in months]
    yield "search, rare", [f"/search/?q={word}" for word in found(NUMBER, actions)[:20]]
    yield "search, common", [f"/search/?q={word.replace(' ', '+')}" for word in map(quoted, COMMON)]
    yield "search, one letter", [f"/search/?q={quoted(letter)}" for letter in LETTERS]
    yield "finding", found(FINDING, findings)
    yield "action", found(ACTION, actions)
    yield "overview", ["/overview/"]
    yield "my work", ["/my-work/"]


def quoted(word: str) -> str:
    return "".join(sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in word)


def middle(last: Answer) -> int:
    """The page in the middle of a list, read from the addresses on its last one."""
    numbers = [int(number) for number in re.findall(r"[?&;]page=(\d+)", last.text) if int(number) < 999999]
    return max(1, max(numbers, default=1) // 2)


def found(pattern: re.Pattern[str], answer: Answer) -> list[str]:
    """What the page names, each once; a page that names nothing cannot be measured."""
    named = list(dict.fromkeys(pattern.findall(answer.text)))
    if not named:
        raise Unexpected(f"nothing on the list matches {pattern.pattern}")
    return named


def measure(ask: Callable[[str], Answer], addresses: list[str], *, warm: int, requests: int) -> tuple[list[float], int]:
    """Milliseconds of each request, one after another, without the first ones; and how large a page was."""
    turn = cycle(addresses)
    times: list[float] = []
    size = 0
    for number in range(warm + requests):
        path = next(turn)
        answer = ask(path)
        if answer.status != 200 or b"</html>" not in answer.body:
            raise Unexpected(f"{path} answered {answer.status}")
        size = max(size, len(answer.body))
        if number >= warm:
            times.append(answer.seconds * 1000)
    return sorted(times), size


def share(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))]


def bench(engine: str, options: argparse.Namespace) -> list[Row]:
    keep = None
    if engine == "sqlite":
        keep = Path(tempfile.gettempdir()) / f"chuyenbien-bench-{os.getuid()}" / seal(options.small)
    rows = []
    with office(engine, keep=keep) as made:
        fill(made, small=options.small)
        made.serve()
        for person in PEOPLE:
            visitor = Visitor(made.port)
            visitor.sign_in(person, made.password)
            for name, addresses in pages(visitor):
                times, size = measure(visitor.get, addresses, warm=options.warm, requests=options.requests)
                rows.append(Row(engine, person, name, share(times, 0.5), share(times, 0.95), times[-1], size))
                print(rows[-1], flush=True)
            visitor.close()
        made.stop()
    return rows


def cycles(options: argparse.Namespace) -> int:
    from tools import bench_cycle

    found = [bench_cycle.bench(engine, options) for engine in engines_here(options.database)]
    slow = [row for rows, _in_time in found for row in rows if row.is_slow]
    late = sum(not in_time for _rows, in_time in found)
    print(f"{len(slow)} kinds of page with p95 of {bench_cycle.LIMIT:.0f} ms or more", flush=True)
    print(f"{late} cycles not open within {bench_cycle.OPENING:.0f} s", flush=True)
    return 1 if slow or late else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--small", action="store_true", help="little data")
    parser.add_argument("--warm", type=int, default=20, help="requests before those that count")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--cycle", action="store_true", help="measure a review cycle of thousands of bodies instead")
    parser.add_argument("--tick", action="store_true", help="measure the ladders of a day over a million actions")
    options = parser.parse_args()
    watchdog(minutes=60)
    print(HEAD, flush=True)
    if options.cycle:
        return cycles(options)
    if options.tick:
        from tools import bench_tick

        return bench_tick.bench(options)
    rows = [row for engine in engines_here(options.database) for row in bench(engine, options)]
    slow = [row for row in rows if row.is_slow]
    print(f"{len(rows)} kinds of page, {len(slow)} of them with p95 of {LIMIT:.0f} ms or more", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
