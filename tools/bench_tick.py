"""Measure one day's tick of the reminder ladders over a million open actions, on a private PostgreSQL server.

    make bench ARGS="--tick"

A small office is made up; its running actions are then copied by one INSERT … SELECT, indexes afterwards, until there
are a million, due evenly over a year, all of them seen by the board. The board adopts the example ladder, and a process
of its own climbs it for one Monday, which has the weekend's dates too: what it takes, tells, drafts and proposes, how
long that was, and how far its memory grew. A second tick of the same day must do nothing.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

from tools.office import ROOT, Office, office

ACTIONS = 1_000_000
LIMIT = 60.0
"""Seconds for one day's tick."""
GROWTH = 200.0
"""Megabytes by which the process may grow while it ticks."""
SMALL = ("--units", "300", "--findings", "1000", "--actions", "5000", "--progress", "5000")


def monday() -> date:
    """The next Monday, today if it is one."""
    today = date.today()  # noqa: DTZ011
    return today + timedelta(days=-today.weekday() % 7)


def multiply(made: Office, number: int, day: date) -> int:
    """Copy the running actions until there are ``number``; how many are open then."""
    import psycopg

    with psycopg.connect(made.address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'remediation_action'"
            " AND column_name NOT IN ('id', 'due_on', 'original_due', 'state', 'issued_at', 'start_on', 'search_text')"
        )
        columns = ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
        cursor.execute("SELECT coalesce(max(id), 0) FROM remediation_action")
        last = _one(cursor)
        indexes = _without_indexes(cursor)
        cursor.execute(
            f"""
            WITH running AS (
                SELECT *, row_number() OVER (ORDER BY id) AS place
                FROM remediation_action WHERE lead_person_id IS NOT NULL AND state <> 'draft'
            ),
            wanted AS (
                SELECT n, 1 + n %% (SELECT count(*) FROM running) AS place
                FROM generate_series(0, %(number)s - 1) AS n
            )
            INSERT INTO remediation_action ({columns}, due_on, original_due, state, issued_at, search_text)
            SELECT {columns}, due, due, 'active', %(day)s::date - 400, ''
            FROM wanted JOIN running USING (place)
            CROSS JOIN LATERAL (SELECT %(day)s::date + (n %% 365)::int - 182 AS due) AS dated
            """,  # noqa: S608 - the columns are the table's own
            {"number": number, "day": day},
        )
        cursor.execute("SELECT id FROM orgs_unit WHERE NOT is_outside ORDER BY official_order, id LIMIT 1")
        board = _one(cursor)
        cursor.execute(
            "INSERT INTO remediation_actioninvolvement (matter_id, unit_id, capacity, since)"
            " SELECT id, %s, 'superior', %s FROM remediation_action WHERE id > %s",
            (board, day, last),
        )
        for index in indexes:
            cursor.execute(index)
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM remediation_action WHERE state = 'active'")
        return _one(cursor)


def _without_indexes(cursor: Any) -> list[str]:
    """Take away what slows a load down, keys apart; how to make the indexes again. What is copied needs no check."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET maintenance_work_mem = '256MB'")
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN"
        " ('remediation_action', 'remediation_actioninvolvement') AND indexdef NOT LIKE 'CREATE UNIQUE%'"
    )
    found: list[tuple[str, str]] = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def _one(cursor: Any) -> int:
    row = cursor.fetchone()
    return int(row[0])


def bench(options: argparse.Namespace) -> int:
    """0 when the tick was in time and memory stayed flat."""
    number, day = (20_000 if options.small else ACTIONS), monday()
    with office("postgresql") as made:
        made.run("generate", *SMALL)
        began = time.monotonic()
        there = multiply(made, number, day)
        took = time.monotonic() - began
        print(f"postgresql: {there:,} open actions made in {took:.0f} s ({there / took:,.0f} a second)", flush=True)
        first, again = (_tick(made, day) for _turn in range(2))
    print(
        f"postgresql: the ladders of {day:%d/%m/%Y} climbed in {first['seconds']:.1f} s: {first['counts']}", flush=True
    )
    print(
        f"postgresql: {there / first['seconds']:,.0f} open actions and"
        f" {first['counts']['taken'] / first['seconds']:,.0f} steps a second",
        flush=True,
    )
    print(f"postgresql: memory {first['before']:.0f} MB before, {first['after']:.0f} MB at most", flush=True)
    print(f"postgresql: the same day again in {again['seconds']:.1f} s: {again['counts']}", flush=True)
    in_time = first["seconds"] < LIMIT and first["after"] - first["before"] < GROWTH
    return 0 if in_time and first["counts"] == again["counts"] and first["counts"]["taken"] else 1


def _tick(made: Office, day: date) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench_tick", day.isoformat()],
        cwd=ROOT,
        env=made.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def climb(day: date) -> dict[str, Any]:
    """In a process of its own: adopt the example where nobody has, climb one day, and say what that took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuyenbien.config.settings")
    import django

    django.setup()
    from chuyenbien.core import clock
    from chuyenbien.followup import operations
    from chuyenbien.followup.models import Draft, TakenStep
    from chuyenbien.notices.models import Notice

    _adopt(day - timedelta(days=30))
    moment = clock.moment_of(day)
    before, began = _megabytes(), time.monotonic()
    with clock.at(moment):
        operations.climb(moment)
    seconds = time.monotonic() - began
    counts = {
        "taken": TakenStep.objects.count(),
        "told": Notice.objects.count(),
        "drafts": Draft.objects.count(),
        "waiting": TakenStep.objects.filter(outcome="").count(),
    }
    return {"seconds": seconds, "before": before, "after": _megabytes(), "counts": counts}


def _adopt(since: date) -> None:
    from chuyenbien import journal
    from chuyenbien.core import clock
    from chuyenbien.documents import operations as documents
    from chuyenbien.followup import operations
    from chuyenbien.followup.enums import Matter
    from chuyenbien.followup.example import EXAMPLES
    from chuyenbien.followup.models import Ladder
    from chuyenbien.orgs.acting import Actor
    from chuyenbien.orgs.enums import CodeList, Role
    from chuyenbien.orgs.models import Code, Membership

    if Ladder.objects.exists():
        return
    post = Membership.objects.filter(role=Role.BOARD_LEADER).select_related("person", "unit").order_by("pk")[0]
    by = Actor.of(post.person)
    with clock.at(since), journal.recording(by=by):
        paper = documents.register(
            kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code="qd"),
            number="01-QĐ/ĐO",
            issued_on=since,
            issuer=post.unit,
            abstract="Lộ trình đôn đốc (đo)",
            by=by,
            unit=post.unit,
        )
        steps = EXAMPLES[Matter.ACTION]
        made = operations.draft_ladder(post.unit, matter=Matter.ACTION, name="Lộ trình (đo)", steps=steps, by=by)
        operations.adopt_ladder(made, by=by, valid_from=since, document=paper, reason="Để đo")


def _megabytes() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(climb(date.fromisoformat(sys.argv[1]))))
