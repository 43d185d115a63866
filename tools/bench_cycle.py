"""Measure a cycle of thousands of bodies and of their people: how long opening takes, and how fast its pages are then.

    make bench ARGS="--cycle"                        both databases
    make bench ARGS="--cycle --database sqlite"

3,321 bodies stand below one board. The officer of the whole opens a cycle in the browser's way and puts all of them
under review, part by part; then the command does the same for the cycle that was made up with the data, whose first
bodies have come through every step of a review. The ratings of all bodies and of their people, more than 60,000, are
opened by the command, and the own ratings and appraisals are made up.
"""

import argparse
import re
import time
from collections.abc import Iterator
from datetime import date

from tools.bench import Row, measure, share
from tools.office import Office, office
from tools.visitor import Answer, Unexpected, Visitor

BODIES = 3321
MEMBERS = 60_000
OTHERS = 3
"""The board and two ministries, which are not reviewed."""
LIMIT = 150.0
"""Milliseconds that 95 of 100 requests of the officer of the whole must stay below."""
OPENING = 60.0
"""Seconds within which the cycle is open, all dossiers made."""
FEW = ("--findings", "300", "--actions", "1500", "--progress", "4500", "--members", str(MEMBERS))
APPRAISED = """
from django.db.models import Case, F, Value, When
from django.db.models.functions import Mod
from chuyenbien.ratings.enums import RATED
from chuyenbien.ratings.models import Rating
rows = Rating.objects.filter(cycle=CYCLE).annotate(lot=Mod(F("pk"), Value(9)))
levels = Case(*(When(lot=lot, then=Value(RATED[lot % 4].value)) for lot in range(8)), default=Value(""))
rows.update(self_level=levels, appraisal_level=levels)
"""
"""Eight of nine have an own rating and an appraisal, the four levels in turn."""
CYCLE = re.compile(r"^/reviews/(\d+)/$")
BOARD = re.compile(r'<select[^>]*name="superior"[^>]*>.*?<option value="(\d+)"', re.DOTALL)
DONE = re.compile(r"Đã tạo ([\d.]+)/([\d.]+) hồ sơ")


def open_cycle(visitor: Visitor, year: int) -> int:
    """Open a cycle through its form; its number."""
    page = visitor.get("/reviews/new/")
    board = BOARD.search(page.text)
    if board is None:
        raise Unexpected("the form of a cycle offers no superior")
    sent = {
        **page.hidden(),
        "superior": board[1],
        "name": f"Kiểm điểm năm {year} (đo)",
        "period_start": f"01/01/{year}",
        "period_end": f"31/12/{year}",
        "rule_pack": "366-2025",
    }
    answer = visitor.post("/reviews/new/", sent)
    made = CYCLE.match(answer.location)
    if answer.status != 303 or made is None:
        raise Unexpected(f"the cycle was not opened: {answer.status}")
    return int(made[1])


def add_all(visitor: Visitor, cycle: int) -> tuple[int, float]:
    """Press the one button until all bodies are under review; how often that was, and the longest wait in seconds."""
    here = f"/reviews/{cycle}/bodies/chosen/"
    page, presses, longest = visitor.get(here), 0, 0.0
    while told(page)[0] < told(page)[1]:
        answer = visitor.post(here, page.hidden())
        if answer.status != 303:
            raise Unexpected(f"a part of the bodies was not put under review: {answer.status}")
        page, presses, longest = visitor.get(answer.location), presses + 1, max(longest, answer.seconds)
    if told(page)[0] != BODIES:
        raise Unexpected(f"{told(page)[0]} bodies are under review, not {BODIES}")
    return presses, longest


def told(page: Answer) -> tuple[int, int]:
    """How many dossiers are made, and of how many, as the page says it."""
    found = DONE.search(page.text)
    if page.status != 200 or found is None:
        raise Unexpected(f"the page of the bodies does not say how far it is: {page.status}")
    return int(found[1].replace(".", "")), int(found[2].replace(".", ""))


def pages(opened: int, made_up: int) -> Iterator[tuple[str, list[str]]]:
    for name, cycle in (("new", opened), ("under way", made_up)):
        coverage = f"/conferences/cycles/{cycle}/coverage/"
        yield f"coverage, {name}", [f"{coverage}?by={by}" for by in ("level", "kind", "delegation")]
        yield f"drilled, {name}", [f"{coverage}?by=kind&level=commune", f"{coverage}?delegation=none"]
        yield f"cycle, {name}", [f"/reviews/{cycle}/", f"/reviews/{cycle}/?reached=held", f"/reviews/{cycle}/?page=40"]
    ratings = f"/ratings/cycles/{opened}/"
    yield "cycles with ratings", ["/ratings/"]
    yield "ratings, first page", [ratings]
    yield "ratings, deep page", [f"{ratings}?page=600", f"{ratings}?page=1200"]
    narrowed = ("kind=leader", "step=appraisal&level=excellent", "q=an")
    yield "ratings, narrowed", [f"{ratings}?{words}" for words in narrowed]
    yield "share of excellent", [f"{ratings}quota/"]


def counted_anew(visitor: Visitor, cycle: int, requests: int) -> tuple[list[float], int]:
    """The coverage right after an act each time, so that nothing is remembered of it."""
    form, times, size = f"/reviews/{cycle}/calendar/", [], 0
    for number in range(requests):
        day = date(2026, 1 + number % 12, 1)
        sent = {**visitor.get(form).hidden(), "kind_1": "report", "due_on_1": f"{day:%d/%m/%Y}"}
        changed = visitor.post(form, sent)
        if changed.status != 303:
            raise Unexpected(f"the calendar was not changed: {changed.status}")
        answer = visitor.get(f"/conferences/cycles/{cycle}/coverage/")
        times.append(answer.seconds * 1000)
        size = len(answer.body)
    return sorted(times), size


def open_ratings(made: Office, cycle: int) -> str:
    """Open them all and make up what has been proposed; what the command said last, and how many there are."""
    said = made.run("ratings", "open", str(cycle), "--by", "officer").strip().splitlines()
    made.run("shell", "-c", APPRAISED.replace("CYCLE", str(cycle)))
    return f"ratings opened: {said[-2]}; {said[-1]}"


def fill(made: Office) -> None:
    began = time.monotonic()
    made.run("generate", "--units", str(BODIES + OTHERS), *FEW)
    print(f"{made.engine}: {BODIES} bodies made up in {time.monotonic() - began:.0f} s", flush=True)


def bench(engine: str, options: argparse.Namespace) -> tuple[list[Row], bool]:
    """The rows, and whether the cycle was open in time."""
    rows = []
    with office(engine) as made:
        fill(made)
        made.serve()
        visitor = Visitor(made.port)
        visitor.sign_in("officer", made.password)
        began = time.monotonic()
        cycle = open_cycle(visitor, date.today().year)  # noqa: DTZ011
        presses, longest = add_all(visitor, cycle)
        took = time.monotonic() - began
        print(
            f"{engine}: a cycle of {BODIES} bodies opened in {took:.1f} s, "
            f"{presses} parts, the longest {longest * 1000:.0f} ms",
            flush=True,
        )
        print(f"{engine}: by the command: {made.run('cycle', 'add-bodies', '1').strip().splitlines()[-1]}", flush=True)
        print(f"{engine}: {open_ratings(made, cycle)}", flush=True)
        print(f"{engine}: {made.run('journal', 'verify').strip().splitlines()[0]}", flush=True)
        visitor.close()
        found = [
            (name, measure(visitor.get, addresses, warm=options.warm, requests=options.requests))
            for name, addresses in pages(cycle, 1)
        ]
        found.append(("coverage, counted anew", counted_anew(visitor, 1, max(20, options.requests // 4))))
        for name, (times, size) in found:
            rows.append(
                Row(engine, "officer", name, share(times, 0.5), share(times, 0.95), times[-1], size, limit=LIMIT)
            )
            print(rows[-1], flush=True)
        visitor.close()
        made.stop()
    return rows, took < OPENING
