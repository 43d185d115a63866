"""The triggers: everything that would change what was recorded is refused by the database itself."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from chuyenbien.journal import protection
from chuyenbien.journal.models import AccessEntry, Event
from tests.journal.parts import breaks, execute, state

pytestmark = pytest.mark.django_db

_COLUMNS = "seq, type, at, recorded_at, body, previous, digest"
_VALUES = "'t', '2023-01-01 00:00:00+00:00', '2023-01-01 00:00:00+00:00', '{}', 'p'"


@pytest.fixture(autouse=True)
def two() -> None:
    state("one", "two")
    AccessEntry.objects.create(
        at="2023-01-01T00:00:00Z", user_id=1, person_id=1, kind="orgs.person", subject_id=1, path="/"
    )


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)
    assert breaks() == []
    assert Event.objects.count() == 2
    assert AccessEntry.objects.count() == 1


@pytest.mark.parametrize("table", protection._KEYS)
def test_no_row_is_deleted(table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("journal_event", "type = 'x'"),
        ("journal_event", "seq = seq + 10"),
        ("journal_eventpayload", "data = 'x'"),
        ("journal_eventpayload", "salt = ''"),
        ("journal_eventpayload", "data = '', salt = '', seq = seq + 10"),
        ("journal_eventsubject", "subject_id = 5"),
        ("journal_accessentry", "user_id = 5"),
    ],
)
def test_no_row_is_changed(table: str, change: str) -> None:
    refused(f"UPDATE {table} SET {change}")


def test_no_row_is_inserted_over_another() -> None:
    refused(f"INSERT INTO journal_event ({_COLUMNS}) VALUES (1, {_VALUES}, 'd')")


def test_no_conflict_turns_into_an_update() -> None:
    refused(
        f"INSERT INTO journal_event ({_COLUMNS}) VALUES (1, {_VALUES}, 'd') "
        "ON CONFLICT (seq) DO UPDATE SET type = excluded.type"
    )


def test_emptying_a_content_is_all_that_passes() -> None:
    execute("UPDATE journal_eventpayload SET data = '', salt = '' WHERE seq = 2")
    assert breaks() == [(2, "emptied")]


@pytest.mark.postgresql_only
@pytest.mark.parametrize("table", protection._KEYS)
def test_no_table_is_truncated(table: str) -> None:
    refused(f"TRUNCATE {table}")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("insert", ["REPLACE", "INSERT OR REPLACE"])
def test_no_row_is_replaced(insert: str) -> None:
    refused(f"{insert} INTO journal_event ({_COLUMNS}) VALUES (1, {_VALUES}, 'd')")


@pytest.mark.sqlite_only
def test_no_row_is_replaced_through_another_unique_column() -> None:
    digest = Event.objects.get(seq=1).digest
    refused(f"REPLACE INTO journal_event ({_COLUMNS}) VALUES (99, {_VALUES}, '{digest}')")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("table", ["journal_event", "journal_eventpayload"])
def test_no_row_is_replaced_through_the_hidden_rowid(table: str) -> None:
    columns, values = ("seq, salt, data", "99, 's', 'd'")
    if table == "journal_event":
        columns, values = _COLUMNS, f"99, {_VALUES}, 'd'"
    refused(f"REPLACE INTO {table} (rowid, {columns}) VALUES (1, {values})")


@pytest.mark.sqlite_only
def test_no_row_is_pushed_out_while_another_is_emptied() -> None:
    refused("UPDATE OR REPLACE journal_eventpayload SET data = '', salt = '', rowid = 1 WHERE seq = 2")


def drop(name: str) -> None:
    table = name.split("_no_", maxsplit=1)[0]
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER {name}{on}")


@pytest.mark.parametrize("place", range(len(protection._KEYS)))
def test_a_dropped_trigger_is_missed_and_made_again(place: int) -> None:
    name = [one.name for one in protection.wanted(connection)][place]
    assert protection.missing(connection) == []
    drop(name)
    assert protection.missing(connection) == [name]
    told = run_checks(tags=["database"], databases=["default"])
    assert [(one.id, name in one.msg) for one in told if one.id == "journal.W001"] == [("journal.W001", True)]
    assert protection.install(connection) == [name]
    assert protection.missing(connection) == []


@pytest.mark.sqlite_only
def test_a_trigger_that_does_nothing_is_missed_on_sqlite() -> None:
    drop("journal_event_no_delete")
    execute("CREATE TRIGGER journal_event_no_delete BEFORE DELETE ON journal_event BEGIN SELECT 1; END")
    assert protection.missing(connection) == ["journal_event_no_delete"]
    protection.install(connection)
    refused("DELETE FROM journal_event")


@pytest.mark.postgresql_only
def test_a_trigger_that_does_nothing_is_missed_on_postgresql() -> None:
    execute(
        "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$"
    )
    assert len(protection.missing(connection)) == len(protection.wanted(connection))
    protection.install(connection)
    refused("DELETE FROM journal_event")


@pytest.mark.postgresql_only
def test_a_disabled_trigger_is_missed() -> None:
    execute("ALTER TABLE journal_event DISABLE TRIGGER journal_event_no_change")
    assert protection.missing(connection) == ["journal_event_no_change"]
